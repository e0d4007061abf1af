using System.Diagnostics;

namespace AiDevFramework.Hosting;

/// <summary>
/// Ends a process that was told to stop and does not manage to: what it waits for may never answer, a frozen database for one. Runs
/// are safe all the same, for whoever takes them over starts from what is stored. Disposing of it says that the process has managed.
/// </summary>
internal sealed class StopGuard : IDisposable
{
    /// <summary>Above all that stopping may take by itself, below the ten seconds that supervisors give.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8.5);

    /// <summary>For an orderly exit, which may wait for others too.</summary>
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(0.5);

    /// <summary>Never disposed of: the thread that waits for it may be late.</summary>
    private readonly ManualResetEventSlim _hasEnded = new();

    private readonly CancellationTokenRegistration _stopping;

    private int _isStarted;

    private StopGuard(IHostApplicationLifetime lifetime) => _stopping = lifetime.ApplicationStopping.Register(Start);

    public bool IsStarted => Volatile.Read(ref _isStarted) == 1;

    /// <summary>Starts by itself where no signal comes and the process decides to stop.</summary>
    public static StopGuard Watch(IHostApplicationLifetime lifetime) => new(lifetime);

    /// <summary>The time to stop begins now. Only the first call counts.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            new Thread(EndUnlessEnded) { IsBackground = true, Name = nameof(StopGuard) }.Start(); // no worker of the pool may be free
        }
    }

    public void Dispose()
    {
        _hasEnded.Set();
        _stopping.Dispose();
    }

    private void EndUnlessEnded()
    {
        if (_hasEnded.Wait(Limit))
        {
            return;
        }

        new Thread(() => Environment.Exit(0)) { IsBackground = true, Name = nameof(StopGuard) }.Start();
        Console.Error.WriteLine($"Stopping took longer than {Limit.TotalSeconds} s: the process ends without waiting for what does not answer.");
        if (!_hasEnded.Wait(ExitLimit))
        {
            Process.GetCurrentProcess().Kill();
        }
    }
}
