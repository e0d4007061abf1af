using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Review;

/// <summary>What all checks came to.</summary>
/// <param name="Checked">Numbers of the checks that ran.</param>
/// <param name="NotChecked">Numbers of those that lack what they need: a document, a language that they know.</param>
internal sealed record CheckResult(IReadOnlyList<Finding> Findings, IReadOnlyList<int> Checked, IReadOnlyList<int> NotChecked)
{
    public int Errors => Findings.Count(finding => finding.Severity is Severity.Error);

    public int Warnings => Findings.Count(finding => finding.Severity is Severity.Warning);
}
