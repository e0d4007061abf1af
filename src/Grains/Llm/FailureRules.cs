namespace AiDevFramework.Grains.Llm;

/// <summary>What a failed attempt means: whether it may pass, whom it concerns, and what a user is told. Pure.</summary>
internal static class FailureRules
{
    public static ChatFailure OfStatus(int status, string? errorType) => status switch
    {
        _ when errorType is "context_length_exceeded" => ChatFailure.PromptTooLong,
        401 => ChatFailure.KeyRefused,
        402 => ChatFailure.NoCredit,
        403 => ChatFailure.Forbidden,
        404 => ChatFailure.ModelNotFound,
        408 or 504 or 524 => ChatFailure.TimedOut,
        413 => ChatFailure.PromptTooLong,
        429 => ChatFailure.RateLimited,
        >= 500 => ChatFailure.Unavailable,
        >= 400 => ChatFailure.BadRequest,
        >= 300 => ChatFailure.Redirected,
        _ => ChatFailure.Malformed,
    };

    /// <summary>An error object inside an answer that began with 200.</summary>
    public static ChatFailure OfError(ProviderError error) => error switch
    {
        { Status: { } status } => OfStatus(status, error.Type),
        { Type: "context_length_exceeded" } => ChatFailure.PromptTooLong,
        { Type: "rate_limit_exceeded" or "rate_limited" or "rate_limit_error" } => ChatFailure.RateLimited,
        { Type: "timeout" or "request_timeout" } => ChatFailure.TimedOut,
        { Type: "invalid_request_error" or "invalid_request" } => ChatFailure.BadRequest,
        { Type: "authentication_error" or "invalid_api_key" } => ChatFailure.KeyRefused,
        { Type: "insufficient_credits" or "insufficient_quota" or "payment_required" } => ChatFailure.NoCredit,
        { Type: "permission_denied" or "moderation" or "content_policy_violation" } => ChatFailure.Forbidden,
        { Type: "not_found" or "not_found_error" or "model_not_found" } => ChatFailure.ModelNotFound,
        _ => ChatFailure.Unavailable,
    };

    /// <summary>Whether the answer ended because it might not be longer: it is to be continued.</summary>
    public static bool IsCut(string? finishReason) => FinishReasons.KindOf(finishReason) is FinishKind.Cut;

    /// <summary>What the client has found to be complete may still be none that is wanted. An end that nothing proves is judged by its text.</summary>
    /// <returns><see langword="null"/> where the model has said all, or as much as it might.</returns>
    public static ChatFailureException? OfFinish(string? finishReason) => FinishReasons.KindOf(finishReason) switch
    {
        FinishKind.Finished or FinishKind.Cut or FinishKind.Unknown => null,
        FinishKind.Refused => new ChatFailureException(ChatFailure.Refused),
        FinishKind.Tool => new ChatFailureException(ChatFailure.Malformed, final: true), // no tools were offered
        _ => new ChatFailureException(ChatFailure.Interrupted),
    };

    /// <summary>Whether the same attempt can succeed a moment later.</summary>
    public static bool MayPass(ChatFailureException failure) => !failure.Final && failure.Failure switch
    {
        ChatFailure.RateLimited or ChatFailure.TimedOut or ChatFailure.Unavailable or ChatFailure.Unreachable
            or ChatFailure.Interrupted or ChatFailure.Malformed => true,
        ChatFailure.NoCredit => failure.RetryAfter is not null, // credit bound by calls in flight comes back by itself
        _ => false,
    };

    /// <summary>Whether it says that the model is in trouble, not the question.</summary>
    public static bool IsOutage(ChatFailure failure) =>
        failure is ChatFailure.Unavailable or ChatFailure.TimedOut or ChatFailure.Interrupted;

    /// <summary>Whether another model of the same provider can succeed where this one failed.</summary>
    public static bool AnotherModelMayHelp(ChatFailure failure) => failure is not
        (ChatFailure.KeyRefused or ChatFailure.NoCredit or ChatFailure.Unreachable or ChatFailure.Redirected);

    /// <summary>Whether a retry of the run can succeed later with the same project and settings; without credit, after adding some.</summary>
    public static bool RetryAvailable(ChatFailureException failure) =>
        failure.Failure is ChatFailure.TooLarge or ChatFailure.Empty or ChatFailure.OnlyReasoning or ChatFailure.NoCredit || MayPass(failure);

    /// <summary>Whether a provider charges nothing for an attempt that failed so before anything of an answer came: it was refused,
    /// or never reached anybody.</summary>
    public static bool CostsNothing(ChatFailureException failure) => failure.Failure switch
    {
        ChatFailure.BadRequest or ChatFailure.PromptTooLong or ChatFailure.KeyRefused or ChatFailure.NoCredit or ChatFailure.Forbidden
            or ChatFailure.ModelNotFound or ChatFailure.RateLimited or ChatFailure.Unavailable or ChatFailure.Redirected => true,
        ChatFailure.Unreachable => failure.InnerException is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        },
        _ => false,
    };

    /// <summary>Fit for a user's eyes: says what to do, and contains nothing that a provider or a prompt said.</summary>
    public static string Message(ChatFailure failure, string model) => failure switch
    {
        ChatFailure.BadRequest => $"OpenRouter API rejected the request; check that model '{model}' exists and accepts it",
        ChatFailure.PromptTooLong => $"The prompt is too long for model '{model}'; configure a model with a larger context",
        ChatFailure.KeyRefused => "OpenRouter API key was refused; check OPENROUTER_API_KEY",
        ChatFailure.NoCredit => "OpenRouter API credit or key limit is used up; add credit or raise the limit, then retry",
        ChatFailure.Forbidden => $"OpenRouter API refused the request for model '{model}'; check the key's permissions and limits, "
            + "or reword the idea if moderation declined it",
        ChatFailure.ModelNotFound => $"OpenRouter API has no endpoint for model '{model}'; configure another model",
        ChatFailure.RateLimited => "OpenRouter API rate limit exceeded",
        ChatFailure.TimedOut => "OpenRouter API did not answer in time; retry later or raise LLM_TIMEOUT_SECONDS",
        ChatFailure.Unavailable => "OpenRouter API is unavailable; retry later",
        ChatFailure.Unreachable => "OpenRouter API cannot be reached; check the network and OPENROUTER_BASE_URL, then retry",
        ChatFailure.Redirected => "OpenRouter API answered with a redirect, which is not followed; check OPENROUTER_BASE_URL",
        ChatFailure.Interrupted => "LLM response ended before it was complete; retry later",
        ChatFailure.Malformed => "LLM response parsing failed",
        ChatFailure.TooLarge => "LLM response was too large",
        ChatFailure.Empty => "LLM response was empty",
        ChatFailure.OnlyReasoning => $"Model '{model}' spent its allowance of tokens on reasoning and wrote no answer; configure a model that reasons "
            + "less or may write more, or raise the budget where it had no room for a larger allowance, then retry",
        ChatFailure.Refused => $"Model '{model}' declined to answer; reword the idea or configure another model",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "The failure has no message."),
    };
}
