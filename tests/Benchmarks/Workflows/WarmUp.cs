using System.Diagnostics;

namespace AiDevFramework.Benchmarks.Workflows;

/// <summary>Measurements that are thrown away, until a service is compiled with what its first minute taught it: before that the compiler
/// takes half of the processor.</summary>
internal static class WarmUp
{
    /// <summary>Measurements at least.</summary>
    private const int Least = 8;

    /// <summary>And at most.</summary>
    private const int Most = 40;

    /// <summary>It is warm when so many measurements in succession have not made it cheaper.</summary>
    private const int Steady = 5;

    /// <summary>What is cheaper: differences below it are noise.</summary>
    private const double Cheaper = 0.98;

    /// <param name="service">Name of the process whose cost counts.</param>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> RunAsync(
        Load workflows, string service, int inFlight, TimeSpan duration, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var (cheapest, since) = (double.MaxValue, 0);
        for (var time = 1; time <= Least || (time <= Most && since < Steady); time++)
        {
            var cost = (await workflows.MeasureAsync(inFlight, duration, cancellationToken)).CpuMs[service];
            since = cost < cheapest * Cheaper ? 0 : since + 1;
            cheapest = Math.Min(cheapest, cost);
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
