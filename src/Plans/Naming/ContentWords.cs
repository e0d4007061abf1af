using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Naming;

/// <summary>The words by which two items are told to be the same: of four letters and more, or pairs of signs where a script has no blanks.</summary>
internal static class ContentWords
{
    private const int Least = 4;

    private const int Most = 600;

    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length && words.Count < Most;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
            {
                at++;
            }

            Add(words, text.AsSpan(start..at));
        }

        return words;
    }

    /// <returns>0 for nothing in common, 1 for the same words.</returns>
    public static double Likeness(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

    private static void Add(HashSet<string> words, ReadOnlySpan<char> word)
    {
        if (TextKey.IsIdeographic(word[0]))
        {
            for (var at = 0; at + 2 <= word.Length && at < 200; at++)
            {
                words.Add(word.Slice(at, 2).ToString());
            }
        }
        else if (word.Length >= Least || char.IsDigit(word[0]))
        {
            words.Add(TextKey.Of(word));
        }
    }
}
