using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Texts;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 14: every event is served by a feature or excluded. The requirements may name it, or speak of it in its words.</summary>
internal sealed class EventServedCheck : ICheck
{
    /// <summary>Each is looked for in the whole of the requirements.</summary>
    private const int MostEvents = 100;

    public int Number => 14;

    public DocumentType? About => DocumentType.Prd;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.EventStorming)?.Reading.Outline is not StormingOutline { Events.Count: > 0 } storming || input.Find(DocumentType.Prd) is not { } requirements)
        {
            return null;
        }

        var text = requirements.Text;
        var unnamed = storming.Events.Select(item => item.Name).Take(MostEvents).Where(name => name.Length == 0 || !text.Contains(name, StringComparison.Ordinal)).ToList();
        if (unnamed.Count == 0)
        {
            return [];
        }

        var said = WordsOf(requirements.Reading.Frame.Markdown);
        var unserved = unnamed.Where(name => !IsSpokenOf(name, said)).ToList();
        return unserved.Count == 0
            ? []
            :
            [
                new Finding(
                    Number, Severity.Error, DocumentType.Prd, unserved[0], $"No feature serves {Names.Of(unserved)}, and nothing excludes it.",
                    Suggestion: "Name it in the feature that brings it about, or under Out of Scope."),
            ];
    }

    private static ContentWords WordsOf(MarkdownText markdown)
    {
        var said = new ContentWords();
        for (var line = 0; line < markdown.Lines.Count; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Text or LineKind.Bullet or LineKind.TableRow or LineKind.Heading)
            {
                said.Add(markdown.ContentOf(line));
            }
        }

        return said;
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
