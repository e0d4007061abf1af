using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.State;

/// <summary>A row of <c>llm_logs</c>: one model call that got an answer.</summary>
/// <param name="CallNumber">1 for the first call of its step in its run.</param>
/// <param name="Output">The raw answer, kept while a later call of the step or a reader of a failure needs it;
/// <see langword="null"/> where the document holds it.</param>
/// <param name="Complaint">What the checker found wrong, with <see cref="CallVerdict.Repair"/>.</param>
/// <param name="Mend">With <see cref="CallVerdict.Repair"/>: the parts that the next call is asked for; <see langword="null"/>: the whole answer.</param>
internal sealed record CallRecord(
    Guid Id,
    Guid ProjectId,
    Guid PhaseRunId,
    int Run,
    Phase Phase,
    Step Step,
    int CallNumber,
    CallVerdict Verdict,
    ModelCall Call,
    string? Output,
    string? Complaint,
    string? TraceId,
    DateTimeOffset CreatedAt,
    MendOrder? Mend = null);
