using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 12: every event belongs to exactly one aggregate.</summary>
internal sealed class EventHomeCheck : ICheck
{
    public int Number => 12;

    public DocumentType? About => DocumentType.EventStorming;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.EventStorming)?.Reading.Outline is not StormingOutline { Aggregates.Count: > 0 } storming || !StormingNames.AreWords(storming))
        {
            return null;
        }

        var homes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var aggregate in storming.Aggregates)
        {
            foreach (var name in StormingNames.In([aggregate]))
            {
                homes[name] = homes.GetValueOrDefault(name) + 1;
            }
        }

        var names = storming.Events.Select(item => item.Name).ToList();
        if (!names.Exists(homes.ContainsKey))
        {
            return null; // its aggregates do not list events
        }

        var wrong = names.Where(name => homes.GetValueOrDefault(name) != 1).ToList();
        return wrong.Count == 0
            ? []
            : [new Finding(Number, Severity.Warning, DocumentType.EventStorming, wrong[0], $"{Names.Of(wrong)} belongs to no aggregate, or to several.", Suggestion: "List each event under the one aggregate that decides it.")];
    }
}
