namespace AiDevFramework.Plans.Markdown;

/// <summary>Tells what each line is. Reads a line once, and looks at the one before it.</summary>
internal static class LineScanner
{
    private const int MostHeadingIndent = 3;

    public static (List<MarkdownLine> Lines, bool EndsInsideCode) Scan(string text)
    {
        var lines = new List<MarkdownLine>(text.AsSpan().Count('\n') + 1);
        var fence = default(Fence);
        var comment = false;
        var lastComment = text.LastIndexOf("-->", StringComparison.Ordinal); // one that is left open reaches to the end of its line
        for (var start = 0; start < text.Length;)
        {
            var stop = text.IndexOf('\n', start);
            var end = stop < 0 ? text.Length : stop;
            var line = text.AsSpan(start..end);
            if (fence.Length > 0)
            {
                var closes = fence.IsClosedBy(line);
                lines.Add(Plain(closes ? LineKind.Fence : LineKind.Code, start, end));
                fence = closes ? default : fence;
            }
            else if (comment)
            {
                lines.Add(Plain(LineKind.Comment, start, end));
                comment = !line.Contains("-->", StringComparison.Ordinal);
            }
            else if (Fence.OpenedBy(line) is { Length: > 0 } opened)
            {
                lines.Add(Plain(LineKind.Fence, start, end));
                fence = opened;
            }
            else
            {
                lines.Add(Classify(line, start, end, lines));
                comment = lines[^1].Kind is LineKind.Comment && end < lastComment && !line.Contains("-->", StringComparison.Ordinal);
            }

            start = end + 1;
        }

        return (lines, fence.Length > 0);
    }

    private static MarkdownLine Classify(ReadOnlySpan<char> line, int start, int end, List<MarkdownLine> before)
    {
        var trimmed = line.Trim();
        if (trimmed.IsEmpty)
        {
            return Plain(LineKind.Blank, start, end);
        }

        var indent = IndentOf(line);
        var first = start + line.IndexOf(trimmed[0]);
        if (trimmed.StartsWith("<!--", StringComparison.Ordinal)
            && (trimmed.EndsWith("-->", StringComparison.Ordinal) || !trimmed.Contains("-->", StringComparison.Ordinal)))
        {
            return Plain(LineKind.Comment, start, end);
        }

        if (LineMarks.Heading(trimmed) is { Level: > 0 } heading && indent <= MostHeadingIndent)
        {
            return new MarkdownLine(LineKind.Heading, start, end, heading.Level, indent, first + heading.Start, first + heading.End);
        }

        if (LineMarks.IsUnderline(trimmed) && before is [.., { Kind: LineKind.Text } above] && IsAlone(before))
        {
            before[^1] = above with { Kind = LineKind.Heading, Level = trimmed[0] == '=' ? 1 : 2 };
            return Plain(LineKind.Underline, start, end);
        }

        if (LineMarks.IsRule(trimmed))
        {
            return Plain(LineKind.Rule, start, end);
        }

        if (trimmed.Contains('|') && TellTable(trimmed, before) is { } table)
        {
            return new MarkdownLine(table, start, end, 0, indent, first, first + trimmed.Length);
        }

        return LineMarks.Bullet(trimmed) is > 0 and var bullet
            ? new MarkdownLine(LineKind.Bullet, start, end, 0, indent, first + bullet, first + trimmed.Length - LineMarks.ClosingTag(trimmed))
            : new MarkdownLine(LineKind.Text, start, end, 0, indent, first, first + trimmed.Length);
    }

    private static LineKind? TellTable(ReadOnlySpan<char> line, List<MarkdownLine> before)
    {
        if (LineMarks.IsTableRule(line))
        {
            if (before is [.., { Kind: LineKind.TableRow or LineKind.Text or LineKind.TableHead } head])
            {
                before[^1] = head with { Kind = LineKind.TableHead };
            }

            return LineKind.TableRule;
        }

        if (before is [.., { Kind: LineKind.TableRule or LineKind.TableRow }])
        {
            return LineKind.TableRow;
        }

        return line[0] == '|' ? LineKind.TableRow : null;
    }

    /// <summary>An underline makes a heading of one line, not of the last line of a paragraph.</summary>
    private static bool IsAlone(List<MarkdownLine> before) =>
        before.Count < 2 || before[^2].Kind is not (LineKind.Text or LineKind.Bullet or LineKind.TableRow);

    private static MarkdownLine Plain(LineKind kind, int start, int end) => new(kind, start, end, 0, 0, start, end);

    private static int IndentOf(ReadOnlySpan<char> line)
    {
        var columns = 0;
        foreach (var character in line)
        {
            if (character == '\t')
            {
                columns += 4;
            }
            else if (char.IsWhiteSpace(character))
            {
                columns++;
            }
            else
            {
                break;
            }
        }

        return columns;
    }

    /// <summary>The mark that opened a code block.</summary>
    private readonly record struct Fence(char Character, int Length)
    {
        public static Fence OpenedBy(ReadOnlySpan<char> line)
        {
            var text = line.TrimStart();
            if (text.IsEmpty || text[0] is not ('`' or '~'))
            {
                return default;
            }

            var length = text.IndexOfAnyExcept(text[0]) is >= 0 and var end ? end : text.Length;
            return length < 3 || (text[0] == '`' && text[length..].Contains('`')) ? default : new Fence(text[0], length);
        }

        public bool IsClosedBy(ReadOnlySpan<char> line)
        {
            var text = line.Trim();
            return text.Length >= Length && text.IndexOfAnyExcept(Character) < 0;
        }
    }
}
