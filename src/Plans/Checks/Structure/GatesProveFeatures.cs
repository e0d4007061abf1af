using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Identity;

namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>Check 20: a gate proves something of each feature that its stage completes.</summary>
internal sealed class GatesProveFeatures : ICheck
{
    public int Number => 20;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var plan = input.Plan;
        if (plan.Features.Count == 0 || plan.Stages.All(stage => stage.Features.Count == 0))
        {
            return null;
        }

        if (plan.Stages.SelectMany(stage => stage.Gates).All(gate => gate.Proves.Count == 0))
        {
            return [Told(null, "No gate says what it proves.", plan.Stages[0].Line)];
        }

        var featureOf = plan.Features.SelectMany(feature => feature.Criteria.Select(criterion => (criterion.Id, Feature: feature.Id)))
            .DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.Feature, StringComparer.Ordinal);
        var known = plan.Features.Select(feature => feature.Id).ToHashSet(StringComparer.Ordinal);
        var findings = new List<Finding>();
        foreach (var stage in plan.Stages)
        {
            var proved = stage.Gates.SelectMany(gate => gate.Proves).Select(id => featureOf.GetValueOrDefault(id) ?? BornIn(id)).ToHashSet(StringComparer.Ordinal);
            var bare = stage.Features.Distinct().Where(id => known.Contains(id) && !proved.Contains(id)).ToList();
            if (bare.Count > 0)
            {
                findings.Add(Told(
                    bare.Count == 1 ? bare[0] : null,
                    string.Create(CultureInfo.InvariantCulture, $"No gate of stage {stage.Number} proves anything of {string.Join(", ", bare)}, which the stage completes."),
                    stage.Line));
            }
        }

        return findings;
    }

    /// <summary>A criterion that does not exist is check 3's: its number says what it would be of.</summary>
    private static string BornIn(string id) => ItemId.Parse(id) is { Kind: ItemKind.Criterion, Minor: > 0 } criterion ? new ItemId(ItemKind.Feature, criterion.Major).ToString() : id;

    private Finding Told(string? target, string message, int line) => new(
        Number, Severity.Error, DocumentType.ExecutionPlan, target, message, Suggestion: "- [ ] An observable fact with its number (AC1.1)", Line: Causes.Line(line));
}
