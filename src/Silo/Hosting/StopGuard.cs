using System.Diagnostics;

namespace AiDevFramework.Silo.Hosting;

/// <summary>
/// Ends a process that was told to stop and does not manage to: what it waits for may never answer, a frozen database for one. Runs
/// are safe all the same, for whoever takes them over starts from what is stored.
/// </summary>
internal static class StopGuard
{
    /// <summary>Above all that stopping may take by itself, below the ten seconds that supervisors give.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8.5);

    /// <summary>For an orderly exit, which may wait for others too.</summary>
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(0.5);

    public static void Arm(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(() =>
        new Thread(End) { IsBackground = true, Name = nameof(StopGuard) }.Start()); // no worker of the pool may be free

    private static void End()
    {
        Wait(Limit);
        new Thread(() => Environment.Exit(0)) { IsBackground = true, Name = nameof(StopGuard) }.Start();
        Console.Error.WriteLine($"Stopping took longer than {Limit.TotalSeconds} s: the process ends without waiting for what does not answer.");
        Wait(ExitLimit);
        Process.GetCurrentProcess().Kill();
    }

    private static void Wait(TimeSpan time)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(time);
    }
}
