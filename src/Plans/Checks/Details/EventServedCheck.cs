using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Texts;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 14: every event is served by a feature or excluded. The requirements may name it, or speak of it in its words.</summary>
internal sealed class EventServedCheck : ICheck
{
    public int Number => 14;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.EventStorming)?.Reading.Outline is not StormingOutline { Events.Count: > 0 } storming || input.Find(DocumentType.Prd) is not { } requirements)
        {
            return null;
        }

        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var said = new ContentWords();
        var markdown = requirements.Reading.Frame.Markdown;
        for (var line = 0; line < markdown.Lines.Count; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Text or LineKind.Bullet or LineKind.TableRow or LineKind.Heading)
            {
                StormingNames.AddWords(markdown.ContentOf(line), named);
                said.Add(markdown.ContentOf(line));
            }
        }

        var unserved = storming.Events.Select(item => item.Name).Where(name => !named.Contains(name) && !IsSpokenOf(name, said)).ToList();
        return unserved.Count == 0
            ? []
            :
            [
                new Finding(
                    Number, Severity.Error, DocumentType.Prd, unserved[0], $"No feature serves {Names.Of(unserved)}, and nothing excludes it.",
                    Suggestion: "Name it in the feature that brings it about, or under Out of Scope."),
            ];
    }

    /// <summary>At least half of the words of its name.</summary>
    private static bool IsSpokenOf(string name, ContentWords said)
    {
        var words = new ContentWords();
        words.Add(Apart(name));
        return words.Stems.Count == 0 || 2 * words.CountIn(said) >= words.Stems.Count;
    }

    /// <summary><c>BookingRequested</c> as "Booking Requested".</summary>
    private static string Apart(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 8);
        for (var at = 0; at < name.Length && at < 200; at++)
        {
            if (at > 0 && char.IsUpper(name[at]) && char.IsLower(name[at - 1]))
            {
                text.Append(' ');
            }

            text.Append(name[at]);
        }

        return text.ToString();
    }
}
