using System.ComponentModel.DataAnnotations;
using AiDevFramework.Grains.Abstractions.Phases;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Grains.Llm;

/// <summary>How to reach a model provider and which models to ask. A bad value stops the process at start.</summary>
public sealed class LlmOptions : IValidatableObject
{
    public const string DefaultBaseUrl = "https://openrouter.ai/api/v1";

    /// <summary>Secret: set in the environment, never in a committed file. Empty: a server without a key, or offline.</summary>
    [ConfigurationKeyName("OPENROUTER_API_KEY")]
    public string ApiKey { get; set; } = "";

    /// <summary>Root of an OpenAI-compatible API. Default: OpenRouter.</summary>
    [ConfigurationKeyName("OPENROUTER_BASE_URL")]
    [Required]
    public string BaseUrl { get; set; } = DefaultBaseUrl;

    /// <summary>Model calls in flight per silo, 1 to 100000. Default: 1000.</summary>
    [ConfigurationKeyName("LLM_MAX_CONCURRENCY")]
    [Range(1, 100_000)]
    public int MaxConcurrency { get; set; } = 1000;

    /// <summary>Wall-clock limit of one model call in seconds, 1 to 900. Default: 300.</summary>
    [ConfigurationKeyName("LLM_TIMEOUT_SECONDS")]
    [Range(1, 900)]
    public int TimeoutSeconds { get; set; } = 300;

    /// <summary>Pause before each answer of the offline planner in milliseconds, 0 to 60000, so that a person can watch
    /// the phases go by. Default: 600.</summary>
    [ConfigurationKeyName("OFFLINE_PLANNER_DELAY_MS")]
    [Range(0, 60_000)]
    public int OfflineDelayMs { get; set; } = 600;

    [ConfigurationKeyName("SMART_DETECTION_MODEL"), Required, StringLength(100)]
    public string SmartDetectionModel { get; set; } = "openai/gpt-4o-mini";

    [ConfigurationKeyName("EVENT_STORMING_MODEL"), Required, StringLength(100)]
    public string EventStormingModel { get; set; } = "openai/gpt-4o";

    [ConfigurationKeyName("PRD_MODEL"), Required, StringLength(100)]
    public string PrdModel { get; set; } = "openai/gpt-4o";

    [ConfigurationKeyName("TECH_STACK_MODEL"), Required, StringLength(100)]
    public string TechStackModel { get; set; } = "openai/gpt-4o";

    [ConfigurationKeyName("APPROACH_DETECTION_MODEL"), Required, StringLength(100)]
    public string ApproachDetectionModel { get; set; } = "openai/gpt-4o";

    [ConfigurationKeyName("EXECUTION_PLAN_MODEL"), Required, StringLength(100)]
    public string ExecutionPlanModel { get; set; } = "openai/gpt-4o";

    /// <summary>Whether the built-in offline planner answers: there is neither a key nor an own server.</summary>
    public bool Offline => ApiKey.Length == 0 && BaseUrl.TrimEnd('/') == DefaultBaseUrl;

    /// <summary>One line for the start banner: who answers. Holds no secret.</summary>
    public string ProviderDescription => (Offline, BaseUrl.TrimEnd('/') == DefaultBaseUrl, ApiKey.Length > 0) switch
    {
        (true, _, _) => "offline planner (no OPENROUTER_API_KEY)",
        (_, true, _) => $"OpenRouter at {BaseUrl}",
        (_, _, true) => $"OpenAI-compatible server at {BaseUrl}",
        _ => $"OpenAI-compatible server at {BaseUrl} (no key)",
    };

    /// <summary>Who answers, in a word, as traces name it: <c>openrouter</c>, <c>offline</c>, or the host of the server.</summary>
    public string ProviderName => Offline ? "offline" : BaseUrl.TrimEnd('/') == DefaultBaseUrl ? "openrouter" : new Uri(BaseUrl).Host;

    public string ModelFor(Step step) => step switch
    {
        Step.SmartDetection => SmartDetectionModel,
        Step.EventStorming => EventStormingModel,
        Step.Prd => PrdModel,
        Step.TechStack => TechStackModel,
        Step.ApproachDetection => ApproachDetectionModel,
        Step.ExecutionPlan => ExecutionPlanModel,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "The step has no model."),
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            yield return new ValidationResult(
                "OPENROUTER_BASE_URL must be an http or https URL without user, query and fragment.", [nameof(BaseUrl)]);
        }

        if (ApiKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            yield return new ValidationResult(
                "OPENROUTER_API_KEY must be printable ASCII without spaces.", [nameof(ApiKey)]); // never repeats the key
        }
    }

    /// <summary>A variable that is set to nothing, as in a copied example file, is one that is not set.</summary>
    internal void ReadBlankAsAbsent()
    {
        ApiKey = (ApiKey ?? "").Trim(); // the binder sets an empty variable to null
        BaseUrl = string.IsNullOrWhiteSpace(BaseUrl) ? DefaultBaseUrl : BaseUrl.Trim();
    }
}
