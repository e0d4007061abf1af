using System.Globalization;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Catalogue;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Mending;

/// <summary>Finds in the answer to a mend the parts that it was asked for.</summary>
internal static class AnsweredParts
{
    /// <param name="slugs">The parts that were asked for.</param>
    /// <returns>By its slug, the text of each part that the answer has, beginning with its heading; nothing that was not asked for.</returns>
    public static IReadOnlyDictionary<string, string> Read(DocumentRow row, StepMaterial material, string answer, IReadOnlyList<string> slugs)
    {
        var parts = DocumentParts.Of(row.ReadPart(material, answer).Reading);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var slug in slugs)
        {
            if (parts.Find(slug) is { } part && parts.Says(part))
            {
                found[slug] = parts.TextOf(part);
            }
        }

        ReadByPlace(parts, slugs, PartSlug.Feature, "### Feature ", found);
        ReadByPlace(parts, slugs, PartSlug.Stage, "## Stage ", found);
        if (found.Count == 0 && slugs.Count == 1 && parts.All.Count == 0 && HeadingOf(row, slugs[0]) is { } heading
            && parts.Reading.Frame is var frame && BodyOf(frame) is { Length: > 0 } body)
        {
            found[slugs[0]] = $"{heading}\n{body}"; // the part's text without its heading
        }

        return found;
    }

    /// <summary>A model that answers two features out of five may number them anew: as many as were asked for are those, in their order.</summary>
    private static void ReadByPlace(DocumentParts parts, IReadOnlyList<string> slugs, string kind, string heading, Dictionary<string, string> found)
    {
        var asked = slugs.Where(slug => PartSlug.NumberOf(slug, kind) is not null).ToList();
        var answered = parts.All.Where(part => PartSlug.NumberOf(part.Slug, kind) is not null).ToList();
        if (asked.Count == 0 || asked.Count != answered.Count || asked.Any(found.ContainsKey))
        {
            return;
        }

        foreach (var (slug, part) in asked.Zip(answered).Where(pair => parts.Says(pair.Second)))
        {
            var written = string.Create(CultureInfo.InvariantCulture, $"{heading}{PartSlug.NumberOf(part.Slug, kind)}");
            found[slug] = string.Create(CultureInfo.InvariantCulture, $"{heading}{PartSlug.NumberOf(slug, kind)}") + parts.TextOf(part)[written.Length..];
        }
    }

    private static string? HeadingOf(DocumentRow row, string slug) =>
        row.Shape.Sections.FirstOrDefault(section => PartSlug.OfSection(section.Heading) == slug)?.Heading;

    private static string BodyOf(DocumentFrame frame)
    {
        var first = frame.Title is { } title ? title.Line + 1 : frame.Start;
        while (first < frame.End && frame.Markdown.Lines[first].Kind is LineKind.Blank or LineKind.Rule)
        {
            first++;
        }

        return first < frame.End && IsMatter(frame.Markdown, first) && !frame.IsEmpty(first, frame.End) ? frame.TextOf(first, frame.End).ToString() : "";
    }

    /// <summary>An entry of a list, a row or a label. "Sorry, I cannot" is none.</summary>
    private static bool IsMatter(MarkdownText markdown, int line) => markdown.Lines[line].Kind switch
    {
        LineKind.Bullet or LineKind.TableHead or LineKind.TableRow => true,
        LineKind.Text => markdown.ContentOf(line).StartsWith("**", StringComparison.Ordinal),
        _ => false,
    };
}
