namespace AiDevFramework.Plans.Language;

/// <summary>Text as it compares: its words in capitals, one blank apart, without signs, accents, widths and emphasis.</summary>
internal static class TextKey
{
    /// <summary>No heading or label of a frame is longer; of what is, the beginning compares.</summary>
    public const int MostCharacters = 160;

    private const char Mark = '\uFFFF';

    private static readonly char[] s_latin = LatinLetters();

    public static string Of(ReadOnlySpan<char> text)
    {
        Span<char> key = stackalloc char[MostCharacters];
        return key[..Write(text, key)].ToString();
    }

    /// <summary>Whether any of it is left.</summary>
    public static bool IsEmpty(ReadOnlySpan<char> text)
    {
        Span<char> first = stackalloc char[3];
        return Write(text, first) == 0;
    }

    /// <param name="key">Where it is full, the rest of the text is left out.</param>
    /// <returns>How much of <paramref name="key"/> is written.</returns>
    public static int Write(ReadOnlySpan<char> text, Span<char> key)
    {
        var length = 0;
        var gap = false;
        foreach (var character in text)
        {
            var letter = Fold(character);
            if (letter == Mark)
            {
                continue;
            }

            if (letter == '&')
            {
                gap |= length > 0;
                if (gap && length + 5 < key.Length)
                {
                    " AND".CopyTo(key[length..]);
                    length += 4;
                }

                continue;
            }

            if (letter == ' ')
            {
                gap = length > 0;
                continue;
            }

            if (length + 2 > key.Length)
            {
                break;
            }

            if (gap)
            {
                key[length++] = ' ';
                gap = false;
            }

            key[length++] = letter;
        }

        return length;
    }

    public static bool IsIdeographic(char character) => character is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';

    /// <returns>The letter or digit as it compares, a blank for what divides words, <see cref="Mark"/> for what does not.</returns>
    private static char Fold(char character)
    {
        if (character < s_latin.Length)
        {
            return s_latin[character];
        }

        if (character is >= '\uFF01' and <= '\uFF5E') // full width
        {
            return s_latin[character - 0xFEE0];
        }

        if (character is >= '\u0300' and <= '\u036F' or >= '\u200B' and <= '\u200F' or '\u2060' or '\uFEFF' or '\u00AD' or '\uFE0E' or '\uFE0F')
        {
            return Mark; // accents of their own, and what nobody sees
        }

        return char.IsLetterOrDigit(character) ? char.ToUpperInvariant(character) : ' ';
    }

    private static char[] LatinLetters()
    {
        var letters = new char[0x180];
        for (var character = '\0'; character < letters.Length; character++)
        {
            letters[character] = char.IsLetterOrDigit(character) ? char.ToUpperInvariant(character) : ' ';
        }

        letters['&'] = '&';
        letters['\u00AD'] = Mark;
        foreach (var (plain, accented) in new[]
        {
            ('A', "ÀÁÂÃÄÅĀĂĄÆ"), ('C', "ÇĆĈĊČ"), ('D', "ĎĐ"), ('E', "ÈÉÊËĒĔĖĘĚ"), ('G', "ĜĞĠĢ"), ('I', "ÌÍÎÏĨĪĬĮ"), ('L', "ĹĻĽŁ"), ('N', "ÑŃŅŇ"),
            ('O', "ÒÓÔÕÖØŌŎŐŒ"), ('R', "ŔŖŘ"), ('S', "ŚŜŞŠß"), ('T', "ŢŤ"), ('U', "ÙÚÛÜŨŪŬŮŰŲ"), ('Y', "ÝŸ"), ('Z', "ŹŻŽ"),
        })
        {
            foreach (var letter in accented)
            {
                letters[letter] = plain;
                var small = char.ToLowerInvariant(letter);
                if (small < letters.Length)
                {
                    letters[small] = plain;
                }
            }
        }

        return letters;
    }
}
