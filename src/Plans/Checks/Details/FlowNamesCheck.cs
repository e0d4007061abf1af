using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 13: flows use the names of events and commands that are defined.</summary>
internal sealed class FlowNamesCheck : ICheck
{
    public int Number => 13;

    public DocumentType? About => DocumentType.EventStorming;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.EventStorming) is not { Reading.Outline: StormingOutline { Flows.Count: > 0 } storming } document || !StormingNames.AreWords(storming))
        {
            return null;
        }

        var defined = storming.Events.Concat(storming.Commands).Concat(storming.Aggregates).Select(item => item.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = new List<string>();
        foreach (var flow in storming.Flows.Where(flow => flow.Text.Contains('→') || flow.Text.Contains("->", StringComparison.Ordinal)))
        {
            var words = new HashSet<string>(StringComparer.Ordinal);
            StormingNames.AddWords(flow.Text.AsSpan(flow.Text.IndexOf(':', StringComparison.Ordinal) + 1), words);
            unknown.AddRange(words.Where(word => StormingNames.IsName(word) && !defined.Contains(word) && TechnologyScanner.Find(word, isList: true).Count == 0));
        }

        unknown = [.. unknown.Distinct().Take(50)];
        return unknown.Count == 0
            ? []
            :
            [
                new Finding(
                    Number, Severity.Error, DocumentType.EventStorming, unknown[0], $"Flows use {Names.Of(unknown)}, which is no event and no command of this document.",
                    Suggestion: "Use the names that are defined, or define it.", Line: Excerpt.LineOf(document, unknown[0])),
            ];
    }
}
