using System.Buffers;

namespace AiDevFramework.Plans.Language;

/// <summary>Words and phrases that are looked for in a text, in any case: whole words, and with <c>*</c> at the end any ending.</summary>
internal sealed class PhraseList
{
    /// <summary>A shorter beginning would be found everywhere.</summary>
    private const int ShortestBeginning = 3;

    /// <summary>Searching for ASCII is many times faster: of a phrase with other letters, what stands before them is looked for.</summary>
    private readonly SearchValues<string> _search;

    private readonly (string Text, bool OpenEnd)[] _phrases;

    public PhraseList(params IReadOnlyList<string> phrases)
    {
        _phrases = [.. phrases.Select(phrase => (phrase.TrimEnd('*'), phrase.EndsWith('*'))).OrderByDescending(phrase => phrase.Item1.Length)];
        _search = SearchValues.Create([.. _phrases.Select(phrase => BeginningOf(phrase.Text)).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
    }

    public bool IsIn(ReadOnlySpan<char> text) => Find(text, 0).Length > 0;

    /// <returns>The first phrase at or behind <paramref name="from"/>, its open end included; no length where there is none.</returns>
    public (int Start, int Length) Find(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length;)
        {
            var hit = text[at..].IndexOfAny(_search);
            if (hit < 0)
            {
                break;
            }

            at += hit;
            if ((at == 0 || !IsWord(text[at - 1])) && LengthAt(text, at) is > 0 and var length)
            {
                return (at, length);
            }

            at++;
        }

        return default;
    }

    private static string BeginningOf(string phrase)
    {
        var other = phrase.AsSpan().IndexOfAnyExceptInRange('\0', '\u007F');
        return other >= ShortestBeginning ? phrase[..other] : phrase;
    }

    private int LengthAt(ReadOnlySpan<char> text, int at)
    {
        foreach (var (phrase, openEnd) in _phrases)
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

    private static bool IsWord(char character) => char.IsLetterOrDigit(character);
}
