
namespace AiDevFramework.Hosting.Telemetry;

/// <summary>How many spans wait for an exporter, and what became of those that it did not send.</summary>
/// <param name="destination">In a word, for the metric of what was dropped.</param>
internal sealed class QueuePlaces(string destination, int capacity)
{
    private int _waiting;

    public bool TryAdmit()
    {
        if (Interlocked.Increment(ref _waiting) <= capacity)
        {
            return true;
        }

        Interlocked.Decrement(ref _waiting);
        CountDropped(1, "queue_full");
        return false;
    }

    /// <summary>They left the queue, however their sending ends.</summary>
    public void Free(long spans) => Interlocked.Add(ref _waiting, -(int)spans);

    public void CountFailed(long spans) => CountDropped(spans, "export_failed");

    private void CountDropped(long spans, string reason) => ExportInstruments.SpansDropped.Add(
        spans, new KeyValuePair<string, object?>("reason", reason), new KeyValuePair<string, object?>("destination", destination));
}
