using System.Diagnostics;
using AiDevFramework.Grains.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace AiDevFramework.Silo.Telemetry;

/// <summary>
/// Spans on their way to the collector. Bounded: where the collector is slow or away, spans are dropped and counted, and the
/// work that made them notices nothing.
/// </summary>
/// <param name="collector">Owned by this processor.</param>
internal sealed class SpanQueue(SpanQueue.CountingExporter collector, BatchExportActivityProcessorOptions options)
    : BatchActivityExportProcessor(
        collector,
        options.MaxQueueSize,
        options.ScheduledDelayMilliseconds,
        options.ExporterTimeoutMilliseconds,
        options.MaxExportBatchSize)
{
    private readonly int _capacity = options.MaxQueueSize;

    public static SpanQueue To(OtlpExporterOptions collector, BatchExportActivityProcessorOptions options) =>
        new(new CountingExporter(collector), options);

    public override void OnEnd(Activity data)
    {
        if (!data.Recorded)
        {
            return;
        }

        if (collector.TryAdmit(_capacity))
        {
            base.OnEnd(data);
        }
        else
        {
            Instruments.SpansDropped.Add(1, new KeyValuePair<string, object?>("reason", "queue_full"));
        }
    }

    /// <summary>Knows how many spans wait, and counts those that the collector did not take.</summary>
    internal sealed class CountingExporter(OtlpExporterOptions options) : OtlpTraceExporter(options)
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
                Instruments.SpansDropped.Add(count, new KeyValuePair<string, object?>("reason", "export_failed"));
            }

            return result;
        }
    }
}
