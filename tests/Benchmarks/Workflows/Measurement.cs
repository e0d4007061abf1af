namespace AiDevFramework.Benchmarks.Workflows;

/// <summary>What was measured while one number of workflows was in flight.</summary>
/// <param name="PerSecond">Completed workflows.</param>
/// <param name="Events">That came to clients: all of these workflows' events, each once and in order.</param>
/// <param name="MedianMs">From the request that creates a project to its last event.</param>
/// <param name="CpuMs">Processor time per workflow, by process.</param>
/// <param name="Others">Share of the machine, 0 to 1, that was used by what does not belong to the benchmark.</param>
internal sealed record Measurement(
    int InFlight,
    double PerSecond,
    int Workflows,
    int Events,
    double MedianMs,
    double Percentile99Ms,
    IReadOnlyDictionary<string, double> CpuMs,
    double Others);
