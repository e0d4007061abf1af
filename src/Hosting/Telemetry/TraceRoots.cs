using System.Diagnostics;
using AiDevFramework.Grains.Abstractions.Telemetry;
using OpenTelemetry;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>
/// A trace begins with a request or a run. What the machinery does by itself, such as streams that look for events a hundred times
/// a second, makes none: measured, an idle silo would send 800 spans a second.
/// </summary>
internal sealed class TraceRoots : BaseProcessor<Activity>
{
    public override void OnStart(Activity data)
    {
        if (data.ParentSpanId == default && data.Source.Name is not (Tracing.SourceName or "Microsoft.AspNetCore"))
        {
            data.IsAllDataRequested = false;
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded; // and so are the spans that follow from it, here and in other processes
        }
    }
}
