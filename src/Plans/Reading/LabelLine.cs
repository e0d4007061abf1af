using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads labels in any of their forms: in bold or not, with the colon inside or outside, as a bullet, a heading or a cell, behind an emoji.</summary>
internal static class LabelLine
{
    private const int LongestLabel = 80;

    /// <param name="line">Its index.</param>
    public static LabelHit? Read(MarkdownText markdown, int line, TermGroup group)
    {
        var known = markdown.Lines[line];
        return known.Kind switch
        {
            LineKind.Heading => ReadHeading(markdown, known, group),
            LineKind.Text or LineKind.Bullet => ReadText(markdown, line, group),
            LineKind.TableRow => ReadCell(markdown, known, group),
            _ => null,
        };
    }

    /// <summary>Whether the line is some label, known or not: <c>**Risks**:</c>.</summary>
    public static bool IsAny(ReadOnlySpan<char> content)
    {
        var text = SkipSigns(content.Trim(), out _);
        if (!text.StartsWith("**", StringComparison.Ordinal) && !text.StartsWith("__", StringComparison.Ordinal))
        {
            return false;
        }

        var inside = text[2..];
        var close = inside[..Math.Min(inside.Length, LongestLabel)].IndexOf(text[..2], StringComparison.Ordinal);
        return close > 0 && (inside[..close].TrimEnd() is [.., ':' or '：'] || inside[(close + 2)..].TrimStart() is [':' or '：', ..]);
    }

    private static LabelHit? ReadHeading(MarkdownText markdown, MarkdownLine line, TermGroup group)
    {
        var content = markdown.Text.AsSpan(line.ContentStart..line.ContentEnd);
        var colon = content.IndexOfAny(':', '：');
        var label = colon < 0 ? content : content[..colon];
        if (Find(group, label) is not { } term)
        {
            return null;
        }

        var value = colon < 0 ? line.ContentEnd : line.ContentStart + colon + 1;
        (value, var end) = Trimmed(markdown.Text, value, line.ContentEnd);
        return new LabelHit(term, line.Start, value, end, IsBold: false, IsBullet: false, line.Indent, IsHeading: true, IsCell: false);
    }

    private static LabelHit? ReadText(MarkdownText markdown, int index, TermGroup group)
    {
        var line = markdown.Lines[index];
        var content = markdown.Text.AsSpan(line.ContentStart..line.ContentEnd);
        var text = SkipSigns(content, out var skipped);
        var bold = text.StartsWith("**", StringComparison.Ordinal) || text.StartsWith("__", StringComparison.Ordinal);
        var mark = bold ? text[..2] : [];
        var inside = bold ? text[2..] : text;
        var window = inside[..Math.Min(inside.Length, LongestLabel)];
        var close = bold ? window.IndexOf(mark, StringComparison.Ordinal) : -1;
        var colon = window.IndexOfAny(':', '：');
        int end;
        int value;
        if (bold && close > 0)
        {
            // **Duration**: x, **Duration:** x, **Duration: x**, **Duration** x
            var within = colon >= 0 && colon < close;
            end = within ? colon : close;
            value = within && inside[(colon + 1)..close].Trim().Length > 0 ? colon + 1 : close + 2;
        }
        else if (colon > 0)
        {
            (end, value) = (colon, colon + 1);
        }
        else if (inside.Trim().Length <= LongestLabel / 2 && NextIsBullet(markdown, index))
        {
            (end, value) = (inside.Length, inside.Length);
        }
        else
        {
            return null;
        }

        if (Find(group, inside[..end]) is not { } term)
        {
            return null;
        }

        var start = line.ContentStart + skipped + (bold ? 2 : 0) + value;
        var separated = bold && close > 0;
        while (start < line.ContentEnd && (char.IsWhiteSpace(markdown.Text[start]) || (separated && markdown.Text[start] is ':' or '：' or '–' or '—')))
        {
            start++;
        }

        if (separated && markdown.Text.AsSpan(start..line.ContentEnd).StartsWith("- ", StringComparison.Ordinal))
        {
            start += 2;
        }

        var (from, to) = Trimmed(markdown.Text, start, line.ContentEnd);
        if (separated && value == colon + 1 && end == colon && close > colon)
        {
            to -= markdown.Text.AsSpan(from..to).EndsWith(mark, StringComparison.Ordinal) ? 2 : 0; // **Duration: 2 weeks**
        }

        var first = line.Start + (markdown.LineOf(index).Length - markdown.LineOf(index).TrimStart().Length);
        var bullet = line.Kind is LineKind.Bullet && IsMarker(markdown.Text[first]);
        return new LabelHit(
            term, bullet ? line.ContentStart : first, Math.Min(from, to), to, bold, bullet, line.Indent, IsHeading: false, IsCell: false);
    }

    /// <summary>A tick before a label makes no entry of it.</summary>
    private static bool IsMarker(char character) => character is '-' or '*' or '+' or '(' or '[' || char.IsAsciiLetterOrDigit(character);

    private static LabelHit? ReadCell(MarkdownText markdown, MarkdownLine line, TermGroup group)
    {
        var text = markdown.Text.AsSpan(line.ContentStart..line.ContentEnd);
        var start = text[0] == '|' ? 1 : 0;
        var close = text[start..].IndexOf('|');
        if (close <= 0 || close > LongestLabel || Find(group, text.Slice(start, close).Trim(" *_:")) is not { } term)
        {
            return null;
        }

        var value = start + close + 1;
        var end = text.Length - (text[^1] == '|' ? 1 : 0);
        var (from, to) = Trimmed(markdown.Text, line.ContentStart + value, line.ContentStart + Math.Max(value, end));
        return new LabelHit(term, line.ContentStart, from, to, IsBold: false, IsBullet: false, line.Indent, IsHeading: false, IsCell: true);
    }

    /// <summary>The label as a whole; one of two words and more may have others behind it: "Acceptance Criteria for F1".</summary>
    private static Term? Find(TermGroup group, ReadOnlySpan<char> label)
    {
        if (label.Length > LongestLabel)
        {
            return null;
        }

        Span<char> room = stackalloc char[TextKey.MostCharacters];
        var key = HeadingKey.Write(label, room);
        if (TermTable.Find(group, key) is { } term)
        {
            return term;
        }

        return TermTable.FindBeginning(group, key, out var length) is { } part && key[..length].Contains(' ') ? part : null;
    }

    /// <summary>An emoji before the label, a mark of emphasis that is none.</summary>
    private static ReadOnlySpan<char> SkipSigns(ReadOnlySpan<char> text, out int skipped)
    {
        skipped = 0;
        while (skipped < text.Length && !char.IsLetterOrDigit(text[skipped])
            && !text[skipped..].StartsWith("**", StringComparison.Ordinal) && !text[skipped..].StartsWith("__", StringComparison.Ordinal))
        {
            skipped++;
        }

        return text[skipped..];
    }

    private static bool NextIsBullet(MarkdownText markdown, int line)
    {
        for (var next = line + 1; next < markdown.Lines.Count && next <= line + 2; next++)
        {
            if (markdown.Lines[next].Kind is not LineKind.Blank)
            {
                return markdown.Lines[next].Kind is LineKind.Bullet or LineKind.TableHead;
            }
        }

        return false;
    }

    private static (int Start, int End) Trimmed(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return (start, end);
    }
}
