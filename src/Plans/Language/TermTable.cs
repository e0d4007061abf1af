using System.Collections.Frozen;

namespace AiDevFramework.Plans.Language;

/// <summary>The table of <c>Terms.txt</c>: what words mean, by group.</summary>
internal static class TermTable
{
    private static readonly FrozenDictionary<string, Term>.AlternateLookup<ReadOnlySpan<char>>[] s_terms;

    /// <summary>Of the keys of each group the length of the longest: no longer text is one.</summary>
    private static readonly int[] s_longest;

    private static readonly Dictionary<(TermGroup, Term), string> s_written = [];

    /// <summary>Words of scripts without blanks, by group, the longest first: they are found at the ends of longer ones.</summary>
    private static readonly TermEntry[][] s_unspaced;

    static TermTable()
    {
        Entries = Parse();
        var groups = Enum.GetValues<TermGroup>();
        s_terms = new FrozenDictionary<string, Term>.AlternateLookup<ReadOnlySpan<char>>[groups.Length];
        s_longest = new int[groups.Length];
        s_unspaced = new TermEntry[groups.Length][];
        foreach (var group in groups)
        {
            var entries = Entries.Where(entry => entry.Group == group).ToList();
            s_terms[(int)group] = entries.DistinctBy(entry => entry.Key).ToFrozenDictionary(entry => entry.Key, entry => entry.Term, StringComparer.Ordinal)
                .GetAlternateLookup<ReadOnlySpan<char>>();
            s_longest[(int)group] = entries.Select(entry => entry.Key.Length).DefaultIfEmpty().Max();
            s_unspaced[(int)group] = [.. entries.Where(entry => TextKey.IsIdeographic(entry.Key[0])).OrderByDescending(entry => entry.Key.Length)];
            foreach (var entry in entries)
            {
                s_written.TryAdd((group, entry.Term), entry.Word);
            }
        }
    }

    public static IReadOnlyList<TermEntry> Entries { get; }

    /// <param name="key">Of <see cref="TextKey"/>.</param>
    public static Term? Find(TermGroup group, ReadOnlySpan<char> key) =>
        key.Length <= s_longest[(int)group] && s_terms[(int)group].TryGetValue(key, out var term) ? term : null;

    /// <summary>Whether a text is a word of the group, and nothing else.</summary>
    public static bool Is(TermGroup group, ReadOnlySpan<char> text)
    {
        Span<char> room = stackalloc char[TextKey.MostCharacters];
        return Find(group, BeginningOf(group, text, room)) is not null;
    }

    /// <summary>Whether a text begins with words of the group: <c>None: the idea says nothing of it</c>.</summary>
    public static bool Begins(TermGroup group, ReadOnlySpan<char> text)
    {
        Span<char> room = stackalloc char[TextKey.MostCharacters];
        var key = BeginningOf(group, text, room);
        return FindBeginning(group, key, out var length) is not null && (length == key.Length || key[length] == ' ');
    }

    /// <summary>Enough of a text's key to see where the group's longest word would end.</summary>
    private static ReadOnlySpan<char> BeginningOf(TermGroup group, ReadOnlySpan<char> text, Span<char> room) =>
        room[..TextKey.Write(text, room[..Math.Min(room.Length, s_longest[(int)group] + 3)])];

    /// <returns>What the longest known beginning of the key means, else the longest known end; whole words alone.</returns>
    public static Term? FindPart(TermGroup group, ReadOnlySpan<char> key) =>
        FindBeginning(group, key, out _) ?? FindEnd(group, key);

    /// <summary>Whether a text says that there is nothing: "None: the idea says nothing of it (Q2)".</summary>
    public static bool SaysNone(string text) => Begins(TermGroup.None, text);

    /// <param name="length">Of the beginning that is known.</param>
    public static Term? FindBeginning(TermGroup group, ReadOnlySpan<char> key, out int length)
    {
        length = key.Length <= s_longest[(int)group] ? key.Length : Math.Max(0, key[..(s_longest[(int)group] + 1)].LastIndexOf(' '));
        for (; length > 0; length = Math.Max(0, key[..length].LastIndexOf(' ')))
        {
            if (Find(group, key[..length]) is { } term)
            {
                return term;
            }
        }

        if (key.IsEmpty || !TextKey.IsIdeographic(key[0]))
        {
            return null;
        }

        foreach (var entry in s_unspaced[(int)group])
        {
            if (key.StartsWith(entry.Key, StringComparison.Ordinal))
            {
                length = entry.Key.Length;
                return entry.Term;
            }
        }

        return null;
    }

    /// <summary>The word that a normalised document has.</summary>
    public static string Written(TermGroup group, Term term) => s_written[(group, term)];

    private static Term? FindEnd(TermGroup group, ReadOnlySpan<char> key)
    {
        key = key[Math.Max(0, key.Length - s_longest[(int)group] - 1)..]; // a cut word is never a whole one: what it begins with is cut off first
        for (var blank = key.IndexOf(' '); blank >= 0; blank = key.IndexOf(' '))
        {
            key = key[(blank + 1)..];
            if (Find(group, key) is { } term)
            {
                return term;
            }
        }

        if (key.IsEmpty || !TextKey.IsIdeographic(key[^1]))
        {
            return null;
        }

        foreach (var entry in s_unspaced[(int)group])
        {
            if (key.EndsWith(entry.Key, StringComparison.Ordinal))
            {
                return entry.Term;
            }
        }

        return null;
    }

    private static List<TermEntry> Parse()
    {
        using var stream = typeof(TermTable).Assembly.GetManifestResourceStream("Terms.txt")
            ?? throw new InvalidOperationException("The table of terms is not part of the assembly.");
        using var reader = new StreamReader(stream);
        var entries = new List<TermEntry>();
        TermGroup group = default;
        Term term = default;
        while (reader.ReadLine() is { } line)
        {
            if (line is [] or ['#', ..])
            {
                continue;
            }

            if (line is ['[', .. var name, ']'])
            {
                group = Enum.Parse<TermGroup>(name);
            }
            else if (line is [_, _, ':', .. var words])
            {
                entries.AddRange(words.Split(';', StringSplitOptions.TrimEntries)
                    .Select(word => new TermEntry(group, term, line[..2], word, TextKey.Of(word))));
            }
            else
            {
                term = Enum.Parse<Term>(line);
            }
        }

        return entries;
    }
}
