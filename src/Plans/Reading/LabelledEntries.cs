using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Reading;

/// <summary>What a label lists: the entries under it, else those on its line.</summary>
internal static class LabelledEntries
{
    public static List<OutlineItem> Read(MarkdownText markdown, LabelBlock label, string letters)
    {
        var under = ItemReader.ReadAll(EntryReader.Read(markdown, label.First, label.End), letters);
        return under.Count > 0 || !label.Hit.HasValue
            ? under
            : ItemReader.ReadAll(EntryReader.ReadInline(markdown.Text.AsSpan(label.Hit.ValueStart..label.Hit.ValueEnd), label.Hit.ValueStart, label.Line), letters);
    }

    /// <returns>What stands behind the label, else in the first line under it that says something and is no other label.</returns>
    public static string? TextOf(MarkdownText markdown, LabelBlock label)
    {
        if (label.Hit.HasValue)
        {
            var value = SaidText.Bare(markdown.Text[label.Hit.ValueStart..label.Hit.ValueEnd]);
            return value.Length > 0 ? value : null;
        }

        for (var line = label.First; line < label.End; line++)
        {
            switch (markdown.Lines[line].Kind)
            {
                case LineKind.Text or LineKind.Bullet when !SaidText.SaysNothing(markdown.LineOf(line)):
                    return LabelLine.IsAny(markdown.ContentOf(line)) ? null : SaidText.Bare(markdown.ContentOf(line).ToString());
                case LineKind.Heading:
                    return null;
            }
        }

        return null;
    }
}
