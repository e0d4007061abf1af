namespace AiDevFramework.Plans.Language;

/// <summary>The words of a text in their order, found once for all who read them.</summary>
internal sealed class TextWords
{
    /// <summary>Letters of an English word and the blank behind it, as a first guess.</summary>
    private const int UsualLength = 6;

    private readonly List<(int Start, int End)> _ranges;

    public TextWords(string text)
    {
        _ranges = new List<(int Start, int End)>(text.Length / UsualLength);
        foreach (var range in new WordRanges(text))
        {
            _ranges.Add(range);
        }
    }

    public int Count => _ranges.Count;

    public (int Start, int End) this[int index] => _ranges[index];

    /// <returns>The index of the first word at or behind a place; <see cref="Count"/> where there is none.</returns>
    public int IndexAt(int place)
    {
        var (low, high) = (0, _ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _ranges[middle].Start < place ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
