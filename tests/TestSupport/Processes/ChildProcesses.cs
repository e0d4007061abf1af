using System.Collections.Concurrent;
using System.Diagnostics;

namespace AiDevFramework.TestSupport.Processes;

/// <summary>
/// Starts processes that die with this one, also when this one is killed. The kernel ties a child to the <em>thread</em> that
/// started it, so all are started by one thread that lives as long as the process; threads of the pool come and go.
/// </summary>
internal static class ChildProcesses
{
    private static readonly BlockingCollection<Order> _orders = StartThread();

    /// <summary>Whether util-linux is here. Without it children die only with an orderly end of this process.</summary>
    public static bool CanTie { get; } = OperatingSystem.IsLinux() && Executables.Find("setpriv") is not null;

    /// <param name="command">Program, as a path or to be looked up in PATH, and its arguments.</param>
    /// <param name="deathSignal">What the child gets when this process ends without stopping it: KILL, QUIT.</param>
    /// <param name="user">User to run as, which takes root; <see langword="null"/>: this process's own.</param>
    /// <param name="configure">Sets what else the start needs: folder, environment, redirections.</param>
    public static Task<Process> StartAsync(
        IReadOnlyList<string> command, string deathSignal, string? user = null, Action<ProcessStartInfo>? configure = null)
    {
        FastSuite.Refuse(command[0]);
        string[] prefix = CanTie ? ["setpriv", "--pdeathsig", deathSignal, .. AsUser(user), "--"]
            : user is null ? [] : ["runuser", "-u", user, "--"];
        string[] line = [.. prefix, .. command];
        var start = new ProcessStartInfo(line[0], line[1..]);
        configure?.Invoke(start);
        var order = new Order(start, new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously));
        _orders.Add(order);
        return order.Process.Task;
    }

    private static string[] AsUser(string? user) =>
        user is null ? [] : ["--reuid", user, "--regid", Executables.GroupOf(user), "--clear-groups"];

    private static BlockingCollection<Order> StartThread()
    {
        var orders = new BlockingCollection<Order>();
        new Thread(() => Work(orders)) { IsBackground = true, Name = nameof(ChildProcesses) }.Start();
        return orders;
    }

    private static void Work(BlockingCollection<Order> orders)
    {
        foreach (var order in orders.GetConsumingEnumerable())
        {
            try
            {
                var process = Process.Start(order.Start) ?? throw new InvalidOperationException($"{order.Start.FileName} was not started.");
                AppDomain.CurrentDomain.ProcessExit += (_, _) => KillQuietly(process);
                order.Process.SetResult(process);
            }
#pragma warning disable CA1031 // whatever it is, it belongs to the one who asked for the process
            catch (Exception exception)
#pragma warning restore CA1031
            {
                order.Process.SetException(exception);
            }
        }
    }

    private static void KillQuietly(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // it has ended, or its owner has disposed of it
        }
    }

    private sealed record Order(ProcessStartInfo Start, TaskCompletionSource<Process> Process);
}
