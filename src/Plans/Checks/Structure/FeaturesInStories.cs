using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>Check 7: each feature is in a story, and each story names a feature.</summary>
internal sealed class FeaturesInStories : ICheck
{
    public int Number => 7;

    public DocumentType? About => DocumentType.Prd;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var (features, stories) = (input.Plan.Features, input.Plan.Stories);
        if (features.Count == 0 || stories.Count == 0)
        {
            return null;
        }

        var known = features.Select(feature => feature.Id).ToHashSet(StringComparer.Ordinal);
        var bare = stories.Where(story => !FeaturesOf(story, input.Plan).Any(known.Contains)).ToList();
        if (bare.Count == stories.Count)
        {
            return [new Finding(Number, Severity.Error, DocumentType.Prd, null, "No user story says which feature it is about: \"- US1 (F1): As a role, I want ...\".", Line: Causes.Line(bare[0].Line))];
        }

        var told = stories.SelectMany(story => FeaturesOf(story, input.Plan)).ToHashSet(StringComparer.Ordinal);
        var silent = features.Where(feature => !told.Contains(feature.Id)).ToList();
        return
        [
            .. Causes.Told(
                silent,
                feature => new Finding(
                    Number, Severity.Error, DocumentType.Prd, feature.Id, $"{feature.Id} is in no user story: nobody says who wants it, and why.",
                    Causes.Excerpt(feature.Name), Line: Causes.Line(feature.Line)),
                feature => feature.Id,
                names => new Finding(Number, Severity.Error, DocumentType.Prd, null, $"Features are in no user story: {names}.")),
            .. Causes.Told(
                bare,
                story => new Finding(
                    Number, Severity.Error, DocumentType.Prd, story.Id, $"{story.Id} names no feature.", Causes.Excerpt(story.Text), Line: Causes.Line(story.Line)),
                story => story.Id,
                names => new Finding(Number, Severity.Error, DocumentType.Prd, null, $"User stories name no feature: {names}.")),
        ];
    }

    /// <summary>A story that names a criterion is about its feature.</summary>
    private static IEnumerable<string> FeaturesOf(PlanStory story, TypedPlan plan) => story.Features.Concat(
        story.References.Where(reference => References.IsOf(reference.Id, "AC"))
            .Select(reference => plan.Features.FirstOrDefault(feature => feature.Criteria.Any(criterion => criterion.Id == reference.Id))?.Id)
            .OfType<string>());
}
