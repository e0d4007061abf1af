using System.Globalization;
using AiDevFramework.FakeOpenRouter.Replay;
using AiDevFramework.FakeOpenRouter.Wire;

namespace AiDevFramework.FakeOpenRouter.Script;

/// <summary>
/// Ready-made behaviours. Over HTTP each is a preset of the same name in kebab-case (<c>rate-limited</c>), its parameters in
/// snake_case (<c>retry_after</c>).
/// </summary>
public static class Behaviours
{
    // How an answer ends

    /// <summary>The document, finish reason <c>stop</c>, usage, <c>[DONE]</c>.</summary>
    public static Behaviour Clean() => new();

    /// <summary>Finish reason <c>length</c> after so many characters; the continuation gets the rest.</summary>
    public static Behaviour Length(int cutAt = 1500) => Named("length") with { CutAt = cutAt };

    public static Behaviour ContentFilter(int endAt = 200) =>
        Named("content-filter") with { CutAt = endAt, FinishReason = "content_filter" };

    /// <summary>No text at all, with finish reason <c>stop</c>.</summary>
    public static Behaviour EmptyStop() => Named("empty-stop") with { Text = "" };

    public static Behaviour Whitespace() => Named("whitespace") with { Text = " \n\t\n " };

    public static Behaviour NullContent() => Named("null-content") with { Text = "", NullContent = true };

    /// <summary>Nothing, and so no usage: it is not billed.</summary>
    public static Behaviour NoChoices() => Named("no-choices") with { Text = "", NoChoices = true, Usage = UsageKind.None };

    public static Behaviour Refusal(string refusal = "I'm sorry, but I can't help with that.") =>
        Named("refusal") with { Text = "", Refusal = refusal };

    /// <summary>An error inside status 200: a chunk mid-stream, or the body of an answer that is not streamed.</summary>
    public static Behaviour ErrorChunk(int code = 502, int? endAt = null) =>
        Named("error-chunk") with { Ending = Ending.Error, ErrorCode = code, EndAt = endAt };

    public static Behaviour EofWithoutFinish(int? endAt = null) => Named("eof-without-finish") with { Ending = Ending.Eof, EndAt = endAt };

    /// <summary>Finish reason and usage, but no <c>[DONE]</c>.</summary>
    public static Behaviour NoDone() => Named("no-done") with { OmitDone = true };

    /// <summary>Resets the TCP connection: before the status line (0), or later.</summary>
    public static Behaviour Reset(int endAt = 0) => Named("reset") with { Ending = Ending.Reset, EndAt = endAt };

    // Framing of a stream

    public static Behaviour UsageWithFinish() => Named("usage-with-finish") with { UsageWithFinish = true };

    public static Behaviour Comments(int comments = 3) => Named("comments") with { Comments = comments };

    public static Behaviour SplitUtf8() => Named("split-utf8") with { SplitUtf8 = true };

    public static Behaviour Crlf() => Named("crlf") with { Crlf = true };

    public static Behaviour TwoDataLines() => Named("two-data-lines") with { TwoDataLines = true };

    /// <summary>So many bytes at a time, with a pause after each.</summary>
    public static Behaviour Drip(int bytes = 1, int delayMs = 1000) =>
        Named("drip") with { SplitEveryBytes = bytes, PieceDelayMs = delayMs };

    // Time

    public static Behaviour SlowFirstByte(int delayMs = 2000) => Named("slow-first-byte") with { LatencyMs = delayMs };

    /// <summary>Status, headers and a comment at once, the first token late.</summary>
    public static Behaviour SlowFirstToken(int delayMs = 2000) =>
        Named("slow-first-token") with { LatencyMs = delayMs, EarlyHeaders = true };

    /// <summary>Takes the request and never answers.</summary>
    public static Behaviour NeverAnswers() => Named("never-answers") with { Ending = Ending.Stall, EndAt = 0 };

    /// <summary>Half of the answer, then silence.</summary>
    public static Behaviour Stalled(int? endAt = null) => Named("stalled") with { Ending = Ending.Stall, EndAt = endAt };

    /// <summary>Nothing but comments for ever.</summary>
    public static Behaviour CommentsOnly(int everyMs = 100) =>
        Named("comments-only") with { Ending = Ending.Stall, EndAt = 0, EarlyHeaders = true, CommentEveryMs = everyMs };

    /// <summary>Waits for <see cref="FakeScript.Release"/> before the status line.</summary>
    public static Behaviour Held() => Named("held") with { Hold = HoldPoint.BeforeAnswer };

    /// <summary>Waits for <see cref="FakeScript.Release"/> after half of the text.</summary>
    public static Behaviour HeldMidAnswer() => Named("held-mid-answer") with { Hold = HoldPoint.MidAnswer };

    /// <summary>Waits for <see cref="FakeScript.Release"/> after the text, before the finish reason.</summary>
    public static Behaviour HeldBeforeFinish() => Named("held-before-finish") with { Hold = HoldPoint.BeforeFinish };

    // Errors with a status

    /// <param name="retryAfter">Sent as it is: seconds, a date, or junk. <see langword="null"/>: no such header.</param>
    public static Behaviour RateLimited(string? retryAfter = null) =>
        Failure(429, "Rate limit exceeded", "rate_limit_exceeded", retryAfter) with { Name = "rate-limited" };

    /// <summary>429 with <c>Retry-After</c> as an HTTP date.</summary>
    public static Behaviour RateLimitedUntil(DateTimeOffset date) =>
        RateLimited(date.ToUniversalTime().ToString("r", CultureInfo.InvariantCulture));

    /// <summary>402 for good: no credit left.</summary>
    public static Behaviour NoCredit() => ErrorStatus(
        402, """{"error":{"code":402,"message":"Insufficient credits","metadata":{"error_type":"payment_required","limit_source":"openrouter_credits"}}}""")
        with
    { Name = "no-credit" };

    /// <summary>402 that passes: too many calls in flight for the budget.</summary>
    public static Behaviour BudgetInFlight(string retryAfter = "1") => WithRetryAfter(
        ErrorStatus(402, """{"error":{"code":402,"message":"In-flight budget exceeded","metadata":{"error_type":"payment_required","limit_source":"openrouter_in_flight_budget"}}}"""),
        retryAfter) with
    { Name = "budget-in-flight" };

    public static Behaviour Unauthorized() => Failure(401, "No auth credentials found", "unauthorized") with { Name = "unauthorized" };

    public static Behaviour Moderated() => ErrorStatus(
        403, """{"error":{"code":403,"message":"Input was flagged","metadata":{"error_type":"moderation","reasons":["violence"],"flagged_input":"…","provider_name":"OpenAI","model_slug":"openai/gpt-4o"}}}""")
        with
    { Name = "moderated" };

    public static Behaviour NoEndpoint() =>
        Failure(404, "No endpoints found that match the constraints", "not_found") with { Name = "no-endpoint" };

    public static Behaviour RequestTimeout() => Failure(408, "Request timed out", "timeout") with { Name = "request-timeout" };

    public static Behaviour TooLarge() => Failure(413, "Request is too large", "payload_too_large") with { Name = "too-large" };

    public static Behaviour ContextTooLong() =>
        Failure(400, "This endpoint's maximum context length is 128000 tokens", "context_length_exceeded") with { Name = "context-too-long" };

    public static Behaviour UnknownModel() => Failure(400, "The model is not a valid model ID", "invalid_model") with { Name = "unknown-model" };

    public static Behaviour ServerError() => Failure(500, "Internal Server Error", "server_error") with { Name = "server-error" };

    public static Behaviour BadGateway() => Failure(502, "Provider returned error", "provider_unavailable") with { Name = "bad-gateway" };

    /// <summary>502 as a proxy words it, in HTML.</summary>
    public static Behaviour HtmlBadGateway() => new()
    {
        Name = "html-bad-gateway",
        Status = 502,
        Body = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
        ContentType = "text/html",
    };

    public static Behaviour Unavailable(string? retryAfter = null) =>
        Failure(503, "No provider has capacity", "no_capacity", retryAfter) with { Name = "unavailable" };

    public static Behaviour GatewayTimeout() => Failure(504, "Provider timed out", "timeout") with { Name = "gateway-timeout" };

    public static Behaviour Overloaded() => Failure(529, "Provider is overloaded", "provider_overloaded") with { Name = "overloaded" };

    /// <summary>Any status in the newer error form, which has no numeric code.</summary>
    public static Behaviour NewErrorForm(int status = 503, bool retryable = true) => ErrorStatus(
        status,
        $$$"""{"error":{"error_type":"provider_unavailable","http_status":{{{status}}},"message":"The provider is unavailable","availability":{"code":"unavailable","retryable":{{{(retryable ? "true" : "false")}}},"retry_after":1,"fallback_models":["openai/gpt-4o-mini"]}} }""")
        with
    { Name = "new-error-form" };

    public static Behaviour Redirect(string location = "http://169.254.169.254/latest/meta-data/") => new()
    {
        Name = "redirect",
        Status = 302,
        Body = "",
        Headers = new() { ["Location"] = location },
    };

    // Texts

    /// <summary>This text instead of the document.</summary>
    public static Behaviour Text(string text) => Named("text") with { Text = text };

    public static Behaviour WrongJson() => Named("wrong-json") with { Text = """{"use_event_storming": true, "feature_count_estimate": """ };

    /// <summary>The right answer inside a code fence.</summary>
    public static Behaviour Fenced(string language = "json") => Named("fenced") with { Before = $"```{language}\n", After = "\n```\n" };

    public static Behaviour LeadingProse() => Named("leading-prose") with { Before = "Sure! Here is the answer you asked for:\n\n" };

    public static Behaviour TrailingProse() => Named("trailing-prose") with { After = "\n\nLet me know if you would like me to change anything!" };

    /// <summary>JSON with the right members and wrong types.</summary>
    public static Behaviour SchemaInvalidJson() => Named("schema-invalid-json") with
    {
        Text = """{"use_event_storming": "sometimes", "feature_count_estimate": "many", "complex_domain": 3, "approach": ["DIAGONAL"], "feature_count": -1, "reasoning": null}""",
    };

    /// <summary>Smart detection that says neither true nor false.</summary>
    public static Behaviour Undecided() => Named("undecided") with
    {
        Text = """{"features": ["One", "Two"], "feature_count_estimate": 2, "complex_domain": null, "use_event_storming": null, "reasoning": "It depends."}""",
    };

    public static Behaviour DuplicateKeys() => Named("duplicate-keys") with
    {
        Text = """{"use_event_storming": true, "use_event_storming": false, "feature_count_estimate": 9, "feature_count_estimate": 1, "approach": "VERTICAL", "approach": "HORIZONTAL", "feature_count": 9, "feature_count": 1, "reasoning": "a", "reasoning": "b"}""",
    };

    public static Behaviour DeepJson(int depth = 5000) => Named("deep-json") with
    {
        Text = new string('[', depth) + new string(']', depth),
    };

    public static Behaviour HugeNumber() => Named("huge-number") with
    {
        Text = """{"use_event_storming": true, "feature_count_estimate": 1e999, "complex_domain": true, "feature_count": 1e999, "approach": "VERTICAL", "reasoning": "Large."}""",
    };

    /// <summary>The document without its last sections, cleanly finished.</summary>
    public static Behaviour MissingSections(int count = 2) => Named("missing-sections") with { DropSections = count };

    /// <summary>The document, or parts of it, with faults of form and content as models make them.</summary>
    public static Behaviour Faulty(int seed = 1) => Named("faulty") with { FaultSeed = seed };

    /// <summary>A document of another product: what a second answer to the same prompt looks like.</summary>
    public static Behaviour AnotherVariant(int variant = 1) => Named("another-variant") with { Variant = variant };

    public static Behaviour WrongLanguage() => Named("wrong-language") with
    {
        Text = "# Document des exigences\n\n## 1. Présentation du projet\nLe produit aide les équipes à s'organiser.\n\n## 2. Fonctionnalités\n- Créer une tâche\n- La déléguer\n",
    };

    /// <summary>Does what the idea or an earlier document orders: <c>[say[this]say]</c>.</summary>
    public static Behaviour Obedient() => Named("obedient") with { Obedient = true };

    /// <summary>The document followed by what must never run anywhere: scripts, handlers, links, remote images, escapes.</summary>
    public static Behaviour Hostile() => Named("hostile") with
    {
        After = "\n- Pages that run <script>alert(1)</script>\n  or <img src=x onerror=alert(1)> as text,\n  or [click](javascript:alert(1)) ![](http://tracker.invalid/p.png) <svg onload=alert(1)> beside it,\n  {{constructor}} \u001b[31mred\u001b[0m]] in a line\n",
    };

    public static Behaviour Nul() => Named("nul") with { Before = "\0", After = "\0end\0" };

    public static Behaviour LoneSurrogates() => Named("lone-surrogates") with { After = "\n\n- high \ud83d and low \ude00 apart\n" };

    public static Behaviour Bom() => Named("bom") with { Before = "\ufeff" };

    public static Behaviour Bidi() => Named("bidi") with { After = "\n- \u202egnirts desrever\u202c \u2066isolated\u2069\n" };

    public static Behaviour InvalidUtf8() => Named("invalid-utf8") with { InvalidUtf8 = true };

    /// <summary>About so many megabytes of text.</summary>
    public static Behaviour Huge(int megabytes = 50) => Named("huge") with
    {
        Text = string.Concat(Enumerable.Repeat("All work and no play makes a very long document. ", 1338))[..65536],
        Repeat = megabytes * 16,
    };

    /// <summary>So many megabytes of one letter, compressed to about a thousandth.</summary>
    public static Behaviour GzipBomb(int megabytes = 50) => Named("gzip-bomb") with
    {
        Text = new string('a', 65536),
        PieceChars = 65536,
        Repeat = megabytes * 16,
        Gzip = true,
    };

    /// <summary>Any bytes as the body of status 200.</summary>
    public static Behaviour RawBytes(byte[] bytes, string contentType = "text/event-stream") =>
        Named("raw-bytes") with { Raw = bytes, ContentType = contentType };

    /// <summary>A recorded answer byte for byte: <see cref="WireCase.Answer"/> has those of <c>Cases/</c>.</summary>
    public static Behaviour Replay(Recording recording) => Named("replay") with { Recording = recording };

    // Accounting

    /// <summary>Another model answers and is billed: a fallback.</summary>
    public static Behaviour OtherModel(string model = "anthropic/claude-3.5-sonnet") => Named("other-model") with { Model = model };

    /// <summary>A model answers that no price list has.</summary>
    public static Behaviour UnpricedModel() => Named("unpriced-model") with { Model = "unlisted/experimental-1" };

    public static Behaviour CostNull() => Named("cost-null") with { Usage = UsageKind.CostNull };

    public static Behaviour NoUsage() => Named("no-usage") with { Usage = UsageKind.None };

    public static Behaviour Byok() => Named("byok") with { Usage = UsageKind.Byok };

    public static Behaviour NegativeUsage() => Named("negative-usage") with { Usage = UsageKind.Negative };

    public static Behaviour AbsurdUsage() => Named("absurd-usage") with { Usage = UsageKind.Absurd };

    public static Behaviour MismatchedUsage() => Named("mismatched-usage") with { Usage = UsageKind.Mismatched };

    public static Behaviour StringUsage() => Named("string-usage") with { Usage = UsageKind.Strings };

    public static Behaviour DetailedUsage() => Named("detailed-usage") with { Usage = UsageKind.Detailed };

    /// <summary>Any status with a body in OpenRouter's error form.</summary>
    public static Behaviour Failure(int status, string message = "Error", string errorType = "error", string? retryAfter = null) => WithRetryAfter(
        ErrorStatus(status, $$$"""{"error":{"code":{{{status}}},"message":{{{JsonText.Quote(message)}}},"metadata":{"error_type":{{{JsonText.Quote(errorType)}}}}} }"""),
        retryAfter);

    private static Behaviour Named(string name) => new() { Name = name };

    private static Behaviour ErrorStatus(int status, string body) =>
        new() { Name = status.ToString(CultureInfo.InvariantCulture), Status = status, Body = body };

    private static Behaviour WithRetryAfter(Behaviour behaviour, string? retryAfter) =>
        retryAfter is null ? behaviour : behaviour with { Headers = new(behaviour.Headers) { ["Retry-After"] = retryAfter } };
}
