using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 9: a metric of success has a target and a period.</summary>
internal sealed class MetricCheck : ICheck
{
    public int Number => 9;

    public DocumentType? About => DocumentType.Prd;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.Prd)?.Reading.Outline is not RequirementsOutline { Metrics.Count: > 0 } requirements || PlanLanguages.Of(input) is PlanLanguage.Unknown)
        {
            return null;
        }

        var vague = requirements.Metrics.Where(metric => !(MeasureWords.HasNumber(metric.Text) && MeasureWords.HasPeriod(metric.Text)) && !IsNone(metric)).Select(metric => metric.Id ?? metric.Name).ToList();
        return vague.Count == 0
            ? []
            : [new Finding(Number, Severity.Warning, DocumentType.Prd, vague[0], $"{Names.Of(vague)} lacks a target or a period.", Suggestion: "Say which number is reached, and by when.")];
    }

    private static bool IsNone(OutlineItem metric) => metric.Name.Equals("None", StringComparison.OrdinalIgnoreCase);
}
