namespace AiDevFramework.Plans.Blocks;

/// <summary>The lines of a document by their places, and which of them are headings. In one pass; text in code and comments is no heading.</summary>
internal sealed class FrameLines
{
    private readonly string _text;
    private readonly List<(int Start, int End)> _lines = [];
    private readonly List<(int Line, int Behind, string Title)> _headings = [];

    public FrameLines(string text)
    {
        _text = text;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            _lines.Add((start, end));
            start = end;
        }

        ReadHeadings();
    }

    public int Count => _lines.Count;

    /// <summary>The line that code or a comment begins with that nobody closes: no heading stands behind it. Else <see cref="Count"/>.</summary>
    public int EndOfText { get; private set; }

    /// <summary>How the document ends its lines.</summary>
    public string LineEnd => _lines is [var first, ..] && _text.AsSpan(first.Start..first.End).EndsWith("\r\n") ? "\r\n" : "\n";

    /// <returns>Where the line begins; the end of the text for the line behind the last.</returns>
    public int StartOf(int line) => line < _lines.Count ? _lines[line].Start : _text.Length;

    /// <returns>The line without its end.</returns>
    public ReadOnlySpan<char> this[int line] => _text.AsSpan(_lines[line].Start.._lines[line].End).TrimEnd("\r\n");

    public bool IsBlank(int line) => this[line].Trim().IsEmpty;

    public int SkipBlank(int line)
    {
        while (line < Count && IsBlank(line))
        {
            line++;
        }

        return line;
    }

    /// <returns>The line of the first heading with this title, and the line behind it; <see langword="null"/> where there is none.</returns>
    public (int Line, int Behind)? Heading(string title)
    {
        foreach (var heading in _headings)
        {
            if (IsTitle(heading.Title, title))
            {
                return (heading.Line, heading.Behind);
            }
        }

        return null;
    }

    /// <summary>Whether the heading says this, with or without a number before and more words behind it.</summary>
    private static bool IsTitle(string heading, string title)
    {
        var words = heading.Split([' ', '*', '_', '`', '.', ':', '(', ')', '-', '#'], StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => word.All(char.IsAsciiDigit));
        var wanted = title.Split(' ');
        return words.Take(wanted.Length).SequenceEqual(wanted, StringComparer.OrdinalIgnoreCase);
    }

    private void ReadHeadings()
    {
        var (fence, inComment) = ("", false);
        for (var line = 0; line < Count; line++)
        {
            if (fence.Length == 0 && !inComment)
            {
                EndOfText = line;
            }

            var text = this[line].TrimStart(' ');
            var indent = this[line].Length - text.Length;
            if (fence.Length > 0)
            {
                fence = indent <= 3 && Closes(text, fence) ? "" : fence;
            }
            else if (inComment || text.StartsWith("<!--"))
            {
                inComment = !text.Contains("-->", StringComparison.Ordinal);
            }
            else if (indent <= 3)
            {
                fence = FenceOf(text);
                Add(line, text);
            }
        }

        EndOfText = fence.Length == 0 && !inComment ? Count : EndOfText;
    }

    private void Add(int line, ReadOnlySpan<char> text)
    {
        var marks = text.Length - text.TrimStart('#').Length;
        if (marks is >= 1 and <= 6 && (marks == text.Length || char.IsWhiteSpace(text[marks])))
        {
            _headings.Add((line, line + 1, text[marks..].Trim().TrimEnd('#').ToString()));
        }
        else if (line > 0 && text.TrimEnd() is { Length: >= 2 } rule && (rule.TrimStart('=').IsEmpty || rule.TrimStart('-').IsEmpty)
            && this[line - 1].TrimStart("* ") is [var first, ..] && char.IsLetterOrDigit(first))
        {
            _headings.Add((line - 1, line + 1, this[line - 1].Trim().ToString()));
        }
    }

    private static string FenceOf(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[0] is not ('`' or '~'))
        {
            return "";
        }

        var marks = text.Length - text.TrimStart(text[0]).Length;
        return marks >= 3 && (text[0] == '~' || !text[marks..].Contains('`')) ? text[..marks].ToString() : "";
    }

    private static bool Closes(ReadOnlySpan<char> text, string fence) =>
        text.TrimEnd() is var bare && bare.StartsWith(fence) && bare.TrimStart(fence[0]).IsEmpty;
}
