using System.Runtime.InteropServices;

namespace AiDevFramework.Hosting;

/// <summary>Ctrl-C and SIGTERM from the first moment on. The host listens to them only when it starts; before that they would kill the
/// process without a word.</summary>
internal static class StopSignals
{
    private static readonly List<PosixSignalRegistration> _early = [];

    private static IHostApplicationLifetime? _lifetime;

    private static volatile bool _hasCome;

    public static bool HasCome => _hasCome;

    /// <summary>Whether the process was told to stop before its start was complete. The framework hears of a signal too, and may be
    /// faster.</summary>
    public static bool HasCalledStartOff => Volatile.Read(ref _lifetime) is { } lifetime
        ? (_hasCome || lifetime.ApplicationStopping.IsCancellationRequested) && !lifetime.ApplicationStarted.IsCancellationRequested
        : _hasCome;

    /// <summary>Call it before the host is built.</summary>
    public static void Watch()
    {
        _early.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));
        _early.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
    }

    /// <summary>From now on a signal stops the host, which says so itself.</summary>
    public static void Follow(IHostApplicationLifetime lifetime)
    {
        Volatile.Write(ref _lifetime, lifetime);
        if (_hasCome)
        {
            lifetime.StopApplication();
        }
    }

    private static void Handle(PosixSignalContext signal)
    {
        _hasCome = true;
        signal.Cancel = true; // it ends in order
        if (Volatile.Read(ref _lifetime) is { } lifetime)
        {
            lifetime.StopApplication();
        }
        else
        {
            Console.Out.WriteLine(StopNotice.CalledOff);
            Console.Out.Flush();
            Environment.Exit(0);
        }
    }
}
