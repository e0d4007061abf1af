using System.Collections.Frozen;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Checks.Texts;

/// <summary>Counts the small words that tell a language, and the signs of scripts without blanks.</summary>
internal sealed class LanguageMeter
{
    private static readonly string[] s_languages = ["en", "de", "fr", "es", "pt", "it", "nl", "pl"];

    /// <summary>No small word that counts is longer.</summary>
    private const int Longest = 6;

    private const int BitsOfLetter = 5;

    /// <summary>Which languages have the word, a bit each.</summary>
    private static readonly FrozenDictionary<string, int> s_bits = WordTable.Instance.StopWords
        .Where(stop => s_languages.Contains(stop.Language))
        .GroupBy(stop => Folded(stop.Word), StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(stop => 1 << Array.IndexOf(s_languages, stop.Language)).Aggregate(0, (all, bit) => all | bit), StringComparer.Ordinal);

    /// <summary>Those of plain letters, which are nearly all, by their letters as a number.</summary>
    private static readonly FrozenDictionary<int, int> s_plain = s_bits.Where(word => Packed(word.Key) > 0).ToFrozenDictionary(word => Packed(word.Key), word => word.Value);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> s_other = s_bits.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly int[] _counts = new int[s_languages.Length];

    private int _dense;

    private int _words;

    /// <summary>What is said in the lines, without headings, tables' frames and code.</summary>
    public void Add(CheckedDocument document, int first, int end)
    {
        var (markdown, words) = (document.Reading.Frame.Markdown, document.Words);
        var next = words.IndexAt(markdown.Lines[first].ContentStart);
        for (var line = first; line < end; line++)
        {
            var known = markdown.Lines[line];
            if (known.Kind is not (LineKind.Text or LineKind.Bullet or LineKind.TableRow))
            {
                continue;
            }

            while (next < words.Count && words[next].Start < known.ContentStart)
            {
                next++;
            }

            for (; next < words.Count && words[next].Start < known.ContentEnd; next++)
            {
                Add(markdown.Text.AsSpan(words[next].Start..words[next].End));
            }
        }
    }

    private void Add(ReadOnlySpan<char> word)
    {
        if (Tokeniser.IsDense(word[0]))
        {
            _dense += word.Length;
            return;
        }

        _words++;
        if (word.Length > Longest)
        {
            return;
        }

        var bits = Packed(word) is > 0 and var letters ? s_plain.GetValueOrDefault(letters) : BitsOf(word);
        for (var language = 0; bits > 0; language++, bits >>= 1)
        {
            _counts[language] += bits & 1;
        }
    }

    /// <summary>Of a word with an accent, an apostrophe, a digit.</summary>
    private static int BitsOf(ReadOnlySpan<char> word)
    {
        Span<char> folded = stackalloc char[WordRanges.MostCharacters];
        return s_other.TryGetValue(folded[..WordRanges.Fold(word, folded)], out var bits) ? bits : 0;
    }

    /// <returns>0 for a word that is too long, or has other than the letters from A to Z.</returns>
    private static int Packed(ReadOnlySpan<char> word)
    {
        if (word.Length > Longest)
        {
            return 0;
        }

        var packed = 0;
        foreach (var letter in word)
        {
            if (!char.IsAsciiLetter(letter))
            {
                return 0;
            }

            packed = (packed << BitsOfLetter) | (letter & 0x1F);
        }

        return packed;
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
        Span<char> folded = stackalloc char[WordRanges.MostCharacters];
        return folded[..WordRanges.Fold(word, folded)].ToString();
    }
}
