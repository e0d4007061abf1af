using System.Diagnostics;

namespace AiDevFramework.Grains.Telemetry;

/// <summary>The spans of the product and the names of what they carry: ids, phases, counts; never a text of a user or a model.</summary>
public static class Tracing
{
    public const string SourceName = "AiDevFramework";

    public const string ProjectId = "aidev.project.id";
    public const string Run = "aidev.run";
    public const string Step = "aidev.step";
    public const string CallNumber = "aidev.call.number";
    public const string Attempts = "aidev.call.attempts";
    public const string CostUsd = "aidev.call.cost_usd";
    public const string Outcome = "aidev.outcome";

    // Named as OpenTelemetry's conventions for generative models name them.
    public const string Operation = "gen_ai.operation.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string ResponseModel = "gen_ai.response.model";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";

    /// <summary>Without a listener it makes no spans, and asking it costs a look at a field.</summary>
    public static ActivitySource Source { get; } = new(SourceName);

    /// <summary>A run outlives the call that started it: it is part of that call's trace, and linked to it, because a span
    /// that ends long after its parent is easily taken for a mistake. One that nobody asked for, as after the death of a silo,
    /// begins a trace.</summary>
    internal static Activity? StartRun(Guid projectId, int run)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var starter = Activity.Current is { Recorded: true } current ? current.Context : default;
        if (starter == default)
        {
            Activity.Current = null; // else it would be the parent all the same
        }

        return Source.StartActivity(
            "workflow run",
            ActivityKind.Internal,
            starter,
            [new(ProjectId, projectId.ToString()), new(Run, run)],
            starter == default ? [] : [new ActivityLink(starter)]);
    }

    internal static Activity? StartCommit(Guid projectId) =>
        Source.StartActivity("commit transition")?.SetTag(ProjectId, projectId.ToString());
}
