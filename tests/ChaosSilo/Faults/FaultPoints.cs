using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Npgsql;

namespace AiDevFramework.ChaosSilo.Faults;

/// <summary>The faults that this process is told to suffer. Each happens once and is told in a line of standard output.</summary>
internal sealed class FaultPoints(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<Armed> _armed = [];
    private readonly ConcurrentDictionary<Guid, bool> _mending = [];

    public void Arm(FaultOrder order)
    {
        lock (_lock)
        {
            _armed.Add(new Armed(order));
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _armed.Clear();
        }
    }

    /// <summary>A call of this process mends a document of the project: its next commit is the answer.</summary>
    public void NoteMend(Guid project) => _mending[project] = true;

    public bool IsMending(Guid project) => _mending.ContainsKey(project);

    /// <returns>Whether a mend was noted.</returns>
    public bool EndMend(Guid project) => _mending.TryRemove(project, out _);

    /// <summary>Passed by whatever reaches a point. Signals strike before this returns.</summary>
    /// <exception cref="NpgsqlException">The order says so.</exception>
    public Task ReachAsync(FaultPoint point, Guid project) => Due(point) is { } order ? StrikeAsync(order, project) : Task.CompletedTask;

    private FaultOrder? Due(FaultPoint point)
    {
        lock (_lock)
        {
            foreach (var armed in _armed.Where(armed => armed.Order.Point == point))
            {
                armed.Hits++;
            }

            var at = _armed.FindIndex(armed => armed.Order.Point == point && armed.Hits >= armed.Order.Nth);
            if (at < 0)
            {
                return null;
            }

            var order = _armed[at].Order;
            _armed.RemoveAt(at);
            return order;
        }
    }

    private async Task StrikeAsync(FaultOrder order, Guid project)
    {
        if (order.AfterMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(order.AfterMs), clock);
        }

        Console.Out.WriteLine($"FAULT {order.Id} {order.Point} {order.Action} {project} {clock.GetUtcNow():O}");
        Console.Out.Flush();
        switch (order.Action)
        {
            case FaultAction.Kill:
                _ = Raise(9);
                break;
            case FaultAction.Terminate:
                _ = Raise(15);
                break;
            case FaultAction.Stop:
                _ = Raise(19);
                break;
            case FaultAction.Throw:
                throw new NpgsqlException("The connection is lost, a fault point says.", new IOException("fault point"));
            case FaultAction.Delay:
                await Task.Delay(TimeSpan.FromMilliseconds(order.DelayMs), clock);
                break;
        }
    }

    /// <summary>To this thread, which takes it before it goes on. A signal to the process is taken by its main thread, and until that one
    /// has its turn of the processor, this one would run on past the point.</summary>
    [DllImport("libc", EntryPoint = "raise"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Raise(int signal);

    private sealed class Armed(FaultOrder order)
    {
        public FaultOrder Order => order;

        public int Hits { get; set; }
    }
}
