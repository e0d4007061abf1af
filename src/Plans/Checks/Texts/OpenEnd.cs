using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>Whether a last line goes on.</summary>
internal static class OpenEnd
{
    /// <summary>
    /// Words that need another behind them. English and German verbs end in prepositions ("log in", "meldet sich an"), and clauses in verbs ("as it was",
    /// "solange sie frei ist"): those are none, nor is the article "an". Of other languages only words that English and German lack ("are met").
    /// </summary>
    private static readonly HashSet<string> s_needy = new(StringComparer.Ordinal)
    {
        "THE", "A", "AND", "OR", "OF", "BUT", "BECAUSE", "WHOSE", "THEIR", "ITS", "OUR", "YOUR", "EVERY", "THAN", "INTO", "VIA", "BETWEEN", "DURING", "UNTIL", "WHICH",
        "DER", "DIE", "DEN", "DEM", "DES", "EINE", "EINEN", "EINEM", "EINES", "EINER", "UND", "ODER", "ABER", "WEIL", "DASS", "SOWIE", "FUR", "VON", "VOM", "ZUR", "ZUM", "IM", "BEIM", "OHNE", "ZWISCHEN", "DEREN",
        "DESSEN", "IHRE", "IHREN", "SEINE", "SEINEN", "JEDE", "JEDEN", "JEDER", "GEGEN", "WENN", "ALS",
        "ET", "OU", "LES", "AVEC", "POUR", "DEL", "LAS", "DELLA", "DEGLI", "HET", "EEN", "ORAZ",
    };

    /// <param name="line">Without blanks around it, never empty.</param>
    /// <returns>Where it ends, as a finding says it; <see langword="null"/> where it is whole.</returns>
    public static string? Of(ReadOnlySpan<char> line)
    {
        if (line[0] == '|' && line[^1] != '|')
        {
            return "inside a table";
        }

        if (Opened(line) is { } open)
        {
            return open;
        }

        return line.TrimEnd("*_`") is [.., ':'] && !IsLabel(line) ? "with a colon" : InsideSentence(line);
    }

    /// <param name="line">Without blanks around it, never empty.</param>
    /// <returns>Where a sentence stops before its end; <see langword="null"/> where none does that anybody could tell from one line: a colon may
    /// lead to what stands below, a bracket may be a slip.</returns>
    public static string? InsideSentence(ReadOnlySpan<char> line)
    {
        var bare = line.TrimEnd("*_`");
        if (bare.IsEmpty || line[0] == '|' || line[0] == '#')
        {
            return null;
        }

        if (bare[^1] is ',' or ';' or '+' or '&' or '→' or '–' or '—' or '、' or '，' or '(' || (bare[^1] == '-' && bare is [.., ' ', '-']))
        {
            return "with a sign that more should follow";
        }

        var word = bare[(bare.LastIndexOf(' ') + 1)..];
        return word.Length <= 12 && char.IsLetter(bare[^1]) && bare.Length > word.Length && !IsName(word) && s_needy.Contains(TextKey.Of(word)) ? $"with \"{word}\"" : null;
    }

    /// <summary>A letter alone in capitals is a name: "plan A".</summary>
    private static bool IsName(ReadOnlySpan<char> word) => char.IsUpper(word[^1]);

    private static bool IsLabel(ReadOnlySpan<char> line) => line.StartsWith("**", StringComparison.Ordinal);

    private static string? Opened(ReadOnlySpan<char> line)
    {
        var (round, square, low, bold, quotes, ticks) = (0, 0, 0, 0, 0, 0);
        for (var at = 0; at < line.Length; at++)
        {
            switch (line[at])
            {
                case '`':
                    ticks++;
                    break;
                case var _ when ticks % 2 == 1:
                    break;
                case '(' or '（':
                    round++;
                    break;
                case ')' or '）':
                    round = Math.Max(0, round - 1);
                    break;
                case '[':
                    square++;
                    break;
                case ']':
                    square = Math.Max(0, square - 1);
                    break;
                case '„' or '«' or '「':
                    low++;
                    break;
                case '“' or '”' or '»' or '」' when low > 0:
                    low--;
                    break;
                case '"' when at == 0 || !char.IsAsciiDigit(line[at - 1]):
                    quotes++;
                    break;
                case '"' when quotes % 2 == 1:
                    quotes++;
                    break;
                case '*' when at + 1 < line.Length && line[at + 1] == '*':
                    bold++;
                    at++;
                    break;
            }
        }

        return (ticks % 2, round, square, low + (quotes % 2), bold % 2) switch
        {
            (1, _, _, _, _) => "inside code",
            (_, > 0, _, _, _) or (_, _, > 0, _, _) => "inside a bracket",
            (_, _, _, > 0, _) => "inside a quotation",
            (_, _, _, _, 1) => "inside bold words",
            _ => null,
        };
    }
}
