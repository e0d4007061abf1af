using System.Text;

namespace AiDevFramework.Plans.Intake;

/// <summary>The phrases of the embedded <c>words.txt</c>, read once.</summary>
internal sealed class WordTable
{
    public static readonly WordTable Instance = new();

    private readonly Dictionary<string, List<Phrase>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<char, List<Phrase>> _byLetter = [];
    private readonly List<Phrase> _dense = [];
    private readonly ILookup<string, string> _languages;

    private WordTable()
    {
        using var stream = typeof(WordTable).Assembly.GetManifestResourceStream("intake-words.txt")
            ?? throw new InvalidOperationException("The words of the intake are not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                AddLine(line);
            }
        }

        var stops = _byWord.Values.SelectMany(phrases => phrases).Where(phrase => phrase.Meaning is Meaning.Stop).ToList();
        _languages = stops.ToLookup(phrase => phrase.Parts[0], phrase => phrase.Language, StringComparer.Ordinal);
    }

    /// <summary>The small words that tell a language, once for each that has them.</summary>
    public IEnumerable<(string Word, string Language)> StopWords => _languages.SelectMany(word => word.Select(language => (word.Key, language)));

    /// <returns>The languages that the small word belongs to; none for any other word.</returns>
    public IEnumerable<string> LanguagesOf(string word) => _languages[word];

    /// <summary>Every phrase in the tokens.</summary>
    /// <param name="speaks">Whether the text speaks a language of the table.</param>
    public List<Mark> MarksIn(IReadOnlyList<IdeaToken> tokens, Func<string, bool> speaks)
    {
        var marks = new List<Mark>();
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (token.IsDense)
            {
                marks.AddRange(_dense.Where(phrase => speaks(phrase.Language) && token.Text.Contains(phrase.Parts[0], StringComparison.Ordinal))
                    .Select(phrase => new Mark(phrase.Meaning, phrase.Value, at, at + 1)));
                continue;
            }

            Add(_byWord.GetValueOrDefault(token.Text), at);
            Add(_byLetter.GetValueOrDefault(token.Text[0]), at);
        }

        return marks;

        void Add(List<Phrase>? phrases, int at)
        {
            foreach (var phrase in phrases ?? [])
            {
                if (speaks(phrase.Language) && phrase.EndAt(tokens, at) is >= 0 and var end)
                {
                    marks.Add(new Mark(phrase.Meaning, phrase.Value, at, end));
                }
            }
        }
    }

    private void AddLine(string line)
    {
        var fields = line.Split('|', 3, StringSplitOptions.TrimEntries);
        var head = fields[0].Split(' ', 2, StringSplitOptions.TrimEntries);
        var meaning = Enum.Parse<Meaning>(head[0], ignoreCase: true);
        foreach (var text in fields[2].Split(',', StringSplitOptions.TrimEntries))
        {
            var openEnd = text.EndsWith('*');
            List<string> parts = [.. Tokeniser.Read(openEnd ? text[..^1] : text).Where(token => !token.IsHyphen).Select(token => token.Text)];
            var phrase = new Phrase(meaning, head.Length > 1 ? head[1] : "", fields[1], parts, openEnd);
            if (Tokeniser.IsDense(text[0]))
            {
                _dense.Add(phrase with { Parts = [text] });
            }
            else if (openEnd && parts.Count == 1)
            {
                AddTo(_byLetter, parts[0][0], phrase);
            }
            else
            {
                AddTo(_byWord, parts[0], phrase);
            }
        }
    }

    private static void AddTo<TKey>(Dictionary<TKey, List<Phrase>> phrases, TKey key, Phrase phrase)
        where TKey : notnull
    {
        if (!phrases.TryGetValue(key, out var list))
        {
            phrases[key] = list = [];
        }

        list.Add(phrase);
    }
}
