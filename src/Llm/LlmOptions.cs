using System.ComponentModel.DataAnnotations;
using AiDevFramework.Settings;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Llm;

/// <summary>How to reach a model provider. A bad value stops the process at start.</summary>
public sealed class LlmOptions : IValidatableObject
{
    public const string DefaultBaseUrl = "https://openrouter.ai/api/v1";

    internal const string OpenRouter = "OpenRouter";

    /// <summary>Secret. Key of the provider. Without one, and without an own <c>OPENROUTER_BASE_URL</c>, the built-in offline planner answers,
    /// at no cost; an own server may do without.</summary>
    [ConfigurationKeyName("OPENROUTER_API_KEY")]
    public string ApiKey { get; set; } = "";

    /// <summary>Root of an OpenAI-compatible API, for example a local model server: <c>http://localhost:11434/v1</c>. The address of its chat
    /// endpoint, which ends in <c>/chat/completions</c>, means the same.</summary>
    [ConfigurationKeyName("OPENROUTER_BASE_URL")]
    [Required]
    public string BaseUrl { get; set => field = RootOf(value); } = DefaultBaseUrl;

    /// <summary>Secret: a value may be a key. Further request headers, each <c>Name: value</c>, for model calls and for the look-ups of
    /// prices and costs. Default: none.</summary>
    /// <example>["X-Team: planning", "api-key: ..."]</example>
    [ConfigurationKeyName("LLM_EXTRA_HEADERS")]
    public IReadOnlyList<string> ExtraHeaders { get; set; } = [];

    /// <summary>Secret where it has a password. Proxy for model calls and for the look-ups of prices and costs: an http, https or socks5
    /// URL. Default: what <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c> and <c>NO_PROXY</c> say.</summary>
    /// <example>http://proxy.example:3128</example>
    [ConfigurationKeyName("LLM_PROXY")]
    public string Proxy { get; set; } = "";

    /// <summary>Whether the server knows <c>response_format</c>. Without it the prompt alone asks for JSON. Default: yes.</summary>
    [ConfigurationKeyName("LLM_JSON_MODE")]
    public bool JsonMode { get; set; } = true;

    /// <summary>Whether the server can stream. Without it there is no live text, and only the whole answer is waited for. Default: yes.</summary>
    [ConfigurationKeyName("LLM_STREAMING")]
    public bool Streaming { get; set; } = true;

    /// <summary>Whether the server knows <c>stream_options</c>, which asks for token counts. Default: yes.</summary>
    [ConfigurationKeyName("LLM_USAGE")]
    public bool Usage { get; set; } = true;

    /// <summary>Model calls in flight per process, 1 to 100000. Who waits comes in turn by user. Default: 1000.</summary>
    [ConfigurationKeyName("LLM_MAX_CONCURRENCY")]
    [Range(1, 100_000)]
    public int MaxConcurrency { get; set; } = 1000;

    /// <summary>Calls that all processes together may have in flight: <c>model=number</c> each, <c>*=number</c> for each model that is
    /// not named. Default: no limits.</summary>
    /// <example>openai/gpt-4o=50,*=200</example>
    [ConfigurationKeyName("LLM_MODEL_LIMITS")]
    public IReadOnlyList<string> ModelLimits { get; set; } = [];

    /// <summary>Wall-clock limit of one model call in seconds, 1 to 900. Default: 300.</summary>
    [ConfigurationKeyName("LLM_TIMEOUT_SECONDS")]
    [Range(1, 900)]
    public int TimeoutSeconds { get; set; } = 300;

    /// <summary>Limit for the connection to be made, in seconds, 1 to 300. Default: 10.</summary>
    [ConfigurationKeyName("LLM_CONNECT_TIMEOUT_SECONDS")]
    [Range(1, 300)]
    public int ConnectTimeoutSeconds { get; set; } = 10;

    /// <summary>Limit for the first token of a streamed answer, in seconds, 1 to 900. Default: half of the whole.</summary>
    [ConfigurationKeyName("LLM_FIRST_TOKEN_TIMEOUT_SECONDS")]
    [Range(1, 900)]
    public int? FirstTokenTimeoutSeconds { get; set; }

    /// <summary>Limit for the silence between two tokens, in seconds, 1 to 900. Default: a fifth of the whole.</summary>
    [ConfigurationKeyName("LLM_IDLE_TIMEOUT_SECONDS")]
    [Range(1, 900)]
    public int? IdleTimeoutSeconds { get; set; }

    /// <summary>What the text of one answer may be at most, in bytes of UTF-8, 1 KiB to 4 MiB. Default: 256 KiB, eight times the
    /// longest document that the prompts allow one answer to be.</summary>
    [ConfigurationKeyName("LLM_MAX_ANSWER_BYTES")]
    [Range(1024, 4 * 1024 * 1024)]
    public int MaxAnswerBytes { get; set; } = 256 * 1024;

    /// <summary>Further attempts at a call that failed in a way that may pass, 0 to 10. Default: 2.</summary>
    [ConfigurationKeyName("LLM_MAX_RETRIES")]
    [Range(0, 10)]
    public int MaxRetries { get; set; } = 2;

    /// <summary>Wait before the first of them in milliseconds, 1 to 60000; it doubles with each. Default: 1000.</summary>
    [ConfigurationKeyName("LLM_RETRY_DELAY_MS")]
    [Range(1, 60_000)]
    public int RetryDelayMs { get; set; } = 1000;

    /// <summary>The longest <c>Retry-After</c> that is waited for, in seconds, 0 to 3600. A provider that wants more gets no further
    /// attempt now: asked before its time it would only fail again. Default: 60.</summary>
    [ConfigurationKeyName("LLM_RETRY_AFTER_MAX_SECONDS")]
    [Range(0, 3600)]
    public int RetryAfterMaxSeconds { get; set; } = 60;

    /// <summary>Pause for a model after half of at least <see cref="BreakerCalls"/> calls in a minute failed, or for the provider after half of
    /// all calls did not reach it, in seconds, 0 to 600; then one call tries. 0: no such pause. Default: 30.</summary>
    [ConfigurationKeyName("LLM_BREAKER_SECONDS")]
    [Range(0, 600)]
    public int BreakerSeconds { get; set; } = 30;

    /// <summary>Calls in a minute from which on failures may lead to a pause, 2 to 10000. Default: 10.</summary>
    [ConfigurationKeyName("LLM_BREAKER_CALLS")]
    [Range(2, 10_000)]
    public int BreakerCalls { get; set; } = 10;

    /// <summary>Pause before each answer of the offline planner in milliseconds, 0 to 60000, so that a person can watch
    /// the phases go by. Default: 600.</summary>
    [ConfigurationKeyName("OFFLINE_PLANNER_DELAY_MS")]
    [Range(0, 60_000)]
    public int OfflineDelayMs { get; set; } = 600;

    /// <summary>How long each answer of a recorded example takes to appear, in milliseconds, 0 to 60000, so that a person can watch it
    /// being written. Default: 2500.</summary>
    [ConfigurationKeyName("EXAMPLE_ANSWER_MS")]
    [Range(0, 60_000)]
    public int ExampleAnswerMs { get; set; } = 2500;

    /// <summary>Whether the built-in offline planner answers: there is neither a key nor an own server.</summary>
    public bool Offline => ApiKey.Length == 0 && AsksOpenRouter;

    /// <summary>Who answers within this process instead of the settings' provider, in a word; <see langword="null"/> where nobody does.</summary>
    internal string? OwnName { get; init; }

    private bool AsksOpenRouter => BaseUrl.TrimEnd('/') == DefaultBaseUrl;

    /// <summary>One line for the start banner: who answers. Holds no secret.</summary>
    public string ProviderDescription => (Offline, AsksOpenRouter, ApiKey.Length > 0) switch
    {
        (true, _, _) => "offline planner (no OPENROUTER_API_KEY)",
        (_, true, _) => $"OpenRouter at {BaseUrl}",
        (_, _, true) => $"OpenAI-compatible server at {BaseUrl}",
        _ => $"OpenAI-compatible server at {BaseUrl} (no key)",
    };

    /// <summary>Who answers, in a word, as traces name it: <c>openrouter</c>, <c>offline</c>, or the host of the server.</summary>
    public string ProviderName => (Offline, AsksOpenRouter) switch
    {
        _ when OwnName is not null => OwnName,
        (true, _) => "offline",
        (_, true) => "openrouter",
        _ => new Uri(BaseUrl).Host,
    };

    /// <summary>Who answers, as messages to users name it: OpenRouter, or the host and port of another server.</summary>
    internal string ProviderAddress => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url)
        && !url.Host.Equals("openrouter.ai", StringComparison.OrdinalIgnoreCase) && !url.Host.EndsWith(".openrouter.ai", StringComparison.OrdinalIgnoreCase)
            ? url.Authority
            : OpenRouter;

    internal CallLimits Limits
    {
        get
        {
            var total = TimeSpan.FromSeconds(TimeoutSeconds);
            return new CallLimits(
                total,
                Streaming ? Given(FirstTokenTimeoutSeconds) ?? total / 2 : total, // else the answer comes whole, and last
                Streaming ? Given(IdleTimeoutSeconds) ?? total / 5 : total);
        }
    }

    private static string RootOf(string url)
    {
        const string endpoint = "/chat/completions";
        var bare = url?.Trim().TrimEnd('/') ?? ""; // the binder sets an empty variable to null
        return bare.EndsWith(endpoint, StringComparison.OrdinalIgnoreCase) ? bare[..^endpoint.Length].TrimEnd('/') : url!;
    }

    private static TimeSpan? Given(int? seconds) => seconds is { } known ? TimeSpan.FromSeconds(known) : null;

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

        foreach (var problem in ValidateProvider())
        {
            yield return problem;
        }
    }

    private IEnumerable<ValidationResult> ValidateProvider()
    {
        if (Proxy.Length > 0 && (!Uri.TryCreate(Proxy, UriKind.Absolute, out var proxy) || proxy.Scheme is not ("http" or "https" or "socks5")))
        {
            yield return new ValidationResult("LLM_PROXY must be an http, https or socks5 URL.", [nameof(Proxy)]); // may hold a password
        }

        if (ExtraHeaders.Any(header => ExtraHeader.Parse(header) is null))
        {
            yield return new ValidationResult(
                "LLM_EXTRA_HEADERS must be headers of the form 'Name: value', in printable ASCII, and none that the service sets itself.",
                [nameof(ExtraHeaders)]); // never repeats a value
        }

        if (SlotLimits.Parse(ModelLimits, out var invalid) is not null && invalid is not null)
        {
            yield return new ValidationResult(
                $"LLM_MODEL_LIMITS has '{ShownValue.Of(invalid)}', expected model=number with a number from 1 to 100000.", [nameof(ModelLimits)]);
        }
    }

    /// <summary>A variable that is set to nothing, as in a copied example file, is one that is not set.</summary>
    internal void ReadBlankAsAbsent()
    {
        ApiKey = (ApiKey ?? "").Trim(); // the binder sets an empty variable to null
        BaseUrl = string.IsNullOrWhiteSpace(BaseUrl) ? DefaultBaseUrl : BaseUrl.Trim();
    }
}
