using System.Diagnostics.Metrics;

namespace AiDevFramework.Grains.Abstractions.Telemetry;

/// <summary>Makes what has not happened yet a zero instead of a hole. Each project registers one for its instruments; it runs once
/// somebody listens.</summary>
public sealed record ZeroAtStart(Action Run)
{
    public static void Add(Counter<long> counter, string tag, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            counter.Add(0, new KeyValuePair<string, object?>(tag, value));
        }
    }

    public static void Add(UpDownCounter<long> counter, string tag, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
        {
            counter.Add(0, new KeyValuePair<string, object?>(tag, value));
        }
    }
}
