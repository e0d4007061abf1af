using System.Collections.Frozen;
using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Technologies;

/// <summary>Finds technologies in a text: whole words, the longest name first, in one pass.</summary>
internal static class TechnologyScanner
{
    /// <summary>Signs that may stand between two words of a name.</summary>
    private const string Joints = " -‐‑._/\u00A0";

    /// <summary>Signs that end an entry of a list of technologies.</summary>
    private const string Dividers = "+,;:()[]/|&*`•、，；：（）\n";

    private const int LongestJoiner = 12;

    /// <summary>No text that is meant names more.</summary>
    private const int Most = 200;

    /// <summary>"Postgres16" is a name with a version, "R1" is a word.</summary>
    private const int ShortestWithVersion = 3;

    private static readonly FrozenDictionary<string, Spelling[]> s_byFirstWord = TechnologyCatalogue.Spellings
        .GroupBy(spelling => spelling.Words[0], StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(spelling => spelling.Words.Count).ToArray(), StringComparer.Ordinal);

    /// <param name="isList">Whether the text is a list of technologies, as a choice is: there "Go" is a language, in prose it may be a verb.</param>
    public static List<TechnologyHit> Find(ReadOnlySpan<char> text, bool isList)
    {
        var hits = new List<TechnologyHit>();
        var lookup = s_byFirstWord.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> word = stackalloc char[WordRanges.MostCharacters];
        var behind = 0;
        foreach (var (start, end) in new WordRanges(text))
        {
            if (start < behind)
            {
                continue;
            }

            if (hits.Count == Most)
            {
                break;
            }

            var folded = word[..WordRanges.Fold(text[start..end], word)];
            var name = folded.TrimEnd("0123456789");
            if (!lookup.TryGetValue(folded, out var spellings) && (name.Length < ShortestWithVersion || !lookup.TryGetValue(name, out spellings)))
            {
                continue;
            }

            foreach (var spelling in spellings)
            {
                if (Match(text, start, end, spelling, isList) is { } hit)
                {
                    hits.Add(hit);
                    behind = hit.End;
                    break;
                }
            }
        }

        return hits;
    }

    private static TechnologyHit? Match(ReadOnlySpan<char> text, int start, int firstEnd, Spelling spelling, bool isList)
    {
        var end = firstEnd;
        for (var part = 1; part < spelling.Words.Count; part++)
        {
            if (EndOfNext(text, end, spelling.Words[part]) is not { } next)
            {
                return null;
            }

            end = next;
        }

        if (spelling.Exact is { } exact)
        {
            start -= spelling.Lead;
            if (start < 0 || !text[start..].StartsWith(exact, StringComparison.Ordinal) || (spelling.Lead > 0 && start > 0 && char.IsLetterOrDigit(text[start - 1])))
            {
                return null;
            }
        }

        return spelling.NeedsList && !(isList && IsEntry(text, start, end)) ? null : new TechnologyHit(spelling.Technology, start, end - start);
    }

    /// <returns>Where the word ends, if it is the next one of the text; a version may hang on to it.</returns>
    private static int? EndOfNext(ReadOnlySpan<char> text, int at, string word)
    {
        var start = at;
        while (start < text.Length && start - at < 2 && Joints.Contains(text[start], StringComparison.Ordinal))
        {
            start++;
        }

        if (start == at || start == text.Length || !char.IsLetterOrDigit(text[start]) || (char.IsAscii(text[start]) && char.ToLowerInvariant(text[start]) != word[0]))
        {
            return null;
        }

        Span<char> folded = stackalloc char[WordRanges.MostCharacters];
        foreach (var (first, end) in new WordRanges(text[start..]))
        {
            return first == 0 && folded[..WordRanges.Fold(text.Slice(start, end), folded)].SequenceEqual(word) ? start + end : null;
        }

        return null;
    }

    /// <summary>Whether nothing but a version stands beside the name in its entry: <c>Go 1.22 + chi</c>.</summary>
    private static bool IsEntry(ReadOnlySpan<char> text, int start, int end)
    {
        var before = text[..start].TrimEnd(" \t\u00A0\"'„“");
        var behind = text[end..].TrimStart(" \t\u00A0v0123456789.x-\"'”“");
        return (before.IsEmpty || Dividers.Contains(before[^1], StringComparison.Ordinal) || EndsInJoiner(before))
            && (behind.IsEmpty || Dividers.Contains(behind[0], StringComparison.Ordinal) || BeginsWithJoiner(behind));
    }

    private static bool EndsInJoiner(ReadOnlySpan<char> text)
    {
        var near = text[Math.Max(0, text.Length - LongestJoiner - 1)..];
        return near[(near.LastIndexOf(' ') + 1)..] is "and" or "or" or "with" or "und" or "oder" or "mit" or "plus" or "in" or "auf" or "on" or "via" or "-" or "et" or "y" or "e"
            or "con" or "avec";
    }

    private static bool BeginsWithJoiner(ReadOnlySpan<char> text)
    {
        var near = text[..Math.Min(text.Length, LongestJoiner + 1)];
        var end = near.IndexOfAny(' ', ',', '(');
        return near[..(end < 0 ? near.Length : end)] is "and" or "or" or "with" or "und" or "oder" or "mit" or "plus" or "in" or "auf" or "on" or "for" or "für" or "als" or "as" or "via"
            or "et" or "y" or "e" or "con" or "avec" or "service" or "services" or "server" or "backend" or "code" or "–" or "—" or "→";
    }
}
