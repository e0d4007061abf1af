using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>Finds the title of a document: <c># PRD: Name</c>, <c># Name: Product Requirements Document</c>, a line in bold.</summary>
internal static class TitleReader
{
    private const int LongestName = 120;

    /// <param name="limit">Index of the line before which the title stands.</param>
    public static TitleLine? Find(DocumentShape shape, MarkdownText markdown, int limit)
    {
        TitleLine? top = null;
        for (var line = 0; line < limit; line++)
        {
            var kind = markdown.Lines[line].Kind;
            var bold = kind is LineKind.Text or LineKind.Bullet ? Bold.LineOf(markdown.ContentOf(line)) : [];
            var content = kind switch
            {
                LineKind.Heading => markdown.ContentOf(line),
                LineKind.Text or LineKind.Bullet => bold.IsEmpty ? markdown.ContentOf(line).TrimStart("# ") : bold,
                _ => [],
            };
            if (content.IsEmpty || content.Length > 300)
            {
                continue;
            }

            if (RestOf(shape, content, whole: kind is not LineKind.Heading) is { } rest)
            {
                return new TitleLine(line, rest, IsNormal(shape, markdown, line));
            }

            if (top is null && kind is LineKind.Heading && markdown.Lines[line].Level == 1)
            {
                top = new TitleLine(line, Name(content), IsNormal: false);
            }
        }

        return top;
    }

    private static bool IsNormal(DocumentShape shape, MarkdownText markdown, int line)
    {
        var text = markdown.LineOf(line);
        return text.StartsWith($"# {shape.Title}", StringComparison.Ordinal) && (text.Length == shape.Title.Length + 2 || !char.IsLetterOrDigit(text[shape.Title.Length + 2]));
    }

    /// <param name="whole">Whether nothing but the title may stand there.</param>
    /// <returns><see langword="null"/> where this is not the title.</returns>
    private static string? RestOf(DocumentShape shape, ReadOnlySpan<char> content, bool whole)
    {
        var bare = HeadingKey.WithoutRemark(content);
        if (IsTitle(shape, bare))
        {
            var remark = HeadingKey.RemarkOf(content);
            return remark.IsEmpty || IsTitle(shape, remark) || IsTitle(shape, $"{bare} {remark}") ? "" : remark.ToString();
        }

        if (whole)
        {
            return null;
        }

        var words = content.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 24)
        {
            return null;
        }

        for (var count = words.Length - 1; count > 0; count--)
        {
            if (IsTitle(shape, string.Join(' ', words[..count])))
            {
                return Name(string.Join(' ', words[count..]));
            }

            if (IsTitle(shape, string.Join(' ', words[^count..])))
            {
                return Name(string.Join(' ', words[..^count]));
            }
        }

        return null;
    }

    private static bool IsTitle(DocumentShape shape, ReadOnlySpan<char> text) => TermTable.Find(TermGroup.Title, HeadingKey.Of(text)) == shape.TitleTerm;

    private static string Name(ReadOnlySpan<char> text)
    {
        var name = text.Trim(" \t:：-–—|*_#`").ToString();
        return name.Length > LongestName || TextKey.Of(name).Length == 0 ? "" : name;
    }
}
