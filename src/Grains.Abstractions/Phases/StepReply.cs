namespace AiDevFramework.Grains.Abstractions.Phases;

/// <param name="Call">The model call as the provider accounted it; <see langword="null"/> where no answer came.</param>
/// <param name="Text">The raw answer, sanitised; <see langword="null"/> where no answer came, be the step done without it or not.</param>
/// <param name="DocumentMd">The finished document, joined over continuations; only with <see cref="CallVerdict.Accepted"/>.</param>
/// <param name="Facts">Only with <see cref="CallVerdict.Accepted"/>.</param>
/// <param name="Complaint">The checker's message, with <see cref="CallVerdict.Repair"/>; with <see cref="CallVerdict.Accepted"/> what the step did
/// without.</param>
/// <param name="LedgerJson">The project's ledger from now on; <see langword="null"/> where the step does not change it.</param>
/// <param name="Mend">With <see cref="CallVerdict.Repair"/>: the parts that the next call is asked for; <see langword="null"/>: the whole answer.</param>
/// <param name="Concerns">With <see cref="CallVerdict.Accepted"/>: the errors of a document that is stored all the same; <see langword="null"/> where it is
/// sound.</param>
/// <param name="Warnings">With <see cref="CallVerdict.Accepted"/>: how many warnings the checks give of the document.</param>
/// <param name="Failure">With <see cref="CallVerdict.Failed"/>: why, fit for a user's eyes.</param>
[GenerateSerializer, Immutable, Alias("aidev.step-reply")]
public sealed record StepReply(
    [property: Id(0)] CallVerdict Verdict,
    [property: Id(1)] ModelCall? Call,
    [property: Id(2)] string? Text,
    [property: Id(3)] string? DocumentMd = null,
    [property: Id(4)] StepFacts? Facts = null,
    [property: Id(5)] string? Complaint = null,
    [property: Id(6)] StepFailure? Failure = null,
    [property: Id(7)] string? LedgerJson = null,
    [property: Id(8)] MendOrder? Mend = null,
    [property: Id(9)] IReadOnlyList<string>? Concerns = null,
    [property: Id(10)] int Warnings = 0);

/// <param name="Message">Fit for a user's eyes: no key, no prompt, no stack.</param>
/// <param name="RetryAvailable">Whether the run can be tried again; <paramref name="FixFirst"/> says what has to change before that can succeed.</param>
/// <param name="Detail">What to do, where the message is a word for programs.</param>
/// <param name="FixFirst">What has to change before a retry can succeed, as a sentence; <see langword="null"/> where waiting is enough.</param>
[GenerateSerializer, Immutable, Alias("aidev.step-failure")]
public sealed record StepFailure(
    [property: Id(0)] string Message,
    [property: Id(1)] bool RetryAvailable,
    [property: Id(2)] string? Detail = null,
    [property: Id(3)] string? FixFirst = null);
