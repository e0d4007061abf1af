using System.Runtime.InteropServices;

namespace AiDevFramework.Hosting;

/// <summary>Ctrl-C, SIGTERM and SIGQUIT from the first moment on. A host would listen to them only when it starts; before that they would
/// kill the process without a word.</summary>
internal static class StopSignals
{
    private static readonly List<PosixSignalRegistration> _early = [];

    private static Followed? _followed;

    private static volatile bool _hasCome;

    public static bool HasCome => _hasCome;

    /// <summary>Whether the process was told to stop, by a signal or by itself, before its start was complete.</summary>
    public static bool HasCalledStartOff => Volatile.Read(ref _followed) is { Lifetime: var lifetime }
        ? (_hasCome || lifetime.ApplicationStopping.IsCancellationRequested) && !lifetime.ApplicationStarted.IsCancellationRequested
        : _hasCome;

    /// <summary>Call it before the host is built.</summary>
    public static void Watch()
    {
        _early.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));
        _early.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
        _early.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Handle));
    }

    /// <summary>From now on a signal stops the host, which says so itself.</summary>
    /// <param name="guard">Starts when the signal arrives: those who wait for the end of the application may take seconds each before
    /// they have heard of it.</param>
    public static void Follow(IHostApplicationLifetime lifetime, StopGuard guard)
    {
        var followed = new Followed(lifetime, guard);
        Volatile.Write(ref _followed, followed);
        if (_hasCome)
        {
            followed.Stop();
        }
    }

    private static void Handle(PosixSignalContext signal)
    {
        _hasCome = true;
        signal.Cancel = true; // it ends in order
        if (Volatile.Read(ref _followed) is { } followed)
        {
            followed.Stop();
        }
        else
        {
            ProcessLog.Write(StopNotice.CalledOff);
            Environment.Exit(0);
        }
    }

    internal sealed record Followed(IHostApplicationLifetime Lifetime, StopGuard Guard)
    {
        public void Stop()
        {
            Guard.Start();
            Lifetime.StopApplication();
        }
    }
}
