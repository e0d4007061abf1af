using System.Diagnostics;
using AiDevFramework.Grains.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace AiDevFramework.Silo.Telemetry;

/// <summary>
/// Spans on their way to a collector. Bounded: where the collector is slow or away, spans are dropped and counted, and the
/// work that made them notices nothing.
/// </summary>
/// <param name="collector">Owned by this processor.</param>
/// <param name="wanted">What goes there; <see langword="null"/> for everything.</param>
internal sealed class SpanQueue(
    SpanQueue.CountingExporter collector, BatchExportActivityProcessorOptions options, Predicate<Activity>? wanted = null)
    : BatchActivityExportProcessor(
        collector,
        options.MaxQueueSize,
        options.ScheduledDelayMilliseconds,
        options.ExporterTimeoutMilliseconds,
        options.MaxExportBatchSize)
{
    private readonly int _capacity = options.MaxQueueSize;

    /// <param name="destination">In a word, for the metric of what was dropped.</param>
    public static SpanQueue To(
        string destination, OtlpExporterOptions collector, BatchExportActivityProcessorOptions options, Predicate<Activity>? wanted = null) =>
        new(new CountingExporter(destination, collector), options, wanted);

    public override void OnEnd(Activity data)
    {
        if (!data.Recorded || wanted?.Invoke(data) is false)
        {
            return;
        }

        if (collector.TryAdmit(_capacity))
        {
            base.OnEnd(data);
        }
        else
        {
            collector.CountDropped(1, "queue_full");
        }
    }

    /// <summary>Knows how many spans wait, and counts those that the collector did not take.</summary>
    internal sealed class CountingExporter(string destination, OtlpExporterOptions options) : OtlpTraceExporter(options)
    {
        private int _waiting;

        public bool TryAdmit(int capacity)
        {
            if (Interlocked.Increment(ref _waiting) <= capacity)
            {
                return true;
            }

            Interlocked.Decrement(ref _waiting);
            return false;
        }

        public override ExportResult Export(in Batch<Activity> activityBatch)
        {
            var count = (int)activityBatch.Count;
            Interlocked.Add(ref _waiting, -count);
            var result = base.Export(activityBatch);
            if (result is ExportResult.Failure)
            {
                CountDropped(count, "export_failed");
            }

            return result;
        }

        public void CountDropped(int spans, string reason) => Instruments.SpansDropped.Add(
            spans, new KeyValuePair<string, object?>("reason", reason), new KeyValuePair<string, object?>("destination", destination));
    }
}
