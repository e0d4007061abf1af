namespace AiDevFramework.Llm;

/// <summary>What a failed attempt means: whether it may pass, whom it concerns, and what a user is told. Pure.</summary>
internal static class FailureRules
{
    /// <summary>An error object inside an answer that began with 200.</summary>
    public static ChatFailure OfError(ProviderError error) => ErrorRules.ClassOf(error.Status, error);

    /// <summary>Whether the answer ended at the completion limit and is to be continued.</summary>
    public static bool IsCut(string? finishReason) => FinishReasons.KindOf(finishReason) is FinishKind.Cut;

    /// <summary>An answer that arrived whole may still be unusable. Where nothing proves the end, the text is judged later.</summary>
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

    /// <summary>Whether the failure points at the model and not at the question.</summary>
    public static bool IsOutage(ChatFailure failure) =>
        failure is ChatFailure.Unavailable or ChatFailure.TimedOut or ChatFailure.Interrupted;

    /// <summary>Whether another model of the same provider can succeed where this one failed.</summary>
    public static bool AnotherModelMayHelp(ChatFailure failure) => failure is not
        (ChatFailure.KeyRefused or ChatFailure.NoCredit or ChatFailure.Unreachable or ChatFailure.Redirected or ChatFailure.WrongAddress);

    /// <summary>Whether a provider charges nothing for an attempt that failed so before anything of an answer came: it was refused,
    /// or never reached anybody.</summary>
    public static bool CostsNothing(ChatFailureException failure) => failure.Failure switch
    {
        ChatFailure.BadRequest or ChatFailure.PromptTooLong or ChatFailure.KeyRefused or ChatFailure.NoCredit or ChatFailure.Forbidden
            or ChatFailure.ModelNotFound or ChatFailure.WrongAddress or ChatFailure.RateLimited or ChatFailure.Unavailable or ChatFailure.Redirected => true,
        ChatFailure.Unreachable => failure.InnerException is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        },
        _ => false,
    };

    /// <summary>Fit for a user's eyes: says what to do, and contains nothing that a provider or a prompt said.</summary>
    /// <param name="provider">Who was asked: <c>OpenRouter</c>, or the address of another server.</param>
    public static string Message(ChatFailure failure, string model, string provider = LlmOptions.OpenRouter) => failure switch
    {
        ChatFailure.BadRequest => $"{provider} API rejected the request; check that model '{model}' exists and accepts it",
        ChatFailure.PromptTooLong => $"The prompt is too long for model '{model}'; configure a model with a larger context",
        ChatFailure.KeyRefused => $"{provider} API key was refused; check OPENROUTER_API_KEY",
        ChatFailure.NoCredit => $"{provider} API credit or key limit is used up; add credit or raise the limit, then retry",
        ChatFailure.Forbidden => $"{provider} API refused the request for model '{model}'; check the key's permissions and limits, "
            + "or reword the idea if moderation declined it",
        ChatFailure.ModelNotFound => $"{provider} API has no endpoint for model '{model}'; configure another model",
        ChatFailure.WrongAddress => $"{provider} does not speak the chat completions API at the address that was asked; check OPENROUTER_BASE_URL, which mostly ends in "
            + "/v1, and that no sign-in page is in between",
        ChatFailure.RateLimited => $"{provider} API rate limit exceeded",
        ChatFailure.TimedOut => $"{provider} API did not answer in time; retry later or raise LLM_TIMEOUT_SECONDS",
        ChatFailure.Unavailable => $"{provider} API is unavailable; retry later",
        ChatFailure.Unreachable => $"{provider} API cannot be reached; check the network and OPENROUTER_BASE_URL, then retry",
        ChatFailure.Redirected => $"{provider} API answered with a redirect, which is not followed; check OPENROUTER_BASE_URL",
        ChatFailure.Interrupted => "LLM response ended before it was complete; retry later",
        ChatFailure.Malformed => "LLM response parsing failed",
        ChatFailure.TooLarge => "LLM response was too large",
        ChatFailure.Empty => "LLM response was empty",
        ChatFailure.OnlyReasoning => $"Model '{model}' spent its allowance of tokens on reasoning and wrote no answer; configure a model that reasons "
            + "less or may write more, or raise the budget where it had no room for a larger allowance, then retry",
        ChatFailure.Refused => $"Model '{model}' declined to answer; reword the idea or configure another model",
        ChatFailure.PromptCut => $"{provider} cut the prompt for model '{model}' without saying so, as it reports far fewer tokens than were sent; raise the server's context "
            + "size (Ollama: num_ctx or OLLAMA_CONTEXT_LENGTH, llama.cpp: --ctx-size, LM Studio: context length, vLLM: --max-model-len), then retry",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "The failure has no message."),
    };

    /// <summary>What has to change before a retry can succeed; <see langword="null"/> where waiting is enough.</summary>
    public static string? FixFirst(ChatFailure failure, string model) => failure switch
    {
        ChatFailure.BadRequest => $"Configure another model than '{model}', or a server that takes the request.",
        ChatFailure.PromptTooLong => $"Configure a model with a larger context than '{model}' has.",
        ChatFailure.KeyRefused => "Set OPENROUTER_API_KEY to a key that is valid.",
        ChatFailure.NoCredit => "Add credit, or raise the limit of the key.",
        ChatFailure.Forbidden => $"Give the key access to model '{model}', or configure another model.",
        ChatFailure.ModelNotFound => $"Configure another model than '{model}'.",
        ChatFailure.WrongAddress or ChatFailure.Redirected => "Set OPENROUTER_BASE_URL to the address of the API.",
        ChatFailure.Refused => $"Configure another model than '{model}', or create a project with a reworded idea.",
        ChatFailure.OnlyReasoning => $"Configure another model than '{model}', or one that reasons less.",
        ChatFailure.PromptCut => "Raise the context size of the server, or configure a model with a larger context.",
        _ => null,
    };
}
