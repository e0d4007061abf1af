using System.Text;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Mending;

/// <summary>Puts parts that were written anew into a document, in place of those that are there; every other byte stays.</summary>
internal static class Splice
{
    /// <param name="document">The document and its parts.</param>
    /// <param name="written">By slug, each with its heading.</param>
    public static string Apply(DocumentParts document, IReadOnlyDictionary<string, string> written)
    {
        var markdown = document.Reading.Frame.Markdown;
        var changes = new List<(int Start, int End, int Order, string Text)>();
        foreach (var (slug, text) in written)
        {
            if (document.Find(slug) is { } part)
            {
                if (!written.Keys.Any(other => document.Find(other) is { } outer && outer.Contains(part)))
                {
                    changes.Add((markdown.Lines[part.First].Start, EndOf(document, part), 0, text.Trim()));
                }
            }
            else
            {
                var (at, order) = PlaceOf(document, slug);
                changes.Add((at, at, order, text.Trim()));
            }
        }

        var result = new StringBuilder(markdown.Text.Length + 1000);
        var from = 0;
        foreach (var (start, end, _, text) in changes.OrderBy(change => change.Start).ThenBy(change => change.End).ThenBy(change => change.Order))
        {
            result.Append(markdown.Text, from, start - from);
            if (start == end)
            {
                Separate(result);
            }

            result.Append(text).Append('\n');
            if (start == end && end < markdown.Text.Length && markdown.Text[end] != '\n')
            {
                result.Append('\n');
            }

            from = end;
        }

        return result.Append(markdown.Text, from, markdown.Text.Length - from).ToString();
    }

    /// <summary>Behind the line end of the part's last line that says something.</summary>
    private static int EndOf(DocumentParts document, DocumentPart part)
    {
        var markdown = document.Reading.Frame.Markdown;
        var start = markdown.Lines[part.First].Start;
        var length = document.Reading.Frame.TextOf(part.First, part.End).Length;
        var end = start + length;
        return end < markdown.Text.Length && markdown.Text[end] == '\n' ? end + 1 : end;
    }

    /// <returns>Where a part that is missing belongs, in characters, and its rank among those that belong there too.</returns>
    private static (int At, int Order) PlaceOf(DocumentParts document, string slug)
    {
        var order = document.Reading.Frame.Shape.Sections.Select(section => PartSlug.OfSection(section.Heading)).ToList();
        var rank = order.IndexOf(slug);
        var (before, behind) = rank >= 0
            ? (order.Take(rank).Reverse().Select(document.Find).FirstOrDefault(part => part is not null),
                order.Skip(rank + 1).Select(document.Find).FirstOrDefault(part => part is not null))
            : Numbered(document, slug);
        if (before is not null)
        {
            return (EndOf(document, before), rank);
        }

        var markdown = document.Reading.Frame.Markdown;
        return (behind is null ? markdown.Text.Length : markdown.Lines[behind.First].Start, rank);
    }

    /// <summary>The features or stages with the next lower and the next higher number. A document without any has its features in their section.</summary>
    private static (DocumentPart? Before, DocumentPart? Behind) Numbered(DocumentParts document, string slug)
    {
        var kind = slug.StartsWith(PartSlug.Stage, StringComparison.Ordinal) ? PartSlug.Stage : PartSlug.Feature;
        var number = PartSlug.NumberOf(slug, kind) ?? int.MaxValue;
        var before = document.All.Where(part => PartSlug.NumberOf(part.Slug, kind) < number).MaxBy(part => PartSlug.NumberOf(part.Slug, kind));
        var behind = document.All.Where(part => PartSlug.NumberOf(part.Slug, kind) > number).MinBy(part => PartSlug.NumberOf(part.Slug, kind));
        return (before ?? (behind is null && kind == PartSlug.Feature ? SectionOfFeatures(document) : null), behind);
    }

    private static DocumentPart? SectionOfFeatures(DocumentParts document) => document.Reading.Frame.Shape.Sections
        .Where(section => section.Term is Term.CoreFeatures)
        .Select(section => document.Find(PartSlug.OfSection(section.Heading)))
        .FirstOrDefault();

    private static void Separate(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }

        if (text.Length > 1 && text[^2] != '\n')
        {
            text.Append('\n');
        }
    }
}
