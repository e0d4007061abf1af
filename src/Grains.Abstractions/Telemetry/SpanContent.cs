using System.Diagnostics;

namespace AiDevFramework.Grains.Abstractions.Telemetry;

/// <summary>What users and models wrote, beside a span and no part of it: the host exports it only where a setting says so.</summary>
/// <param name="Messages">The conversation that a model was asked with.</param>
/// <param name="Input">What the work was about, where that is no conversation.</param>
/// <param name="Message">Why something failed, in words that may quote a document.</param>
internal sealed record SpanContent(
    IReadOnlyList<SpanTurn>? Messages = null, string? Input = null, string? Output = null, string? Message = null)
{
    private const string Property = "aidev.content";

    public static SpanContent? Of(Activity span) => span.GetCustomProperty(Property) as SpanContent;

    public void Attach(Activity span) => span.SetCustomProperty(Property, this);

    public static void Drop(Activity span)
    {
        if (Of(span) is not null)
        {
            span.SetCustomProperty(Property, null); // a span waits for the collector; texts need not
        }
    }
}
