using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Names of events, commands and aggregates as texts refer to them: words in one, <c>BookingRequested</c>.</summary>
internal static class StormingNames
{
    /// <summary>Whether the storming writes its names in one word each: only those can be found in a text without guessing.</summary>
    public static bool AreWords(StormingOutline storming) =>
        storming.Events.Count > 0 && storming.Events.Concat(storming.Commands).All(item => item.Name.Length > 0 && item.Name.All(IsPart));

    public static HashSet<string> In(IEnumerable<OutlineItem> items)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            AddWords(item.Text, names);
        }

        return names;
    }

    public static void AddWords(ReadOnlySpan<char> text, HashSet<string> words)
    {
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < text.Length;)
        {
            if (!IsPart(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && IsPart(text[at]))
            {
                at++;
            }

            lookup.Add(text[start..at]);
        }
    }

    /// <summary>"BookingRequested" is one name of two words; "SAP", "iOS" and "Booking" are words.</summary>
    public static bool IsName(ReadOnlySpan<char> word)
    {
        if (word.Length < 4 || !char.IsUpper(word[0]))
        {
            return false;
        }

        var humps = 0;
        for (var at = 1; at < word.Length; at++)
        {
            if (!char.IsLetter(word[at]))
            {
                return false;
            }

            humps += char.IsUpper(word[at]) && char.IsLower(word[at - 1]) ? 1 : 0;
        }

        return humps > 0 && char.IsLower(word[^1]);
    }

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character == '_';
}
