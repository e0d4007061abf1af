namespace AiDevFramework.Plans.Markdown;

/// <summary>The marks of headings, bullets, rules and tables, as people and models write them. Each takes a line without blanks around it.</summary>
internal static class LineMarks
{
    private const string BulletSigns = "•▪◦‣·●○∙⁃➤►▶✦";

    private const string BoxSigns = "☐☑☒✓✔✅□■▢▣⬜⬛❏❐";

    /// <returns>Level 0 where the line is no heading; where its text begins and ends in the line.</returns>
    public static (int Level, int Start, int End) Heading(ReadOnlySpan<char> line)
    {
        if (line[0] is '#' or '＃')
        {
            var level = line.IndexOfAnyExcept('#', '＃') is >= 0 and var end ? end : line.Length;
            var start = level;
            while (start < line.Length && char.IsWhiteSpace(line[start]))
            {
                start++;
            }

            // "##Title" is a slip; "#tag" and "#1" are words.
            if (level > 6 || (start == level && level < line.Length && level == 1))
            {
                return default;
            }

            var text = line[start..].TrimEnd();
            var closing = text.TrimEnd('#');
            var stop = closing.Length < text.Length && (closing.IsEmpty || char.IsWhiteSpace(closing[^1])) ? closing.TrimEnd().Length : text.Length;
            return (level, start, start + stop);
        }

        return line.Length >= 9 && line[0] == '<' && line[1] is 'h' or 'H' && line[2] is >= '1' and <= '6' ? HtmlHeading(line) : default;
    }

    /// <returns>Where the text of a bullet begins; 0 where the line is none.</returns>
    public static int Bullet(ReadOnlySpan<char> line)
    {
        var start = Marker(line);
        var rest = line[start..];
        if (Box(rest) is > 0 and var box)
        {
            start += box;
        }
        else if (!rest.IsEmpty && BoxSigns.AsSpan().Contains(rest[0]))
        {
            start++;
        }

        while (start > 0 && start < line.Length && (char.IsWhiteSpace(line[start]) || line[start] == '\uFE0F'))
        {
            start++;
        }

        return start;
    }

    /// <returns>The length of <c>[ ]</c> or <c>[x]</c>, where a blank or nothing follows: no link.</returns>
    private static int Box(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '[' || text.IndexOf(']') is not (>= 1 and <= 2 and var close) || (close == 2 && text[1] is not (' ' or 'x' or 'X')))
        {
            return 0;
        }

        return close + 1 == text.Length || char.IsWhiteSpace(text[close + 1]) ? close + 1 : 0;
    }

    public static int ClosingTag(ReadOnlySpan<char> line) => line.EndsWith("</li>", StringComparison.OrdinalIgnoreCase) && line.StartsWith("<li>", StringComparison.OrdinalIgnoreCase) ? 5 : 0;

    public static bool IsUnderline(ReadOnlySpan<char> line) => line[0] is '=' or '-' && line.IndexOfAnyExcept(line[0]) < 0;

    public static bool IsRule(ReadOnlySpan<char> line)
    {
        if (line[0] is not ('-' or '*' or '_'))
        {
            return false;
        }

        var signs = 0;
        foreach (var character in line)
        {
            if (character == line[0])
            {
                signs++;
            }
            else if (!char.IsWhiteSpace(character))
            {
                return false;
            }
        }

        return signs >= 3;
    }

    public static bool IsTableRule(ReadOnlySpan<char> line) => line.Contains('-') && line.IndexOfAnyExcept(" \t|:-") < 0;

    /// <returns>Where the text behind the marker begins; 0 where there is no marker.</returns>
    private static int Marker(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("<li>", StringComparison.OrdinalIgnoreCase))
        {
            return 4;
        }

        var end = line[0] switch
        {
            '-' or '*' or '+' or '–' or '—' or '−' => 1,
            _ when BulletSigns.AsSpan().Contains(line[0]) => 1,
            >= '0' and <= '9' => Numbered(line),
            '(' => Bracketed(line),
            >= 'a' and <= 'z' when line.Length > 2 && line[1] == ')' => 2,
            _ => 0,
        };
        if (end == 0 || end == line.Length || !(char.IsWhiteSpace(line[end]) || (BulletSigns.AsSpan().Contains(line[0]) && line[0] != '·')))
        {
            return end == line.Length && end == 1 ? 1 : 0;
        }

        while (end < line.Length && char.IsWhiteSpace(line[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary><c>1.</c>, <c>10)</c>, <c>1、</c></summary>
    private static int Numbered(ReadOnlySpan<char> line)
    {
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and <= 4 && line[digits] is '.' or ')' or '、' or '．' ? digits + 1 : 0;
    }

    /// <summary><c>(1)</c>, <c>(a)</c></summary>
    private static int Bracketed(ReadOnlySpan<char> line)
    {
        var close = line.IndexOf(')');
        return close is 2 or 3 && (char.IsAsciiDigit(line[1]) || (close == 2 && char.IsAsciiLetterLower(line[1]))) ? close + 1 : 0;
    }

    private static (int Level, int Start, int End) HtmlHeading(ReadOnlySpan<char> line)
    {
        var start = line.IndexOf('>') + 1;
        var end = line.LastIndexOf("</", StringComparison.Ordinal);
        return start > 0 && end >= start && line[^1] == '>' ? (line[2] - '0', start, end) : default;
    }
}
