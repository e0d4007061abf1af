using System.Buffers;
using System.Globalization;

namespace AiDevFramework.Plans.Language;

/// <summary>Numbers as people write them: digits, Roman numerals, words.</summary>
internal static class WrittenNumber
{
    /// <summary>The numerals of Chinese and Japanese, one to ten.</summary>
    public static readonly SearchValues<char> Numerals = SearchValues.Create("一二三四五六七八九十");

    public static readonly SearchValues<char> NumeralsAndDigits = SearchValues.Create("0123456789一二三四五六七八九十");

    /// <param name="word">Of <see cref="TextKey"/>.</param>
    /// <returns>A whole number from 1 on; <see langword="null"/> for any other word.</returns>
    public static int? Whole(ReadOnlySpan<char> word)
    {
        if (word.Length is > 0 and <= 4 && word.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return int.Parse(word, CultureInfo.InvariantCulture);
        }

        return Roman(word) ?? (TermTable.Find(TermGroup.Number, word) is { } term && ValueOf(term) is var value && value == Math.Floor(value) ? (int)value : null);
    }

    /// <returns>1 for "first"; <see langword="null"/> for a word that is no such number.</returns>
    public static int? Ordinal(ReadOnlySpan<char> word) => TermTable.Find(TermGroup.Ordinal, word) is { } term ? (int)ValueOf(term) : null;

    public static decimal ValueOf(Term term) => term switch
    {
        Term.Half => 0.5m,
        Term.N1 => 1,
        Term.N1Half => 1.5m,
        Term.N2 => 2,
        Term.N2Half => 2.5m,
        Term.N3 => 3,
        Term.N4 => 4,
        Term.N5 => 5,
        Term.N6 => 6,
        Term.N7 => 7,
        Term.N8 => 8,
        Term.N9 => 9,
        Term.N10 => 10,
        Term.N12 => 12,
        _ => throw new ArgumentOutOfRangeException(nameof(term), term, "This word is no number."),
    };

    /// <summary>I to XXXIX: nothing of a plan has more parts.</summary>
    public static int? Roman(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > 7 || word.IndexOfAnyExcept("IVX") >= 0)
        {
            return null;
        }

        var tens = 0;
        while (tens < word.Length && word[tens] == 'X')
        {
            tens++;
        }

        var ones = word[tens..] switch
        {
            "" => 0,
            "I" => 1,
            "II" => 2,
            "III" => 3,
            "IV" => 4,
            "V" => 5,
            "VI" => 6,
            "VII" => 7,
            "VIII" => 8,
            "IX" => 9,
            _ => -1,
        };
        return ones >= 0 && tens <= 3 && (10 * tens) + ones is > 0 and var number ? number : null;
    }
}
