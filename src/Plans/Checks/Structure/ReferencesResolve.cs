using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Checks.Structure;

/// <summary>Check 3: whatever an item names exists. What stages say that they complete is check 17's.</summary>
internal sealed class ReferencesResolve : ICheck
{
    public int Number => 3;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Plan.Features.Count == 0)
        {
            return null; // nothing to refer to
        }

        var known = new KnownIds(input);
        var dangling = new List<(PlanItem Item, string Id)>();
        foreach (var item in PlanItems.Of(input.Plan))
        {
            if ((input.Written ?? item.Document) == item.Document && (item.Id[0] != 'S' || !char.IsAsciiDigit(item.Id[^1])))
            {
                AddDangling(item, known, input, dangling);
            }
        }

        return dangling.Count == 0 ? [] : Told(dangling);
    }

    private static void AddDangling(PlanItem item, KnownIds known, CheckInput input, List<(PlanItem Item, string Id)> dangling)
    {
        foreach (var reference in item.References)
        {
            if (IsDangling(reference, known, input))
            {
                dangling.Add((item, reference.Id));
            }
        }
    }

    private IReadOnlyList<Finding> Told(List<(PlanItem Item, string Id)> dangling)
    {
        var found = dangling.GroupBy(pair => (pair.Item.Document, pair.Id)).Select(group => (group.Key.Document, group.Key.Id, group.First().Item, Count: group.Count()));
        return
        [
            .. found.GroupBy(one => one.Document).SelectMany(group => Causes.Told(
                group.ToList(),
                found => new Finding(
                    Number, Severity.Error, found.Document, found.Item.Id, found.Id[^1] == '?'
                        ? $"{found.Id[..^1]} is named{Times(found.Count)}, and the answer had nothing of this number, or more than one thing."
                        : $"{found.Id} is named{Times(found.Count)}, and nothing has this identifier.",
                    Causes.Excerpt(found.Item.Text), "Name an identifier that exists, or leave it out.", Causes.Line(found.Item.Line)),
                found => found.Id,
                names => new Finding(
                    Number, Severity.Error, group.Key, null, $"Identifiers are named that nothing has: {names}.", Suggestion: "Name identifiers that exist, or leave them out."))),
        ];
    }

    /// <summary>Letters that are also words count only where the plan has such items at all.</summary>
    private static bool IsDangling(PlanReference reference, KnownIds known, CheckInput input)
    {
        if (reference.Id[^1] == '?')
        {
            return true; // storing could not tell what it means
        }

        if (known.Has(reference.Id) || !reference.IsCertain || ItemId.Parse(reference.Id) is not { } id)
        {
            return false;
        }

        return id.Kind switch
        {
            ItemKind.Feature or ItemKind.Criterion => true,
            ItemKind.Task => id.Minor > 0 && input.Find(DocumentType.ExecutionPlan) is not null,
            _ => known.HasAny(id.Kind),
        };
    }

    private static string Times(int count) => count == 1 ? "" : $" {count} times";
}
