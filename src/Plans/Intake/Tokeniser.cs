using System.Globalization;

namespace AiDevFramework.Plans.Intake;

/// <summary>Cuts a text into tokens, in one pass.</summary>
internal static class Tokeniser
{
    /// <summary>Numerals that stand before a unit in Chinese and Japanese.</summary>
    private const string Numerals = "一二三四五六七八九十";

    public static List<IdeaToken> Read(string text)
    {
        var tokens = new List<IdeaToken>(text.Length / 5);
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            var unit = text[at];
            if (unit is '\n' or '\r' or '\u2028' or '\u2029')
            {
                at++;
                tokens.Add(new IdeaToken(TokenType.LineEnd, start, at, "\n"));
            }
            else if (char.IsWhiteSpace(unit))
            {
                at++;
            }
            else if (char.IsDigit(unit))
            {
                tokens.Add(NumberToken.Read(text, start));
                at = tokens[^1].End;
            }
            else if (IsDense(unit))
            {
                tokens.Add(Dense(text, start));
                at = tokens[^1].End;
            }
            else if (char.IsLetter(unit))
            {
                at = EndOfWord(text, start);
                tokens.Add(new IdeaToken(TokenType.Word, start, at, text[start..at].ToLowerInvariant()));
            }
            else
            {
                at++;
                tokens.Add(new IdeaToken(TokenType.Sign, start, at, text[start..at]));
            }
        }

        return tokens;
    }

    /// <summary>Chinese characters and kana.</summary>
    public static bool IsDense(char unit) => unit is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or '々';

    private static int EndOfWord(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && !IsDense(text[end])
            && (char.IsLetterOrDigit(text[end]) || char.GetUnicodeCategory(text[end]) is UnicodeCategory.NonSpacingMark))
        {
            end++;
        }

        return end;
    }

    private static IdeaToken Dense(string text, int start)
    {
        var isNumeral = ValueOf(text[start]) is not null;
        var end = start + 1;
        while (end < text.Length && IsDense(text[end]) && !isNumeral && ValueOf(text[end]) is null)
        {
            end++;
        }

        return isNumeral
            ? new IdeaToken(TokenType.Number, start, end, text[start..end], ValueOf(text[start]))
            : new IdeaToken(TokenType.Word, start, end, text[start..end], IsDense: true);
    }

    private static decimal? ValueOf(char unit) => unit switch
    {
        '两' or '兩' => 2,
        _ => Numerals.IndexOf(unit) is >= 0 and var index ? index + 1 : null,
    };
}
