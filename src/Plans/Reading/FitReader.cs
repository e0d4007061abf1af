using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads what a plan says before its first stage: whether it fits, and what it leaves out (<c>- X1 F8 (COULD, 12 days, C6): why</c>).</summary>
internal static class FitReader
{
    private static readonly string[] s_labels = ["**Fit**:", "**Fit:**", "**Fit** :", "Fit:"];

    /// <param name="end">Index of the line with the first stage.</param>
    public static (string Fit, IReadOnlyList<OutlineItem> Cuts) Read(DocumentFrame frame, int end)
    {
        var first = frame.Title is { } title ? title.Line + 1 : frame.Start;
        while (first < end && frame.Markdown.Lines[first].Kind is LineKind.Blank or LineKind.Underline)
        {
            first++;
        }

        for (var line = first; line < end; line++)
        {
            end = frame.Markdown.Lines[line].Kind is LineKind.Heading ? line : end; // a section that nobody asked for
        }

        if (first >= end)
        {
            return ("", []);
        }

        var cuts = ItemReader.ReadAll(EntryReader.Read(frame.Markdown, first, end), "X").FindAll(IsCut);
        var taken = cuts.Select(cut => cut.Place.Line).ToHashSet();
        var words = new List<string>();
        for (var line = first; line < end; line++)
        {
            if (!taken.Contains(line) && frame.Markdown.Lines[line].Kind is not (LineKind.Blank or LineKind.Rule))
            {
                words.Add(frame.Markdown.LineOf(line).Trim().ToString());
            }
        }

        return (WithoutLabel(string.Join('\n', words)), cuts);
    }

    /// <summary>One that has the identifier of a cut, or begins with that of a feature or a criterion.</summary>
    private static bool IsCut(OutlineItem item) =>
        item.Id is not null || ItemId.Read(item.Text.AsSpan().TrimStart("*_`[( "), out _) is { Kind: ItemKind.Feature or ItemKind.Criterion };

    private static string WithoutLabel(string text)
    {
        foreach (var label in s_labels)
        {
            if (text.StartsWith(label, StringComparison.Ordinal))
            {
                return text[label.Length..].Trim();
            }
        }

        return text;
    }
}
