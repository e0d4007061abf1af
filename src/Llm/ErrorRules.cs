using System.Text.RegularExpressions;

namespace AiDevFramework.Llm;

/// <summary>
/// Classes a provider's error by its most telling part: its words before its status, since servers put the same failure under 400, 404, 413,
/// 429 and 500. The words are those of OpenAI, Azure, Anthropic, Gemini, Bedrock, Mistral, Cohere, Groq, DeepSeek, OpenRouter, vLLM, llama.cpp,
/// Ollama, LM Studio and TGI, as they and their users report them. Pure.
/// </summary>
internal static partial class ErrorRules
{
    /// <param name="status">Of the response, or the error's own; <see langword="null"/> where neither says.</param>
    public static ChatFailure ClassOf(int? status, ProviderError? error)
    {
        if (error is null)
        {
            return ByStatus(status, type: null);
        }

        var said = $"{error.Type} {error.Message}";
        return status switch
        {
            _ when error.Type is "context_length_exceeded" => ChatFailure.PromptTooLong,
            _ when error.Type is "model_not_found" => ChatFailure.ModelNotFound,
            401 => ChatFailure.KeyRefused,
            429 => IsQuota(error, said) ? ChatFailure.NoCredit : ChatFailure.RateLimited,
            _ when IsAddress(status, error, said) => ChatFailure.WrongAddress,
            _ when error.IsPage => ByStatus(status, error.Type),
            _ when TooLong().IsMatch(said) => ChatFailure.PromptTooLong,
            _ when IsRefusal(status) && MemberRules.NameOf(error) is not RefusedMembers.None => ChatFailure.BadRequest,
            _ when status is null or < 500 && Key().IsMatch(said) => ChatFailure.KeyRefused,
            _ when IsQuota(error, said) => ChatFailure.NoCredit,
            _ when status is null or < 500 && Model().IsMatch(said) => ChatFailure.ModelNotFound,
            _ when status is null or < 429 and not 413 && RateLimit().IsMatch(said) => ChatFailure.RateLimited,
            _ when status is null or < 500 && Filter().IsMatch(said) => ChatFailure.Refused,
            _ => ByStatus(status, error.Type),
        };
    }

    /// <summary>Whether no wait helps: what is used up must be bought. Credit that is bound by calls in flight comes back by itself.</summary>
    public static bool IsFinal(ChatFailure failure, int? status, ProviderError? error) => failure is ChatFailure.NoCredit && error is not null
        && (status is not 402 || error.Type is "openrouter_credits" or "openrouter_key_limit" || Affordable().IsMatch(error.Message ?? ""));

    /// <returns>The most tokens that the credit is enough for, where the provider says so.</returns>
    public static int? AffordableTokens(ProviderError error) =>
        Affordable().Match(error.Message ?? "") is { Success: true } match
        && int.TryParse(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), out var tokens) ? tokens : null;

    /// <summary>Whether a refusal of this status may be about one member of the request.</summary>
    public static bool IsRefusal(int? status) => status is null or 400 or 404 or 405 or 415 or 422 or 500 or 501;

    private static ChatFailure ByStatus(int? status, string? type) => status switch
    {
        null => ByType(type),
        401 => ChatFailure.KeyRefused,
        402 => ChatFailure.NoCredit,
        403 => ChatFailure.Forbidden,
        404 => ChatFailure.ModelNotFound,
        405 or 421 => ChatFailure.WrongAddress,
        408 or 504 or 524 => ChatFailure.TimedOut,
        413 => ChatFailure.PromptTooLong,
        429 => ChatFailure.RateLimited,
        >= 500 => ChatFailure.Unavailable,
        >= 400 => ChatFailure.BadRequest,
        >= 300 => ChatFailure.Redirected,
        _ => ChatFailure.Malformed,
    };

    private static ChatFailure ByType(string? type) => type switch
    {
        "rate_limit_exceeded" or "rate_limited" or "rate_limit_error" => ChatFailure.RateLimited,
        "timeout" or "request_timeout" or "timeout_error" => ChatFailure.TimedOut,
        "invalid_request_error" or "invalid_request" or "BadRequestError" or "INVALID_ARGUMENT" => ChatFailure.BadRequest,
        "authentication_error" or "invalid_api_key" => ChatFailure.KeyRefused,
        "insufficient_credits" or "insufficient_quota" or "payment_required" or "billing_error" => ChatFailure.NoCredit,
        "permission_denied" or "permission_error" or "moderation" or "content_policy_violation" => ChatFailure.Forbidden,
        "not_found" or "not_found_error" or "NotFoundError" or "model_not_found" => ChatFailure.ModelNotFound,
        _ => ChatFailure.Unavailable,
    };

    /// <summary>A page instead of an answer, or the 404 of a route: nothing behind the address speaks the protocol. A 404 that speaks of a
    /// model is about that; one that says nothing is taken for it too, as gateways answer so for models.</summary>
    private static bool IsAddress(int? status, ProviderError error, string said) => status switch
    {
        null or (>= 200 and < 300) => error.IsPage || Route().IsMatch(said),
        400 => Route().IsMatch(said),
        404 or 405 or 421 or 501 => error.IsPage || Route().IsMatch(said)
            || (error is { Type: null, Message: { } text } && !text.Contains("model", StringComparison.OrdinalIgnoreCase)
                && !text.Contains("endpoints found", StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    /// <summary>Gemini says the same of a limit for each minute as of a used up plan; only with the former it says when to come back.</summary>
    private static bool IsQuota(ProviderError error, string said) =>
        (Quota().IsMatch(said) || (UsedUpPlan().IsMatch(said) && error.RetryAfter is null && !PerMinute().IsMatch(said))) && !RateLimitOfPlan().IsMatch(said);

    [GeneratedRegex(
        @"context_length_exceeded|exceed_context_size|context_window_exceeded|string_above_max_length"
        + @"|(maximum|max|model'?s?|allowed|available|total)\s+(allowed\s+|supported\s+|model\s+|available\s+)?(context|prompt)\s*(length|size|window)"
        + @"|context\s*(length|size|window|limit)\b.{0,60}\b(exceed|overflow|only|too (small|short)|not enough)"
        + @"|(exceed|overflow|larger than|longer than|greater than|too (large|long|big) for|beyond)\w*\b.{0,60}\bcontext"
        + @"|prompt (is |was )?too (long|large)|(prompt|input|inputs|request|messages?) (is|are) too (long|large) for|input is too long|input too long"
        + @"|too many (input |prompt |total )?tokens(?! per)|(prompt|input) (token count|tokens?|length)\b.{0,60}\b(exceed|must|should be|cannot|larger|greater|maximum)"
        + @"|prompt contains \d|(prompt|input) exceeds|exceeds? (the )?(model'?s? )?(maximum|max|limit|token limit)\b.{0,40}\b(number of )?(input |prompt )?tokens"
        + @"|exceeded model token limit|maximum number of (input )?tokens|number of (input )?tokens.{0,60}(exceed|maximum|larger|greater)"
        + @"|`?inputs`? (tokens \+|must have less)|reduce the length of|reduce your (prompt|message|input)|shorter input|tokens to keep from the initial prompt"
        + @"|max_tokens.{0,20} must be at least 1, got -|maximum model len(gth)?\b|contextwindowexceeded|prompt.{0,30}> ?n_ctx|超长|上下文长度",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex TooLong();

    [GeneratedRegex(
        @"\b(authentication_error|invalid_api_key|api_key_invalid|invalid_authentication|unauthenticated|unrecognizedclientexception|expiredtokenexception|missing_api_key)\b"
        + @"|(invalid|incorrect|wrong|expired|missing|unknown|no) (api[- ]?key|auth credentials|credentials|access token|bearer|x-api-key)"
        + @"|api[- ]?key.{0,20}(not valid|invalid|expired|not found|missing|incorrect|is required|revoked)|no auth credentials|user not found\.?$"
        + @"|authentication fail|security token\b.{0,40}\b(invalid|expired)|\binvalid_token\b|(^|\s)invalid token\.?\s*$|missing\b.{0,20}\bauthorization\b|authorization header",

        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex(
        @"\b(insufficient_quota|insufficient_credits|insufficient_balance|insufficient_user_quota|payment_required|billing_(error|hard_limit_reached|not_active)"
        + @"|openrouter_credits|openrouter_key_limit|weight_exceeds_budget|credit_balance_too_low|budget_exceeded|quota_exhausted|arrearage)\b"
        + @"|(insufficient|not enough|no|out of|run out of|requires? more|more) (\w+ )?(credits?|balance|funds|quota)\b|(credits?|balance|funds)\b.{0,30}(too low|exhausted|used up|depleted|ran out|insufficient)"
        + @"|billing (hard )?limit|spend(ing)? limit|can only afford|key (\w+ )?limit (\w+ )?(exceeded|reached)|budget has been exceeded|exceeded budget|over budget\b|exceededbudget|used up your|free_tier_exhausted"
        + @"|余额不足|欠费|额度.{0,6}(用尽|不足|用完)|monthly (usage )?(limit|quota)|usage limits? .{0,40}(month|regain)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Quota();

    [GeneratedRegex(@"exceeded your current quota|check your plan and billing|quota exceeded|quota has been exceeded|exceeded (the |your )?quota", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UsedUpPlan();

    [GeneratedRegex(@"per[-_ ]?(minute|second|hour)|\b(rpm|tpm)\b|retry in \d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PerMinute();

    [GeneratedRegex(@"rate limit exceeded: |free-models-per|openrouter_in_flight_budget", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RateLimitOfPlan();

    [GeneratedRegex(
        @"\b(model_not_found|deploymentnotfound|invalid_model|unknown_model|model_not_available|unsupported_model|model_not_supported)\b"
        + @"|\b(model|deployment)s?\b.{0,120}?\b(do(es)? not exist|doesn'?t exist|not found|is not found|not exist|unknown|not available|unavailable|not a valid model|not loaded|no longer (available|supported)|has been (deprecated|retired|decommissioned|removed))"
        + @"|\b(no such|unknown|invalid|unsupported|unrecognized) (model|deployment)\b|not a valid model|\bmodel (identifier|id|name) is (invalid|not valid)|\bmodels? (is )?not supported\b|no models? (is |are )?loaded|no endpoints found|no allowed providers|model not exist",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Model();

    [GeneratedRegex(@"\b(rate_limit(_\w+)?|rate_limited|resource_exhausted|throttl\w+|too_many_requests)\b|rate limit|too many requests", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RateLimit();

    [GeneratedRegex(
        @"page not found|(invalid|unknown|unsupported) (request )?(url|path|route|endpoint|uri)|cannot (post|get) /|unexpected endpoint|no (such )?route|route .{0,80}not found|no handler"
        + @"|(file|resource|url|uri|path|endpoint|page|application|backend) (was )?not found|no static resource|method not allowed|unsupported method|misdirected request|the requested (url|resource|path)|plain http request was sent to https"
        + @"|client sent an http request to an https server|^\s*\w*\s*not found\.?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Route();

    [GeneratedRegex(
        @"\b(content_filter|content_policy_violation|responsibleaipolicyviolation|data_inspection_failed|content_blocked)\b|content management policy"
        + @"|content (filter(ing)?|moderation|safety) policy|inappropriate content|content exists risk|our safety system|blocked by (the |our )?(content|safety)|敏感内容",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Filter();

    [GeneratedRegex(@"can only afford (\d[\d,]*)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Affordable();
}
