namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>Counts which stems of one text another has: as they are, as parts of its compounds, or with its words as their parts.</summary>
internal sealed class FoundStems
{
    /// <summary>Parts of compounds: "Foto" in "Schadensfotos".</summary>
    private const int ShortestPart = 4;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _wanted;

    /// <summary>The stems by their beginnings of five letters and more.</summary>
    private readonly Dictionary<string, List<string>>.AlternateLookup<ReadOnlySpan<char>> _byBeginning;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _seen = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    public FoundStems(HashSet<string> wanted)
    {
        _wanted = wanted.GetAlternateLookup<ReadOnlySpan<char>>();
        var beginnings = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        _byBeginning = beginnings.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var stem in wanted)
        {
            for (var length = ShortestPart + 1; length < stem.Length; length++)
            {
                if (!_byBeginning.TryGetValue(stem.AsSpan(0, length), out var stems))
                {
                    beginnings[stem[..length]] = stems = [];
                }

                stems.Add(stem);
            }
        }
    }

    public int Count => _found.Count;

    /// <param name="stem">Of the other text.</param>
    public void Add(ReadOnlySpan<char> stem)
    {
        if (!_seen.Add(stem))
        {
            return;
        }

        Find(stem);
        if (_byBeginning.TryGetValue(stem, out var longer))
        {
            _found.UnionWith(longer);
        }

        for (var length = ShortestPart; length < stem.Length; length++)
        {
            Find(stem[..length]);
            if (stem.Length - length >= ShortestPart)
            {
                Find(stem[length..]);
            }
        }
    }

    private void Find(ReadOnlySpan<char> part)
    {
        if (_wanted.TryGetValue(part, out var stem))
        {
            _found.Add(stem);
        }
    }
}
