using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>
/// Spans on their way to a collector. Bounded: where the collector is slow or away, spans are dropped and counted, and the
/// work that made them notices nothing.
/// </summary>
/// <param name="exporter">Owned by this processor; frees the places of what it is given.</param>
/// <param name="wanted">What goes there; <see langword="null"/> for everything.</param>
internal sealed class SpanQueue(
    BaseExporter<Activity> exporter, QueuePlaces places, BatchExportActivityProcessorOptions options, Predicate<Activity>? wanted = null)
    : BatchActivityExportProcessor(
        exporter,
        options.MaxQueueSize,
        options.ScheduledDelayMilliseconds,
        options.ExporterTimeoutMilliseconds,
        options.MaxExportBatchSize)
{
    /// <param name="destination">In a word, for the metric of what was dropped.</param>
    public static SpanQueue To(
        string destination, OtlpExporterOptions collector, BatchExportActivityProcessorOptions options, Predicate<Activity>? wanted = null)
    {
        var places = new QueuePlaces(destination, options.MaxQueueSize);
        return new SpanQueue(new CountingExporter(collector, places), places, options, wanted);
    }

    public override void OnEnd(Activity data)
    {
        if (data.Recorded && wanted?.Invoke(data) is not false && places.TryAdmit())
        {
            base.OnEnd(data);
        }
    }

    /// <summary>Counts the spans that the collector did not take.</summary>
    private sealed class CountingExporter(OtlpExporterOptions options, QueuePlaces places) : OtlpTraceExporter(options)
    {
        public override ExportResult Export(in Batch<Activity> activityBatch)
        {
            var count = activityBatch.Count;
            places.Free(count);
            var result = base.Export(activityBatch);
            if (result is ExportResult.Failure)
            {
                places.CountFailed(count);
            }

            return result;
        }
    }
}
