namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>Words without what inflection adds, in English and German. Two forms of a word come to the same stem; a stem is no word.</summary>
internal static class Stem
{
    private const int Shortest = 4;

    private static readonly string[] s_endings = ["ungen", "ings", "ing", "ung", "ern", "ers", "ies", "est", "ed", "en", "em", "er", "es", "ly", "st", "e", "n", "s", "t", "y"];

    /// <param name="word">In small letters and without accents.</param>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> word)
    {
        for (var round = 0; round < 2; round++)
        {
            foreach (var ending in s_endings)
            {
                if (word.Length - ending.Length >= Shortest && word.EndsWith(ending, StringComparison.Ordinal))
                {
                    word = word[..^ending.Length];
                    break;
                }
            }
        }

        return word;
    }
}
