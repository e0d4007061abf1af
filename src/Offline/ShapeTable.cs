using System.Text;

namespace AiDevFramework.Offline;

/// <summary>The embedded <c>shapes.txt</c>, read once.</summary>
internal static class ShapeTable
{
    private const int ShortestEnding = 5;

    private static readonly Dictionary<string, Shape> s_englishVerbs = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, Shape> s_germanVerbs = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, Shape> s_englishNouns = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, Shape> s_germanNouns = new(StringComparer.Ordinal);
    private static readonly Dictionary<(Shape Shape, bool IsGerman), ShapeText> s_texts = [];

    static ShapeTable()
    {
        using var stream = typeof(ShapeTable).Assembly.GetManifestResourceStream("offline-shapes.txt")
            ?? throw new InvalidOperationException("The shapes are not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var shape = Shape.Other;
        var lines = new List<(Shape Shape, string Key, string Value)>();
        while (reader.ReadLine() is { } line)
        {
            if (line is ['[', .. var name, ']'])
            {
                shape = Enum.Parse<Shape>(name, ignoreCase: true);
            }
            else if (line is not ([] or ['#', ..]))
            {
                var bar = line.IndexOf('|', StringComparison.Ordinal);
                lines.Add((shape, line[..bar].Trim(), line[(bar + 1)..].Trim()));
            }
        }

        AddWords(lines, "en.verbs", s_englishVerbs);
        AddWords(lines, "de.verbs", s_germanVerbs);
        AddWords(lines, "en.nouns", s_englishNouns);
        AddWords(lines, "de.nouns", s_germanNouns);
        foreach (var group in lines.ToLookup(entry => entry.Shape))
        {
            s_texts[(group.Key, false)] = TextOf(group.ToLookup(entry => entry.Key, entry => entry.Value), "en");
            s_texts[(group.Key, true)] = TextOf(group.ToLookup(entry => entry.Key, entry => entry.Value), "de");
        }
    }

    public static ShapeText Text(Shape shape, bool isGerman) => s_texts[(shape, isGerman)];

    /// <param name="word">In small letters.</param>
    public static Shape? Verb(string word, bool isGerman)
    {
        var verbs = isGerman ? s_germanVerbs : s_englishVerbs;
        return verbs.TryGetValue(word, out var shape) ? shape : null;
    }

    /// <summary>A noun of a shape; in German the last part of a compound is enough, in English what is done with an -ing.</summary>
    public static Shape? Noun(string word, bool isGerman)
    {
        if ((isGerman ? s_germanNouns : s_englishNouns).TryGetValue(word, out var shape))
        {
            return shape;
        }

        return isGerman ? Ending(word) : Gerund(word);
    }

    private static Shape? Ending(string word)
    {
        for (var at = 2; at <= word.Length - ShortestEnding; at++)
        {
            if (s_germanNouns.TryGetValue(word[at..], out var shape))
            {
                return shape;
            }
        }

        return null;
    }

    /// <summary>lending, sharing, planning.</summary>
    private static Shape? Gerund(string word)
    {
        if (word.Length < 6 || !word.EndsWith("ing", StringComparison.Ordinal))
        {
            return null;
        }

        var stem = word[..^3];
        foreach (var verb in (ReadOnlySpan<string>)[stem, $"{stem}e", stem[..^1]])
        {
            if (s_englishVerbs.TryGetValue(verb, out var shape) && shape is not Shape.Other)
            {
                return shape;
            }
        }

        return null;
    }

    private static void AddWords(List<(Shape Shape, string Key, string Value)> lines, string key, Dictionary<string, Shape> words)
    {
        foreach (var (shape, _, value) in lines.Where(entry => entry.Key == key))
        {
            foreach (var word in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                words.TryAdd(word, shape);
            }
        }
    }

    private static ShapeText TextOf(ILookup<string, string> values, string language)
    {
        var events = values[$"{language}.events"].Single().Split(',', StringSplitOptions.TrimEntries);
        return new ShapeText(
            events[0], events[1], events[2], values[$"{language}.invariant"].Single(), values[$"{language}.criterion"].Single(), [.. values[$"{language}.unwanted"]]);
    }
}
