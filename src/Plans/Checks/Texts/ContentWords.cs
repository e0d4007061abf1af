using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>The words of a text that say what it is about, as stems; of a script without blanks, the pairs of its signs.</summary>
internal sealed class ContentWords
{
    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);

    public HashSet<string> Stems => _stems;

    public void Add(ReadOnlySpan<char> text)
    {
        var stems = _stems.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> folded = stackalloc char[WordRanges.MostCharacters];
        foreach (var stem in new WordStems(text, folded))
        {
            stems.Add(stem);
        }
    }

    /// <summary>How many of these stems the other text has: as they are, or as parts of its compounds, or with its words as their parts.</summary>
    public int CountIn(ContentWords other)
    {
        var found = new FoundStems(_stems);
        foreach (var stem in other._stems)
        {
            found.Add(stem);
        }

        return found.Count;
    }
}
