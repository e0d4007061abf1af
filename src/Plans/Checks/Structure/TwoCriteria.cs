using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>Check 4: a feature has two or more acceptance criteria.</summary>
internal sealed class TwoCriteria : ICheck
{
    private const int Least = 2;

    public int Number => 4;

    public DocumentType? About => DocumentType.Prd;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var features = input.Plan.Features;
        if (features.Count == 0)
        {
            return null;
        }

        var few = features.Where(feature => feature.Criteria.Count < Least).ToList();
        if (few.Count > 1 && features.All(feature => feature.Criteria.Count == 0))
        {
            return [Told("No feature has acceptance criteria", null, null)];
        }

        return
        [
            .. Causes.Told(
                few,
                feature => Told($"{feature.Id} has {(feature.Criteria.Count == 0 ? "no acceptance criterion" : "a single acceptance criterion")}", feature.Id, Causes.Line(feature.Line)),
                feature => feature.Id,
                names => Told($"Features have fewer than two acceptance criteria: {names}", null, Causes.Line(few[0].Line))),
        ];
    }

    private Finding Told(string what, string? target, int? line) => new(
        Number, Severity.Error, DocumentType.Prd, target, $"{what}: two or more are needed, one of them about something that goes wrong.",
        Suggestion: "- AC1.1: Given ..., when ..., then ...", Line: line);
}
