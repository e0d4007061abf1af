namespace AiDevFramework.Plans.Search;

/// <summary>
/// What somebody looks for, as <c>q</c> says it: words, and "phrases" whose words follow one another. All of them have to be found. The last
/// word may be the beginning of one. There are no operators: what is no word divides words.
/// </summary>
public sealed class SearchQuery
{
    /// <summary>Unicode code points.</summary>
    public const int MaxLength = 200;

    /// <summary>Code points from which on the last word may be a beginning.</summary>
    private const int ShortestBeginning = 3;

    private const string Quotes = "\"“”„«»";

    private SearchQuery(IReadOnlyList<SearchPhrase> phrases) => (Phrases, Words) = (
        [.. phrases.Where(phrase => phrase.Words.Count > 1)],
        [.. phrases.SelectMany(phrase => phrase.Words.Select((word, index) => new SearchWord(word, phrase.EndsOpen && index == phrase.Words.Count - 1))).Distinct()]);

    /// <summary>All words, those of phrases included.</summary>
    public IReadOnlyList<SearchWord> Words { get; }

    /// <summary>Of two words and more.</summary>
    public IReadOnlyList<SearchPhrase> Phrases { get; }

    /// <returns><see langword="null"/> where there is no word in it.</returns>
    public static SearchQuery? Parse(string text)
    {
        var phrases = new List<SearchPhrase>();
        var (start, quoted) = (0, false);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && !EndsPart(text[at], quoted))
            {
                continue;
            }

            if (SearchWords.Of(text[start..at]).ToArray() is { Length: > 0 } words)
            {
                phrases.Add(new SearchPhrase(words, EndsOpen: !quoted && text.AsSpan(at).Trim().IsEmpty && words[^1].EnumerateRunes().Count() >= ShortestBeginning));
            }

            quoted ^= at < text.Length && Quotes.Contains(text[at], StringComparison.Ordinal);
            start = at + 1;
        }

        return phrases.Count > 0 ? new SearchQuery(phrases) : null;
    }

    private static bool EndsPart(char letter, bool quoted) => Quotes.Contains(letter, StringComparison.Ordinal) || (!quoted && char.IsWhiteSpace(letter));
}

/// <param name="IsBeginning">Whether a word that begins so is one as well.</param>
public sealed record SearchWord(string Text, bool IsBeginning);

/// <summary>Words that follow one another: of a phrase, or of what somebody wrote without a blank, as <c>e-mail</c>.</summary>
/// <param name="EndsOpen">Whether the last one may be a beginning.</param>
public sealed record SearchPhrase(IReadOnlyList<string> Words, bool EndsOpen);
