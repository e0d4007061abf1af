using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>Check 41: a cut says its days and its cause, and the cause holds.</summary>
internal sealed class CutsExplained : ICheck
{
    public int Number => 41;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input) => input.Find(DocumentType.ExecutionPlan) is null
        ? null
        : [.. input.Plan.Cuts.SelectMany(cut => CutRules.ComplaintsOf(cut, input.Plan).Take(1).Select(complaint => new Finding(
            Number, Severity.Warning, DocumentType.ExecutionPlan, cut.Id, $"{cut.Id} ({cut.Item ?? "no feature"}) {complaint}", Causes.Excerpt(cut.Text),
            "- X1 F8 (COULD, 12 days, C6): why, and what users do without it", Causes.Line(cut.Line))))];
}
