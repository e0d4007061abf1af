namespace AiDevFramework.Offline;

/// <summary>Finds the things an idea is about, by the places that nouns stand in. A guess by rule: it knows no dictionary.</summary>
/// <param name="words">The idea.</param>
/// <param name="language">English: by place and ending. German: by capital letters. Others: nothing is found.</param>
/// <param name="taken">Positions of words that stand for something else.</param>
internal sealed class NounFinder(List<IdeaWord> words, IdeaLanguage language, HashSet<int> taken)
{
    /// <returns>The noun phrase that follows a verb within <paramref name="reach"/> words of its clause, singular.</returns>
    public string? ObjectOf(int verb, int reach)
    {
        for (var at = verb + 1; at < words.Count && at <= verb + reach && !words[at].Opens; at++)
        {
            if (IsNoun(at))
            {
                return Phrase(at);
            }

            if (!taken.Contains(at) && Lexicon.Things.Contains(words[at].Plain))
            {
                return Words.Singular(words[at].Plain);
            }

            var follows = at > verb + 1 || (words[at].Plain is "for" && !words[verb].Plain.StartsWith("search", StringComparison.Ordinal));
            if (follows && words[at].Plain is "to" or "for" or "with" or "by" or "that" or "who" or "when" or "while" or "so" or "if")
            {
                return null;
            }
        }

        return null;
    }

    /// <param name="verbs">Positions of words whose objects count for more.</param>
    public string? Topic(IEnumerable<int> verbs)
    {
        if (language is IdeaLanguage.Other)
        {
            return words.SelectMany(word => Lexicon.FromOther.Where(pair => Contains(word.Plain, pair.Key))).Select(pair => pair.Value).FirstOrDefault();
        }

        var objects = verbs.ToHashSet();
        return Enumerable.Range(0, words.Count)
            .Where(IsNoun)
            .GroupBy(Phrase)
            .Select(group => (Noun: group.Key, Score: group.Sum(at => Score(at, objects)), First: group.First()))
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.First)
            .Select(candidate => candidate.Noun)
            .FirstOrDefault();
    }

    /// <returns>Whether a word before a noun can be a part of its name, as "dog" in "dog walker".</returns>
    public static bool CanQualify(IdeaWord word) =>
        word.Plain.Length > 2
        && word.Plain.All(char.IsAsciiLetter)
        && !Lexicon.EnglishFunction.Contains(word.Plain)
        && !Lexicon.Generic.Contains(word.Plain)
        && !Lexicon.Verbs.Contains(word.Plain)
        && !Lexicon.Adjectives.Contains(word.Plain)
        && word.Plain is not ([.., 'l', 'y'] or [.., 'e', 'd'] or [.., 'i', 'n', 'g'] or [.., 's']);

    private bool IsNoun(int at)
    {
        var word = words[at];
        if (taken.Contains(at) || word.Plain.Length < 3 || !word.Plain.All(char.IsAsciiLetter) || Lexicon.Generic.Contains(word.Plain))
        {
            return false;
        }

        return language switch
        {
            IdeaLanguage.German => char.IsUpper(word.Text[0]) && word.Text.Skip(1).Any(char.IsLower)
                && !Lexicon.GermanFunction.Contains(word.Plain),
            IdeaLanguage.English => !Lexicon.EnglishFunction.Contains(word.Plain)
                && !Lexicon.Verbs.Contains(word.Plain)
                && !Lexicon.Adjectives.Contains(word.Plain)
                && !Lexicon.People.Contains(word.Plain)
                && !IsAdjectiveLike(word.Plain),
            _ => false,
        };
    }

    private static bool IsAdjectiveLike(string word) =>
        word is [.., 'l', 'y'] or [.., 'i', 'n', 'g'] or [.., 'e', 'd']
            or [.., 'f', 'u', 'l'] or [.., 'o', 'u', 's'] or [.., 'a', 'b', 'l', 'e'] or [.., 'i', 'b', 'l', 'e'] or [.., 'l', 'e', 's', 's']
            or [.., 'i', 'v', 'e'] or [.., 'i', 'c', 'a', 'l']
        && word.Length > 4;

    /// <summary>The last two of neighbouring nouns: "shopping list", "garden plot".</summary>
    private string Phrase(int at)
    {
        if (language is IdeaLanguage.German)
        {
            return Lexicon.FromGerman.GetValueOrDefault(words[at].Plain) ?? Letters(words[at].Text);
        }

        var last = at;
        while (last + 1 < words.Count && !words[last + 1].Opens && CanQualify(words[last]) && IsNounOrHead(last + 1))
        {
            last++;
        }

        var head = Words.Singular(words[last].Plain);
        var qualified = last > 0 && !words[last].Opens && !taken.Contains(last - 1) && CanQualify(words[last - 1]) && (last > at || IsNoun(last - 1));
        return qualified ? $"{words[last - 1].Plain} {head}" : head;
    }

    /// <summary>A word that is too general alone can still be the end of a name: "shopping list", "game level".</summary>
    private bool IsNounOrHead(int at) =>
        IsNoun(at) || (!taken.Contains(at) && words[at].Plain is "list" or "lists" or "group" or "groups" or "level" or "levels" or "set" or "sets");

    private int Score(int at, HashSet<int> objects)
    {
        var score = 4 - Math.Min(at / 5, 4);
        score += words[at].Plain is [.., not ('s' or 'u' or 'i'), 's'] ? 2 : 0;
        for (var before = at - 1; before >= 0 && before >= at - 3 && !words[before + 1].Opens; before--)
        {
            score += objects.Contains(before) ? 3 : 0;
        }

        return score + 1;
    }

    /// <summary>Where words are not set apart, a noun stands somewhere inside.</summary>
    private static bool Contains(string word, string noun) =>
        noun[0] >= '\u3040' ? word.Contains(noun, StringComparison.Ordinal) : word == noun;

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter));
}
