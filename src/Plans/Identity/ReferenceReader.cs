namespace AiDevFramework.Plans.Identity;

/// <summary>
/// Finds references in the brackets of a text: <c>(F2, C8)</c>, <c>[AC2.1](#ac21)</c>, <c>(`NFR1`)</c>. Outside of brackets a number is a
/// word: "Q3 2027", "AWS S3". Inside, one that looks like nothing else counts wherever it stands, any other where it stands alone between
/// commas. A range names nobody.
/// </summary>
internal static class ReferenceReader
{
    private const string Marks = " \t*_`'\"\u00A0";

    public static IReadOnlyList<Reference> Read(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny("([（［【") < 0)
        {
            return [];
        }

        var references = new List<Reference>();
        var (depth, first) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is '(' or '[' or '（' or '［' or '【')
            {
                first = depth == 0 ? references.Count : first;
                depth++;
            }
            else if (text[at] is ')' or ']' or '）' or '］' or '】' && depth > 0)
            {
                depth--;
                Mark(references, depth == 0 ? first : references.Count);
            }
            else if (depth > 0 && At(text, at) is { } found)
            {
                references.Add(found);
                at += found.Length;
                continue;
            }

            at++;
        }

        return references;
    }

    /// <summary>Every part of a line that lists them: <c>F1, F2 (Login) and F3-F5</c>. Ranges of whole numbers count, up to fifty.</summary>
    public static List<Reference> ReadLine(ReadOnlySpan<char> line, ItemKind kind)
    {
        var references = new List<Reference>();
        ItemId? before = null;
        for (var at = 0; at < line.Length;)
        {
            if ((at > 0 && char.IsLetterOrDigit(line[at - 1])) || ItemId.Read(line[at..], out var length) is not { } id || id.Kind != kind)
            {
                before = line[at] is '-' or '–' or '—' or '…' or ' ' ? before : null;
                at++;
                continue;
            }

            if (before is { } from && id.Major > from.Major && id.Major - from.Major < 50 && !line[(references[^1].Start + references[^1].Length)..at].IsWhiteSpace())
            {
                for (var number = from.Major + 1; number < id.Major; number++)
                {
                    references.Add(new Reference(new ItemId(kind, number), at, 0, IsAlone: false));
                }
            }

            references.Add(new Reference(id, at, length, IsAlone: false, at + length < line.Length && line[at + length] == '?'));
            before = id;
            at += length;
        }

        return references;
    }

    private static Reference? At(ReadOnlySpan<char> text, int at)
    {
        if (!char.IsAsciiLetterUpper(text[at]) || !IsStart(text, at) || ItemId.Read(text[at..], out var length) is not { } id)
        {
            return null;
        }

        var end = at + length;
        if (IsRange(text, at, end))
        {
            return null;
        }

        var doubtful = end < text.Length && text[end] == '?';
        end += doubtful ? 1 : 0;

        var alone = EndsPart(text[..at]) && BeginsPart(text[end..]);
        return alone || (ItemKinds.IsUnmistakable(id) && text[at..end].IndexOf(' ') < 0) ? new Reference(id, at, length, IsAlone: false, doubtful) : null;
    }

    private static bool IsStart(ReadOnlySpan<char> text, int at) => at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '-' or '.' or '#');

    /// <summary><c>AC1.1–AC1.4</c></summary>
    private static bool IsRange(ReadOnlySpan<char> text, int start, int end)
    {
        var behind = text[end..].TrimStart(Marks);
        var before = text[..start].TrimEnd(Marks);
        return (behind is ['-' or '–' or '—' or '…', .. var rest] && rest.TrimStart(Marks) is [(>= 'A' and <= 'Z') or (>= '0' and <= '9'), ..])
            || (before is [.. var head, '-' or '–' or '—' or '…'] && head.TrimEnd(Marks) is [.., >= '0' and <= '9']);
    }

    /// <summary>Whether a part of the list ends right before, or its bracket begins.</summary>
    private static bool EndsPart(ReadOnlySpan<char> before)
    {
        var text = before.TrimEnd(Marks);
        return text is [.., '(' or '[' or '（' or '［' or '【' or ',' or ';' or '/' or '&' or '+' or '、' or '，' or '；' or '|' or '>']
            || text.EndsWith(" and") || text.EndsWith(" und") || text.EndsWith(" et") || text.EndsWith(" y") || text.EndsWith(" e") || text.EndsWith(" en") || text.EndsWith(" i");
    }

    private static bool BeginsPart(ReadOnlySpan<char> behind)
    {
        var text = behind.TrimStart(Marks);
        return text is [')' or ']' or '）' or '］' or '】' or ',' or ';' or '/' or '&' or '+' or '、' or '，' or '；' or '|' or '<' or ':' or '(' or '（' or '[', ..]
            || text.StartsWith("and ") || text.StartsWith("und ") || text.StartsWith("et ") || text.StartsWith("y ") || text.StartsWith("e ") || text.StartsWith("en ") || text.StartsWith("i ");
    }

    private static void Mark(List<Reference> references, int first)
    {
        if (references.Count - first == 1)
        {
            references[first] = references[first] with { IsAlone = true };
        }
    }
}
