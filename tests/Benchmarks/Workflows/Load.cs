using System.Collections.Concurrent;
using System.Diagnostics;
using AiDevFramework.Benchmarks.Measuring;

namespace AiDevFramework.Benchmarks.Workflows;

/// <summary>Keeps a number of workflows in flight, and measures from when they are to before they end: for the time asked for, or the
/// smallest multiple of it in which a workflow ended.</summary>
/// <param name="runWorkflow">Runs one and returns how many events came.</param>
/// <param name="processes">All that take part: what each has used of the processor.</param>
internal sealed class Load(Func<CancellationToken, Task<int>> runWorkflow, IReadOnlyDictionary<string, Func<TimeSpan>> processes)
{
    public async Task<Measurement> MeasureAsync(int inFlight, TimeSpan duration, CancellationToken cancellationToken)
    {
        var finished = new ConcurrentQueue<Finished>();
        using var ending = new CancellationTokenSource();
        var clients = Enumerable.Range(0, inFlight).Select(_ => KeepRunningAsync(finished, ending.Token, cancellationToken)).ToList();
        await PassAsync(duration / 5, clients, cancellationToken); // the first ones start together, which nobody's users do

        var before = Reading.Take(processes);
        do
        {
            await PassAsync(duration, clients, cancellationToken); // more than once where the service has only just started
        }
        while (!finished.Any(one => one.At > before.At));
        var after = Reading.Take(processes);
        await ending.CancelAsync();
        await Task.WhenAll(clients);

        return Evaluate(inFlight, [.. finished.Where(one => one.At > before.At && one.At <= after.At)], before, after);
    }

    private async Task KeepRunningAsync(ConcurrentQueue<Finished> finished, CancellationToken ending, CancellationToken cancellationToken)
    {
        while (!ending.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            var events = await runWorkflow(cancellationToken);
            var now = Stopwatch.GetTimestamp();
            finished.Enqueue(new Finished(now, Stopwatch.GetElapsedTime(started, now).TotalMilliseconds, events));
        }
    }

    /// <summary>Ends early, with the failure, where a client fails.</summary>
    private static async Task PassAsync(TimeSpan duration, IReadOnlyList<Task> clients, CancellationToken cancellationToken)
    {
        var passed = Task.Delay(duration, cancellationToken);
        await await Task.WhenAny([passed, .. clients]);
    }

    private static Measurement Evaluate(int inFlight, List<Finished> finished, Reading before, Reading after)
    {
        var elapsed = Stopwatch.GetElapsedTime(before.At, after.At);
        var latencies = finished.Select(one => one.Ms).Order().ToList();
        var used = after.Processes.ToDictionary(process => process.Key, process => process.Value - before.Processes[process.Key]);
        var others = after.Machine - before.Machine - used.Values.Aggregate(TimeSpan.Zero, (sum, own) => sum + own);
        return new Measurement(
            inFlight,
            finished.Count / elapsed.TotalSeconds,
            finished.Count,
            finished.Sum(one => one.Events),
            Spread.Percentile(latencies, 0.5),
            Spread.Percentile(latencies, 0.99),
            used.ToDictionary(process => process.Key, process => process.Value.TotalMilliseconds / finished.Count),
            Math.Max(0, others / (elapsed * Environment.ProcessorCount)));
    }

    private readonly record struct Finished(long At, double Ms, int Events);

    private sealed record Reading(long At, TimeSpan Machine, IReadOnlyDictionary<string, TimeSpan> Processes)
    {
        public static Reading Take(IReadOnlyDictionary<string, Func<TimeSpan>> processes) => new(
            Stopwatch.GetTimestamp(),
            ProcessorTime.OfMachine(),
            processes.ToDictionary(process => process.Key, process => process.Value()));
    }
}
