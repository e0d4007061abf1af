using System.Globalization;
using System.Text;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Search;

/// <summary>
/// The words of a text as they are searched for, in their order: in small letters, in one spelling of accents and widths, without what nobody
/// sees. Letters, digits and the marks on them make words; everything else divides them. A script that puts no blanks between words has one for
/// each character. Both databases get these words and divide nothing themselves.
/// </summary>
internal static class SearchWords
{
    /// <summary>Code points; a longer word is found by its beginning.</summary>
    public const int LongestWord = 64;

    /// <param name="text">May hold anything, halves of characters included.</param>
    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        var length = 0;
        foreach (var given in text.EnumerateRunes()) // a half of a character becomes one that divides words
        {
            var letter = Narrow(given);
            var kind = Rune.GetUnicodeCategory(letter);
            if (kind is UnicodeCategory.Format)
            {
                continue; // as a soft hyphen
            }

            var isMark = kind is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            var isAlone = IsWordOfItsOwn(letter.Value) && (isMark || Rune.IsLetterOrDigit(letter));
            if (!isAlone && (Rune.IsLetterOrDigit(letter) || (isMark && length > 0)))
            {
                length += Append(word, Small(letter), length) ? 1 : 0;
                continue;
            }

            if (length > 0)
            {
                yield return word.ToString();
                word.Clear();
                length = 0;
            }

            if (isAlone)
            {
                yield return letter.ToString();
            }
        }

        if (length > 0)
        {
            yield return word.ToString();
        }
    }

    /// <returns>Whether the word has become longer, or would have.</returns>
    private static bool Append(StringBuilder word, Rune letter, int length)
    {
        if (length > 0 && length <= LongestWord && Accents.TryCompose(word[^1], letter.Value, out var composed))
        {
            word[^1] = composed;
            return false;
        }

        if (length < LongestWord)
        {
            word.Append(letter.ToString());
        }

        return true;
    }

    private static Rune Small(Rune letter) => letter.Value == 0x3C2 ? new Rune('σ') : Rune.ToLowerInvariant(letter);

    /// <summary>The letters and digits of ASCII have forms as wide as an ideograph.</summary>
    private static Rune Narrow(Rune letter) => letter.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(letter.Value - 0xFEE0) : letter;

    /// <summary>Thai, Lao, Burmese, Khmer, kana and the ideographs.</summary>
    private static bool IsWordOfItsOwn(int letter) => letter
        is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
