using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>Attributes that Langfuse reads, as its mapping of OpenTelemetry's names says.</summary>
internal static class LangfuseNames
{
    public const string TraceName = "langfuse.trace.name";
    public const string TraceTags = "langfuse.trace.tags";
    public const string TraceInput = "langfuse.trace.input";
    public const string TraceOutput = "langfuse.trace.output";
    public const string TraceMetadata = "langfuse.trace.metadata.";
    public const string UserId = "langfuse.user.id";
    public const string SessionId = "langfuse.session.id";
    public const string Environment = "langfuse.environment";
    public const string Release = "langfuse.release";
    public const string Type = "langfuse.observation.type";
    public const string Input = "langfuse.observation.input";
    public const string Output = "langfuse.observation.output";
    public const string Level = "langfuse.observation.level";
    public const string StatusMessage = "langfuse.observation.status_message";
    public const string CompletionStart = "langfuse.observation.completion_start_time";
    public const string Model = "langfuse.observation.model.name";
    public const string ModelParameters = "langfuse.observation.model.parameters";
    public const string Usage = "langfuse.observation.usage_details";
    public const string Cost = "langfuse.observation.cost_details";
    public const string PromptName = "langfuse.observation.prompt.name";
    public const string Metadata = "langfuse.observation.metadata.";

    /// <summary>Read beside <see cref="Cost"/>; for some of its users Langfuse lost one of the two.</summary>
    public const string UsageCost = "gen_ai.usage.cost";

    /// <summary>Values are sent as they are, never written into HTML.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
