namespace AiDevFramework.Plans.Language;

/// <summary>Words and phrases that are looked for in a text, in any case: whole words, and with <c>*</c> at the end any ending.</summary>
internal sealed class PhraseList
{
    /// <summary>A power of two.</summary>
    private const int Places = 1024;

    /// <summary>The phrases by their first two letters, the longest first.</summary>
    private readonly (string Text, bool OpenEnd)[]?[] _phrases = new (string, bool)[]?[Places];

    public PhraseList(params IReadOnlyList<string> phrases)
    {
        foreach (var place in phrases.Select(phrase => (Text: phrase.TrimEnd('*'), OpenEnd: phrase.EndsWith('*'))).Where(phrase => phrase.Text.Length > 0)
            .OrderByDescending(phrase => phrase.Text.Length).SelectMany(phrase => PlacesOf(phrase.Text), (phrase, place) => (phrase, place)).GroupBy(pair => pair.place, pair => pair.phrase))
        {
            _phrases[place.Key] = [.. place];
        }
    }

    public bool IsIn(ReadOnlySpan<char> text) => Find(text, 0).Length > 0;

    /// <returns>The first phrase at or behind <paramref name="from"/>, its open end included; no length where there is none.</returns>
    public (int Start, int Length) Find(ReadOnlySpan<char> text, int from)
    {
        var at = from > 0 ? EndOfWord(text, from - 1) : 0;
        at = Math.Max(at, from);
        while (at < text.Length)
        {
            if (_phrases[PlaceOf(text[at], at + 1 < text.Length ? text[at + 1] : ' ')] is { } phrases && LengthAt(text, at, phrases) is > 0 and var length)
            {
                return (at, length);
            }

            at = Math.Max(at + 1, EndOfWord(text, at));
        }

        return default;
    }

    /// <param name="words">Of the text; phrases that begin with a sign are not found.</param>
    /// <param name="next">The word to begin with, and behind a hit the one to go on with.</param>
    /// <returns>The next phrase, its open end included; no length where there is none.</returns>
    public (int Start, int Length) FindNext(ReadOnlySpan<char> text, TextWords words, ref int next)
    {
        while (next < words.Count)
        {
            var at = words[next++].Start;
            if (_phrases[PlaceOf(text[at], at + 1 < text.Length ? text[at + 1] : ' ')] is { } phrases
                && (at == 0 || !IsWord(text[at - 1])) && LengthAt(text, at, phrases) is > 0 and var length)
            {
                while (next < words.Count && words[next].Start < at + length)
                {
                    next++;
                }

                return (at, length);
            }
        }

        return default;
    }

    /// <summary>A phrase of one letter may have anything behind it.</summary>
    private static IEnumerable<int> PlacesOf(string phrase) => phrase.Length > 1 ? [PlaceOf(phrase[0], phrase[1])] : Enumerable.Range(0, Places);

    private static int PlaceOf(char first, char second) => ((AnyCase(first) * 31) + AnyCase(second)) & (Places - 1);

    /// <summary>The same for the small letter and the capital.</summary>
    private static int AnyCase(char letter) => char.IsAscii(letter) ? letter | 0x20 : char.ToUpperInvariant(letter);

    private static int LengthAt(ReadOnlySpan<char> text, int at, (string Text, bool OpenEnd)[] phrases)
    {
        foreach (var (phrase, openEnd) in phrases)
        {
            if (!text[at..].StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var end = at + phrase.Length;
            if (end == text.Length || !IsWord(text[end]))
            {
                return end - at;
            }

            if (openEnd)
            {
                while (end < text.Length && IsWord(text[end]))
                {
                    end++;
                }

                return end - at;
            }
        }

        return 0;
    }

    /// <returns><paramref name="at"/> itself where no word stands there.</returns>
    private static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && IsWord(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character);
}
