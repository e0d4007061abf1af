using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>Check 17: each feature is delivered in one stage, or cut; and no stage delivers one that does not exist.</summary>
internal sealed class FeaturesDelivered : ICheck
{
    private const DocumentType Plan = DocumentType.ExecutionPlan;

    public int Number => 17;

    public DocumentType? About => Plan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var (features, stages) = (input.Plan.Features, input.Plan.Stages);
        if (features.Count == 0 || stages.Count == 0)
        {
            return null;
        }

        if (stages.All(stage => stage.Features.Count == 0))
        {
            return [new Finding(Number, Severity.Error, Plan, null, "No stage says which features it completes.", Suggestion: "**Features**: F1, F2", Line: Causes.Line(stages[0].Line))];
        }

        var delivered = stages.SelectMany(stage => stage.Features.Distinct().Select(id => (Id: id, Stage: stage))).ToLookup(pair => pair.Id, pair => pair.Stage);
        var cut = input.Plan.Cuts.Select(item => item.Item).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var missing = features.Where(feature => !delivered.Contains(feature.Id) && !cut.Contains(feature.Id)).ToList();
        var known = features.Select(feature => feature.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Causes.Told(
                missing,
                feature => Told(feature.Id, $"{feature.Id} ({Causes.Excerpt(feature.Name)}) is delivered in no stage, and is not said to be left out.", null, "Add it to the **Features** of a stage, or to Fit as a cut with its days and its cause."),
                feature => feature.Id,
                names => Told(null, $"Features are delivered in no stage, and are not said to be left out: {names}.", null, "Add each to the **Features** of a stage, or to Fit as a cut with its days and its cause.")),
            .. features.Where(feature => delivered[feature.Id].Skip(1).Any()).Select(feature => Told(
                feature.Id, $"{feature.Id} is delivered in {string.Join(" and ", delivered[feature.Id].Select(stage => $"stage {stage.Number}"))}: each feature is completed once.", delivered[feature.Id].ElementAt(1).Line)),
            .. features.Where(feature => delivered.Contains(feature.Id) && cut.Contains(feature.Id)).Select(feature => Told(
                feature.Id, $"{feature.Id} is delivered in stage {delivered[feature.Id].First().Number}, and left out under Fit.", delivered[feature.Id].First().Line)),
            .. delivered.Where(group => !known.Contains(group.Key)).Select(group => Told(
                group.Key, $"Stage {group.First().Number} delivers {group.Key}, and there is no such feature.", group.First().Line)),
        ];
    }

    private Finding Told(string? target, string message, int? line, string? suggestion = null) =>
        new(Number, Severity.Error, Plan, target, message, Suggestion: suggestion, Line: line is { } known ? Causes.Line(known) : null);
}
