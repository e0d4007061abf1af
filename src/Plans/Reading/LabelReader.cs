using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>Divides the lines of a section, a feature or a stage by their labels.</summary>
internal static class LabelReader
{
    public static List<LabelBlock> Read(MarkdownText markdown, int first, int end, TermGroup group)
    {
        var blocks = new List<LabelBlock>();
        LabelHit? open = null;
        var (opened, entries) = (-1, false);
        for (var line = first; line < end; line++)
        {
            if (LabelLine.Read(markdown, line, group) is { } hit && IsLabel(hit, open))
            {
                Close(line);
                (open, opened, entries) = (hit, line, hit.HasValue);
            }
            else if (open is not null && entries && Ends(markdown, line))
            {
                Close(line);
                open = null;
            }
            else
            {
                entries |= markdown.Lines[line].Kind is LineKind.Bullet or LineKind.TableRow;
            }
        }

        Close(end);
        return blocks;

        void Close(int at)
        {
            if (open is { } hit)
            {
                var under = opened + 1 < at && markdown.Lines[opened + 1].Kind is LineKind.Underline ? 2 : 1;
                blocks.Add(new LabelBlock(hit, opened, Math.Min(opened + under, at), at));
            }
        }
    }

    /// <summary>An entry of a list may begin like a label, and is none: a stage of a planner delivers "Tasks: a table". It is one in
    /// bold with nothing behind it, outside of lists, and where the labels are themselves entries.</summary>
    private static bool IsLabel(LabelHit hit, LabelHit? open)
    {
        if (!hit.IsBullet || (hit.IsBold && !hit.HasValue))
        {
            return true;
        }

        return open is not { } label || label.HasValue || (label.IsBullet && hit.Indent <= label.Indent);
    }

    /// <summary>Another heading, or a label that nobody knows.</summary>
    private static bool Ends(MarkdownText markdown, int line) => markdown.Lines[line].Kind switch
    {
        LineKind.Heading => true,
        LineKind.Text => LabelLine.IsAny(markdown.ContentOf(line)),
        _ => false,
    };
}
