using System.Globalization;
using System.Text;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Plans.Intake;

namespace AiDevFramework.Offline;

/// <summary>Words of an idea on their way into a document: on one line, and without anything that Markdown or an identifier could be made of.</summary>
internal static class Quote
{
    private const int MostOfText = 240;

    private const int MostOfName = 90;

    /// <summary>Words that hold a place and ask for nothing.</summary>
    private static readonly HashSet<string> s_placeholders = new(["TBD", "TODO", "TBA", "N/A", "XXX", "FIXME"], StringComparer.OrdinalIgnoreCase);

    private const string Trimmed = " -–—,;:.!?/+=&%^•·";

    /// <returns>The words as they stand, with harmless look-alikes for the signs of Markdown; empty where there is no letter and no digit.</returns>
    public static string Text(ReadOnlySpan<char> words)
    {
        var clean = Balanced(Clean(OneLine.Of(words, MostOfText))).Trim(Trimmed.ToCharArray());
        return clean.Any(char.IsLetterOrDigit) && !s_placeholders.Contains(clean.Trim('\'', ' ', '(', ')')) ? clean : "";
    }

    /// <returns>The same without brackets, colons and arrows, short enough for a heading.</returns>
    public static string Name(string text)
    {
        var name = new StringBuilder(text.Length);
        var depth = 0;
        foreach (var unit in text)
        {
            depth += unit == '(' ? 1 : 0;
            name.Append(depth > 0 || unit is ':' or '：' or ';' or '→' or '—' or '（' or '）' or '，' ? ' ' : unit);
            depth -= unit == ')' ? 1 : 0;
        }

        var line = OneLine.Of(name.ToString(), int.MaxValue);
        line = line.Length > MostOfName ? Cut(line) : line;
        line = line.Trim(Trimmed.ToCharArray()).Trim();
        return line.Any(char.IsLetterOrDigit) ? line : Cut(text.Replace('(', ' ').Replace(')', ' ').Replace(':', ' ')).Trim();
    }

    private static string Cut(string line)
    {
        if (line.Length <= MostOfName)
        {
            return line;
        }

        var space = line.LastIndexOf(' ', MostOfName - 1);
        var end = space > MostOfName / 2 ? space : MostOfName;
        while (line.LastIndexOf(' ', end - 1) is > 0 and var before && Grammar.IsSmall(line.AsSpan(before + 1, end - before - 1)))
        {
            end = before; // "photos of" is half of something
        }

        return TextCut.AtMost(line, end);
    }

    private static string Clean(string line)
    {
        var text = new StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune.Value == 0xFFFD || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
            {
                continue;
            }

            text.Append(rune.Value switch
            {
                '<' => "‹",
                '>' => "›",
                '[' or '{' or '（' or '【' or '［' => "(",
                ']' or '}' or '）' or '】' or '］' => ")",
                '`' or '"' or '“' or '”' or '„' or '«' or '»' => "'",
                '*' or '#' or '|' or '~' or '\\' or '_' or '☐' or '☑' or '☒' or '□' or '■' or '✓' or '✔' or '✅' => " ",
                '→' => "-",
                _ => rune.ToString(),
            });
        }

        return OneLine.Of(text.ToString(), int.MaxValue);
    }

    /// <summary>A bracket that is not closed, or holds what looks like an identifier, is none.</summary>
    private static string Balanced(string text)
    {
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth is < 0 or > 1 || (depth == 1 && IsId(text, at)))
            {
                return WithoutBrackets(text);
            }
        }

        return depth == 0 ? text : WithoutBrackets(text);
    }

    /// <summary>A short word in capitals with a number: <c>F2</c>, <c>AC 1.1</c>, <c>NFR-3</c>.</summary>
    private static bool IsId(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 4 && char.IsAsciiLetterUpper(text[end]))
        {
            end++;
        }

        var digit = end < text.Length && text[end] is ' ' or '-' ? end + 1 : end;
        return end > at && end - at <= 3 && !char.IsLetterOrDigit(text[at - 1]) && digit < text.Length && char.IsAsciiDigit(text[digit]);
    }

    private static string WithoutBrackets(string text) => OneLine.Of(text.Replace('(', ' ').Replace(')', ' '), int.MaxValue);
}
