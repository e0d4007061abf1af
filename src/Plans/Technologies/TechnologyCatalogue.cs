using System.Collections.Frozen;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Technologies;

/// <summary>The technologies of the embedded <c>technologies.txt</c>.</summary>
internal static class TechnologyCatalogue
{
    private static readonly FrozenDictionary<string, Technology> s_byId;

    static TechnologyCatalogue()
    {
        var spellings = new List<Spelling>();
        All = [.. Lines().Select(line => Read(line, spellings))];
        s_byId = All.ToFrozenDictionary(technology => technology.Id, StringComparer.Ordinal);
        Spellings = spellings;
    }

    public static IReadOnlyList<Technology> All { get; }

    /// <summary>Of all technologies, in the order of the file.</summary>
    public static IReadOnlyList<Spelling> Spellings { get; }

    public static Technology? Find(string id) => s_byId.GetValueOrDefault(id);

    private static IEnumerable<string> Lines()
    {
        using var stream = typeof(TechnologyCatalogue).Assembly.GetManifestResourceStream("technologies.txt")
            ?? throw new InvalidOperationException("The technologies are not part of the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line is not ([] or ['#', ..]))
            {
                yield return line;
            }
        }
    }

    private static Technology Read(string line, List<Spelling> spellings)
    {
        var fields = line.Split('|', StringSplitOptions.TrimEntries);
        if (fields.Length != 4)
        {
            throw new InvalidOperationException($"A technology has four fields, not '{line}'.");
        }

        var (name, id) = NameAndId(fields[0]);
        var technology = new Technology(
            id,
            name,
            fields[1].Split(' ', StringSplitOptions.RemoveEmptyEntries),
            [.. fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(PlaceOf)]);
        var written = fields[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!written.Any(spelling => spelling is ['!' or '=', ..] && spelling.AsSpan(1).SequenceEqual(name)))
        {
            spellings.Add(SpellingOf(technology, name));
        }

        spellings.AddRange(written.Select(spelling => SpellingOf(technology, spelling)));
        return technology;
    }

    private static (string Name, string Id) NameAndId(string field) => field.IndexOf(" [", StringComparison.Ordinal) is > 0 and var bracket
        ? (field[..bracket], field[(bracket + 2)..^1])
        : (field, field.ToLowerInvariant().Replace(' ', '-').Replace(".", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal));

    private static Spelling SpellingOf(Technology technology, string written)
    {
        var exact = written is ['!' or '=', ..] ? written[1..] : null;
        var text = exact ?? written;
        var words = new List<string>();
        Span<char> word = stackalloc char[WordRanges.MostCharacters];
        var lead = -1;
        foreach (var (start, end) in new WordRanges(text))
        {
            lead = lead < 0 ? start : lead;
            words.Add(word[..WordRanges.Fold(text.AsSpan(start..end), word)].ToString());
        }

        return new Spelling(technology, words, exact, Math.Max(lead, 0), written[0] == '=');
    }

    private static RunPlace PlaceOf(string letter) => letter switch
    {
        "O" => RunPlace.OnPremise,
        "C" => RunPlace.Cloud,
        "S" => RunPlace.Saas,
        "D" => RunPlace.Client,
        "-" => RunPlace.Unsaid,
        _ => throw new InvalidOperationException($"Nothing runs at '{letter}'."),
    };
}
