namespace AiDevFramework.Plans.Language;

/// <summary>Cuts a statement of time into numbers, words and signs.</summary>
internal static class DurationTokens
{
    private const string Dashes = "-–—−‐‑~〜～…";

    public static List<DurationToken> Of(ReadOnlySpan<char> text)
    {
        var tokens = new List<DurationToken>();
        for (var at = 0; at < text.Length;)
        {
            var character = text[at];
            var end = at + 1;
            if (DigitOf(character) >= 0 || FractionOf(character) > 0)
            {
                tokens.Add(Number(text, at, out end));
            }
            else if (char.IsLetter(character))
            {
                while (end < text.Length && (char.IsLetter(text[end]) || text[end] is >= '\u0300' and <= '\u036F') && !SplitsAt(text, at, end))
                {
                    end++;
                }

                tokens.Add(new DurationToken(DurationTokenKind.Word, at, end, 0));
            }
            else if (Dashes.Contains(character, StringComparison.Ordinal))
            {
                tokens.Add(new DurationToken(DurationTokenKind.Range, at, end, 0));
            }
            else if (!char.IsWhiteSpace(character) && character is not ('*' or '_' or '`'))
            {
                tokens.Add(new DurationToken(DurationTokenKind.Other, at, end, 0));
            }

            at = end;
        }

        return tokens;
    }

    /// <summary>In scripts without blanks a numeral and a unit are one run of letters.</summary>
    private static bool SplitsAt(ReadOnlySpan<char> text, int start, int at)
    {
        if (!TextKey.IsIdeographic(text[start]))
        {
            return TextKey.IsIdeographic(text[at]);
        }

        return IsNumeral(text[start..at]) || IsNumeral(text[at..(at + 1)]) || TermTable.Find(TermGroup.To, text[at..(at + 1)]) is not null
            || TermTable.Find(TermGroup.To, text[start..at]) is not null || text[at..].StartsWith("から") || text[start..at] is "から" or "约" or "約";
    }

    private static bool IsNumeral(ReadOnlySpan<char> text) => text.Length == 1 && TermTable.Find(TermGroup.Number, text) is not null;

    private static DurationToken Number(ReadOnlySpan<char> text, int start, out int end)
    {
        var value = 0m;
        end = start;
        while (end < text.Length && DigitOf(text[end]) is >= 0 and var digit && end - start < 6)
        {
            value = (10 * value) + digit;
            end++;
        }

        if (end + 1 < text.Length && text[end] is '.' or ',' or '．' && end > start && DigitOf(text[end + 1]) >= 0)
        {
            var scale = 0.1m;
            for (end++; end < text.Length && DigitOf(text[end]) is >= 0 and var digit && scale > 0.0001m; end++)
            {
                value += digit * scale;
                scale /= 10;
            }
        }

        if (end < text.Length && FractionOf(text[end]) is > 0 and var fraction)
        {
            value += fraction;
            end++;
        }

        return new DurationToken(DurationTokenKind.Number, start, end, value);
    }

    private static int DigitOf(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= '０' and <= '９' => character - '０',
        _ => -1,
    };

    private static decimal FractionOf(char character) => character switch
    {
        '¼' => 0.25m,
        '½' => 0.5m,
        '¾' => 0.75m,
        _ => 0,
    };
}
