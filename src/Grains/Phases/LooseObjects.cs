namespace AiDevFramework.Grains.Phases;

/// <summary>Finds the objects in a model's answer: in prose, fences and lists, one level down in another object, and as JSON in a string.</summary>
internal sealed class LooseObjects
{
    /// <summary>Characters that may be looked at for one answer, some of them many times: only an attack comes to more.</summary>
    private const long MostWork = 20_000_000;

    /// <summary>Strings inside of strings that are looked into.</summary>
    private const int MostStrings = 2;

    private readonly List<LooseObject> _found = [];
    private long _work;
    private bool _isTooDeep;

    private LooseObjects()
    {
    }

    /// <returns>The objects in the order in which they were written, an inner one before the one that it is in. None where something is nested
    /// too deeply.</returns>
    public static IReadOnlyList<LooseObject> In(string text)
    {
        var search = new LooseObjects();
        search.Search(text, strings: 0);
        return search._isTooDeep ? [] : search._found;
    }

    private void Search(string text, int strings)
    {
        var before = _found.Count;
        for (var start = text.IndexOf('{', StringComparison.Ordinal); start >= 0 && _work < MostWork && !_isTooDeep; start = NextBrace(text, start))
        {
            var reader = new LooseJson(text, start);
            var read = reader.Read();
            _work += 1 + reader.Furthest - start;
            _isTooDeep |= reader.IsTooDeep;
            if (read is not null)
            {
                AddInner(read, strings);
                _found.Add(read);
                start = read.IsClosed ? reader.End - 1 : start; // what an object lacks its brace for may be another one
            }
        }

        if (_found.Count == before && strings < MostStrings && Unescaped(text) is { } inner)
        {
            Search(inner, strings + 1);
        }
    }

    private void AddInner(LooseObject outer, int strings)
    {
        foreach (var (_, value) in outer.Members)
        {
            switch (value)
            {
                case LooseObject inner:
                    _found.Add(inner);
                    break;
                case LooseList { Items: var items }:
                    _found.AddRange(items.OfType<LooseObject>());
                    break;
                case LooseText { Text: var inner } when strings < MostStrings && inner.Contains('{', StringComparison.Ordinal):
                    Search(inner, strings + 1);
                    break;
            }
        }
    }

    private static int NextBrace(string text, int from) => from + 1 < text.Length ? text.IndexOf('{', from + 1) : -1;

    /// <returns>What a text says whose quotation marks are escaped, as JSON in a string; <see langword="null"/> for one in which none is.</returns>
    private static string? Unescaped(string text) => text.Contains("\\\"", StringComparison.Ordinal)
        ? text.Replace("\\\\", "\\", StringComparison.Ordinal)
            .Replace("\\\"", "\"", StringComparison.Ordinal)
            .Replace("\\n", "\n", StringComparison.Ordinal)
            .Replace("\\t", "\t", StringComparison.Ordinal)
        : null;
}
