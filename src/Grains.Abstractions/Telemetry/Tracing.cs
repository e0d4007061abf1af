using System.Diagnostics;

namespace AiDevFramework.Grains.Abstractions.Telemetry;

/// <summary>The spans of the product and the names of what they carry: ids, phases, counts; never a text of a user or a model.</summary>
public static class Tracing
{
    public const string SourceName = "AiDevFramework";

    public const string ProjectId = "aidev.project.id";
    public const string UserId = "aidev.user.id";
    public const string Run = "aidev.run";
    public const string Silo = "aidev.silo";
    public const string Phase = "aidev.phase";
    public const string Step = "aidev.step";
    public const string CallNumber = "aidev.call.number";
    public const string Attempts = "aidev.call.attempts";
    public const string CostUsd = "aidev.call.cost_usd";

    /// <summary>When the first text of the last attempt came, in ISO 8601.</summary>
    public const string FirstText = "aidev.call.first_text_at";

    public const string Outcome = "aidev.outcome";
    public const string PromptName = "aidev.prompt.name";
    public const string PromptVersion = "aidev.prompt.version";

    /// <summary>Why something failed, fit for a user's eyes; holds nothing that a user or a model wrote.</summary>
    public const string Message = "aidev.message";

    // The account of a run, on its own span; those of the model calls have the parts.
    public const string RunCostUsd = "aidev.run.cost_usd";
    public const string RunUnpriced = "aidev.run.unpriced_calls";
    public const string RunCalls = "aidev.run.calls";
    public const string RunInputTokens = "aidev.run.input_tokens";
    public const string RunOutputTokens = "aidev.run.output_tokens";
    public const string RunDocuments = "aidev.run.documents";
    public const string RunSeconds = "aidev.run.duration_seconds";

    // Named as OpenTelemetry's conventions for generative models name them.
    public const string Operation = "gen_ai.operation.name";
    public const string Provider = "gen_ai.provider.name";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string Conversation = "gen_ai.conversation.id";
    public const string RequestModel = "gen_ai.request.model";
    public const string Temperature = "gen_ai.request.temperature";
    public const string MaxTokens = "gen_ai.request.max_tokens";
    public const string OutputType = "gen_ai.output.type";
    public const string ResponseModel = "gen_ai.response.model";
    public const string ResponseId = "gen_ai.response.id";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";

    /// <summary>Part of <see cref="InputTokens"/>.</summary>
    public const string CachedTokens = "gen_ai.usage.cache_read.input_tokens";

    /// <summary>Part of <see cref="OutputTokens"/>.</summary>
    public const string ReasoningTokens = "gen_ai.usage.reasoning.output_tokens";

    public const string ErrorType = "error.type";

    /// <summary>On spans without a duration that stand for an event of the run.</summary>
    public const string Milestone = "aidev.event";

    public const string WorkflowStarted = "workflow_started";

    /// <summary>Without a listener it makes no spans, and asking it costs a look at a field.</summary>
    public static ActivitySource Source { get; } = new(SourceName);

    internal static Activity? StartCommit(Guid projectId) =>
        Source.StartActivity("commit transition")?.SetTag(ProjectId, projectId.ToString());
}
