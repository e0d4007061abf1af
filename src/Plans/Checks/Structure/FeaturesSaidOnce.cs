using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>Check 2: no feature is said twice, under the same name or with the same criteria.</summary>
internal sealed class FeaturesSaidOnce : ICheck
{
    public int Number => 2;

    public DocumentType? About => DocumentType.Prd;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Plan.Features.Count == 0)
        {
            return null;
        }

        var findings = new List<Finding>();
        var names = new Dictionary<string, PlanFeature>(StringComparer.Ordinal);
        var criteria = new Dictionary<string, PlanFeature>(StringComparer.Ordinal);
        foreach (var feature in input.Plan.Features)
        {
            if (Earlier(feature, names, criteria) is { } earlier)
            {
                findings.Add(new Finding(
                    Number, Severity.Error, DocumentType.Prd, feature.Id, $"{feature.Id} says what {earlier.Id} says already: \"{Causes.Excerpt(feature.Name)}\". One of them goes.",
                    Causes.Excerpt(feature.Name), Line: Causes.Line(feature.Line)));
            }
        }

        return findings;
    }

    private static PlanFeature? Earlier(PlanFeature feature, Dictionary<string, PlanFeature> names, Dictionary<string, PlanFeature> criteria)
    {
        var name = TextKey.Of(feature.Name);
        var same = name.Length > 0 && !names.TryAdd(name, feature) ? names[name] : null;
        var repeated = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var key in feature.Criteria.Select(criterion => criterion.Text).Where(key => key.Length > 20).Distinct(StringComparer.Ordinal))
        {
            if (!criteria.TryAdd(key, feature))
            {
                var id = criteria[key].Id;
                repeated[id] = repeated.GetValueOrDefault(id) + 1;
                same ??= repeated[id] >= 2 ? criteria[key] : null;
            }
        }

        return same;
    }
}
