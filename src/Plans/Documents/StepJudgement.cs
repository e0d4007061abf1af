using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Documents;

/// <param name="DocumentMd">The finished document, where the step writes one and the answer is sound.</param>
/// <param name="Facts"><see langword="null"/> where the answer is not sound.</param>
/// <param name="Complaint">What is wrong with the answer, as a model can act on and a user can read;
/// <see langword="null"/> where it is sound.</param>
/// <param name="Remark">What was wrong with an answer that the step could do without; the run goes on.</param>
/// <param name="LedgerJson">The project's ledger from now on, where the step changes it.</param>
internal sealed record StepJudgement(string? DocumentMd, StepFacts? Facts, string? Complaint, string? Remark = null, string? LedgerJson = null);
