using System.Globalization;
using System.Text;

namespace AiDevFramework.Evaluation.Scoring;

/// <summary>How much there is to read.</summary>
internal static class Length
{
    private const int WordsPerMinute = 220;

    /// <summary>Words between blanks that hold a letter or a digit; scripts without blanks count two characters as a word.</summary>
    public static int WordsOf(string text)
    {
        var (words, dense, inWord) = (0, 0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsDense(rune))
            {
                dense++;
                inWord = false;
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                inWord = false;
            }
            else if (!inWord && Rune.IsLetterOrDigit(rune))
            {
                words++;
                inWord = true;
            }
        }

        return words + ((dense + 1) / 2);
    }

    /// <summary>Whole minutes, 1 or more.</summary>
    public static int MinutesOf(int words) => Math.Max(1, (int)Math.Round((double)words / WordsPerMinute));

    private static bool IsDense(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter && rune.Value is >= 0x3040 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF;
}
