using System.Globalization;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Mending;

/// <summary>The parts of a document, as far as it has its normal form.</summary>
/// <param name="Reading">Of the text.</param>
/// <param name="All">In their order; features stand behind the section that they are in.</param>
internal sealed record DocumentParts(DocumentReading Reading, IReadOnlyList<DocumentPart> All)
{
    private const int FeatureLevel = 3;

    private const int StageLevel = 2;

    public static DocumentParts Of(DocumentReading reading)
    {
        var frame = reading.Frame;
        var parts = new List<DocumentPart>();
        foreach (var shape in frame.Shape.Sections)
        {
            if (frame.Find(shape.Term) is { } section)
            {
                parts.Add(new DocumentPart(PartSlug.OfSection(shape.Heading), section.Head.Line, section.End));
                if (section.Term is Term.CoreFeatures)
                {
                    parts.AddRange(Numbered(frame.Markdown, section.First, section.End, FeatureLevel, "Feature ", PartSlug.OfFeature));
                }
            }
        }

        if (frame.Shape.Sections.Count == 0)
        {
            parts.AddRange(Numbered(frame.Markdown, frame.Start, frame.End, StageLevel, "Stage ", PartSlug.OfStage));
        }

        return new DocumentParts(reading, [.. parts.OrderBy(part => part.First).ThenByDescending(part => part.End)]);
    }

    public DocumentPart? Find(string slug) => All.FirstOrDefault(part => part.Slug == slug);

    /// <returns>The last and smallest part: where a document that breaks off does.</returns>
    public DocumentPart? Last() => All.Count == 0 ? null : All.MaxBy(part => (part.End, part.First));

    /// <returns>The smallest part that has the line; <see langword="null"/> where none has.</returns>
    public DocumentPart? At(int line) => All.LastOrDefault(part => part.First <= line && line < part.End);

    /// <summary>The text of a part, without blanks around it and rules behind it.</summary>
    public string TextOf(DocumentPart part) => Reading.Frame.TextOf(part.First, part.End).ToString();

    /// <summary>Whether a part says something under its heading.</summary>
    public bool Says(DocumentPart part) => !Reading.Frame.IsEmpty(part.First + 1, part.End)
        || Reading.Frame.Sections.Any(section => section.Head.Line == part.First && section.Head.ValueStart < section.Head.ValueEnd);

    /// <summary>Headings of one level that say what they are and have a number. Each number once: the first one.</summary>
    private static List<DocumentPart> Numbered(MarkdownText markdown, int first, int end, int level, string word, Func<int, string> slugOf)
    {
        var parts = new List<DocumentPart>();
        DocumentPart? open = null;
        for (var line = first; line < end; line++)
        {
            if (markdown.Lines[line].Kind is not LineKind.Heading || markdown.Lines[line].Level > level)
            {
                continue;
            }

            Close(line);
            open = markdown.Lines[line].Level == level && NumberIn(markdown.ContentOf(line), word) is { } number
                ? new DocumentPart(slugOf(number), line, end)
                : null;
        }

        Close(end);
        return [.. parts.DistinctBy(part => part.Slug)];

        void Close(int at)
        {
            if (open is not null)
            {
                parts.Add(open with { End = at });
            }
        }
    }

    private static int? NumberIn(ReadOnlySpan<char> heading, string word)
    {
        if (!heading.StartsWith(word, StringComparison.Ordinal))
        {
            return null;
        }

        var digits = heading[word.Length..];
        var length = digits.IndexOfAnyExceptInRange('0', '9') is >= 0 and var other ? other : digits.Length;
        return int.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
