using AiDevFramework.Chaos.Evidence;

namespace AiDevFramework.Chaos.Nemesis;

/// <summary>Notes when the machine itself stood still, as virtual ones do: what was timed meanwhile says nothing.</summary>
internal static class Heartbeat
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Missed = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(EvidenceFolder evidence, TimeProvider clock, CancellationToken ending)
    {
        var last = clock.GetUtcNow();
        while (!ending.IsCancellationRequested)
        {
            await Task.Delay(Beat, clock, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var now = clock.GetUtcNow();
            if (now - last > Missed)
            {
                evidence.Faults.Write(new FaultLine(0, "Standstill", "this machine", null, null, last, null, null, now, null));
            }

            last = now;
        }
    }
}
