using System.Collections.Frozen;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>Counts the small words that tell a language, and the signs of scripts without blanks.</summary>
internal sealed class LanguageMeter
{
    private static readonly string[] s_languages = ["en", "de", "fr", "es", "pt", "it", "nl", "pl"];

    private static readonly FrozenDictionary<string, int> s_bits = WordTable.Instance.StopWords
        .Where(stop => s_languages.Contains(stop.Language))
        .GroupBy(stop => Folded(stop.Word), StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(stop => 1 << Array.IndexOf(s_languages, stop.Language)).Aggregate(0, (all, bit) => all | bit), StringComparer.Ordinal);

    private readonly int[] _counts = new int[s_languages.Length];

    private int _dense;

    private int _words;

    /// <summary>What is said in the lines, without headings, tables' frames and code.</summary>
    public void Add(MarkdownText markdown, int first, int end)
    {
        var lookup = s_bits.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> folded = stackalloc char[TechnologyWords.MostCharacters];
        for (var line = first; line < end; line++)
        {
            if (markdown.Lines[line].Kind is not (LineKind.Text or LineKind.Bullet or LineKind.TableRow))
            {
                continue;
            }

            var text = markdown.ContentOf(line);
            foreach (var (start, stop) in new TechnologyWords(text))
            {
                if (Tokeniser.IsDense(text[start]))
                {
                    _dense += stop - start;
                    continue;
                }

                _words++;
                if (stop - start <= 6 && lookup.TryGetValue(folded[..TechnologyWords.Fold(text[start..stop], folded)], out var bits))
                {
                    for (var language = 0; bits > 0; language++, bits >>= 1)
                    {
                        _counts[language] += bits & 1;
                    }
                }
            }
        }
    }

    public void Add(LanguageMeter other)
    {
        for (var language = 0; language < _counts.Length; language++)
        {
            _counts[language] += other._counts[language];
        }

        _dense += other._dense;
        _words += other._words;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        (_dense, _words) = (0, 0);
    }

    /// <param name="least">How many of its small words a language needs to be told.</param>
    /// <param name="times">How many times those of <paramref name="expected"/> they have to be.</param>
    /// <returns>The language that the text is in instead; <see langword="null"/> where nothing speaks against <paramref name="expected"/>.</returns>
    public string? Other(string expected, int least, double times)
    {
        if (_dense > 2 * least && _dense > 2 * _words)
        {
            return "a language of Chinese characters or kana";
        }

        var own = _counts[Array.IndexOf(s_languages, expected)];
        var most = Array.IndexOf(_counts, _counts.Max());
        return _counts[most] >= least && _counts[most] > times * own ? s_languages[most] : null;
    }

    private static string Folded(string word)
    {
        Span<char> folded = stackalloc char[TechnologyWords.MostCharacters];
        return folded[..TechnologyWords.Fold(word, folded)].ToString();
    }
}
