namespace AiDevFramework.Offline;

/// <summary>What the words of an idea say: which capabilities it asks for and rules out, about which things, for whom.</summary>
/// <param name="Asked">In the order in which the idea first asks for them.</param>
/// <param name="RuledOut">Those the idea says it does not want.</param>
/// <param name="Topic">The noun that most of it is about, singular; <see langword="null"/> where none was found.</param>
/// <param name="Roles">Words for the people it is for, singular.</param>
/// <param name="Name">The name the idea gives the product; <see langword="null"/> where it gives none.</param>
/// <param name="English">Whether the nouns were read by the rules of English.</param>
internal sealed record IdeaReading(
    IReadOnlyList<AskedCapability> Asked,
    IReadOnlyList<Capability> RuledOut,
    string? Topic,
    IReadOnlyList<string> Roles,
    string? Name,
    bool English)
{
    private const int Reach = 5; // words between a verb and its object

    public static IdeaReading Of(string idea)
    {
        var words = Words.Tokenise(idea);
        var language = LanguageOf(words);
        var hits = TriggerHits(words, Words.Fold(idea));
        var ruledOut = hits.Where(hit => IsNegated(words, hit)).Select(hit => hit.Capability).Distinct().ToList();
        var wanted = hits.Where(hit => !IsNegated(words, hit)).ToList();
        ruledOut.RemoveAll(capability => wanted.Any(hit => hit.Capability == capability) && capability.Key is not "offline");

        var roles = RolesOf(words, language);
        var taken = TakenPositions(wanted, hits, words);
        foreach (var position in roles.SelectMany(role => role.Positions))
        {
            taken.Add(position);
        }

        var nouns = new NounFinder(words, language, taken);
        var asked = wanted
            .GroupBy(hit => hit.Capability)
            .Select(group => new AskedCapability(
                group.Key,
                group.Min(hit => hit.Position),
                group.Count(),
                group.Where(hit => hit.TakesObject && language is IdeaLanguage.English)
                    .OrderBy(hit => hit.Position)
                    .Select(hit => nouns.ObjectOf(hit.Position, Reach))
                    .FirstOrDefault(noun => noun is not null),
                group.Where(hit => hit.Length == 1 && !hit.TakesObject).Select(hit => words[hit.Position].Plain)
                    .FirstOrDefault(word => word.All(char.IsAsciiLetter) && word.Length > 3
                        && !Lexicon.Adjectives.Contains(word) && !Lexicon.Generic.Contains(word))))
            .OrderBy(capability => capability.Position)
            .ThenBy(capability => capability.Capability.Order)
            .ToList();
        return new IdeaReading(
            asked,
            ruledOut,
            nouns.Topic(wanted.Where(hit => hit.TakesObject).Select(hit => hit.Position)),
            [.. roles.Select(role => role.Word).Distinct().Take(3)],
            NameOf(words),
            language is IdeaLanguage.English);
    }

    private static List<TriggerHit> TriggerHits(List<IdeaWord> words, string text)
    {
        var hits = new List<TriggerHit>();
        var inPhrase = new HashSet<int>();
        foreach (var capability in Vocabulary.All)
        {
            foreach (var phrase in capability.Words.Where(trigger => trigger.Length > 1))
            {
                for (var at = 0; at + phrase.Length <= words.Count; at++)
                {
                    if (phrase.Select((part, offset) => Matches(part, words[at + offset].Plain)).All(match => match))
                    {
                        hits.Add(new TriggerHit(capability, at, phrase.Length, TakesObject: false));
                        inPhrase.UnionWith(Enumerable.Range(at, phrase.Length));
                    }
                }
            }
        }

        foreach (var capability in Vocabulary.All)
        {
            var single = capability.Words.Where(trigger => trigger.Length == 1).Select(trigger => trigger[0]).ToList();
            var verbs = capability.Verbs.Select(trigger => trigger[0]).ToList();
            for (var at = 0; at < words.Count; at++)
            {
                if (inPhrase.Contains(at) || IsInOrderTo(words, at))
                {
                    continue;
                }

                var verb = verbs.Exists(trigger => Matches(trigger, words[at].Plain));
                if (verb || single.Exists(trigger => Matches(trigger, words[at].Plain)))
                {
                    hits.Add(new TriggerHit(capability, at, 1, verb));
                }
            }

            foreach (var trigger in single.Where(trigger => trigger[0] >= '\u3040')) // no spaces between words
            {
                if (text.IndexOf(trigger, StringComparison.Ordinal) is >= 0 and var at)
                {
                    hits.Add(new TriggerHit(capability, at, 0, TakesObject: false));
                }
            }
        }

        return hits;
    }

    private static bool Matches(string trigger, string word) =>
        trigger[^1] == '*' ? word.StartsWith(trigger.AsSpan(0, trigger.Length - 1), StringComparison.Ordinal) : word == trigger;

    private static bool IsInOrderTo(List<IdeaWord> words, int at) =>
        words[at].Plain is "order" && at > 0 && words[at - 1].Plain is "in" && at + 1 < words.Count && words[at + 1].Plain is "to";

    /// <summary>"no payments", "without a login": up to two words before, in the same clause.</summary>
    private static bool IsNegated(List<IdeaWord> words, TriggerHit hit)
    {
        if (hit.Capability.Key is "offline" || hit.Length == 0)
        {
            return false; // "without internet" is what it is called
        }

        for (var at = hit.Position; at > 0 && at > hit.Position - 3 && !words[at].Opens; at--)
        {
            if (Lexicon.Negations.Contains(words[at - 1].Plain))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Words that ask for something are not what the product is about, unless a product of that kind is about them.</summary>
    private static HashSet<int> TakenPositions(List<TriggerHit> wanted, List<TriggerHit> hits, List<IdeaWord> words)
    {
        var taken = new HashSet<int>();
        foreach (var hit in hits)
        {
            var aboutIt = wanted.Contains(hit)
                && !hit.TakesObject
                && hit.Capability.Item is { } item
                && hit.Length == 1
                && Words.Singular(words[hit.Position].Plain) == item;
            if (!aboutIt)
            {
                taken.UnionWith(Enumerable.Range(hit.Position, hit.Length));
            }
        }

        return taken;
    }

    private static List<(string Word, int[] Positions)> RolesOf(List<IdeaWord> words, IdeaLanguage language)
    {
        var roles = new List<(string, int[])>();
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at].Plain;
            if (language is IdeaLanguage.German)
            {
                if (at > 0 && words[at - 1].Plain is "fuer" && char.IsUpper(words[at].Text[0]) && !Lexicon.Generic.Contains(word))
                {
                    roles.Add((words[at].Text, [at]));
                }
            }
            else if (language is IdeaLanguage.English && IsPeople(word))
            {
                var joined = at > 0 && !words[at].Opens && NounFinder.CanQualify(words[at - 1]) && !IsPeople(words[at - 1].Plain);
                roles.Add(joined
                    ? ($"{words[at - 1].Plain} {Words.Singular(word)}", [at - 1, at])
                    : (Words.Singular(word), [at]));
            }
        }

        if (roles.Count == 0)
        {
            roles.AddRange(Lexicon.Groups.Where(pair => words.Exists(word => word.Plain == pair.Key)).Take(1).Select(pair => (pair.Value, Array.Empty<int>())));
        }

        return roles;
    }

    private static bool IsPeople(string word) =>
        Lexicon.People.Contains(word)
        || (word.Length > 5
            && !Lexicon.NotPeople.Contains(word)
            && !Lexicon.Generic.Contains(word)
            && !Lexicon.Verbs.Contains(word)
            && !word.EndsWith("ments", StringComparison.Ordinal)
            && word is [.., 'e' or 'o', 'r', 's'] or [.., 'i', 's', 't', 's'] or [.., 'i', 'a', 'n', 's'] or [.., 'd', 'e', 'n', 't', 's']);

    private static string? NameOf(List<IdeaWord> words)
    {
        for (var at = 0; at + 1 < words.Count; at++)
        {
            if (words[at].Plain is "called" or "named" or "namens" && char.IsUpper(words[at + 1].Text[0]) && words[at + 1].Text.Length > 2)
            {
                return words[at + 1].Text;
            }
        }

        return null;
    }

    private static IdeaLanguage LanguageOf(List<IdeaWord> words)
    {
        var latin = words.Count(word => word.Plain.All(char.IsAscii));
        if (latin * 2 < words.Count)
        {
            return IdeaLanguage.Other;
        }

        var english = words.Count(word => Lexicon.EnglishFunction.Contains(word.Plain) || Lexicon.Generic.Contains(word.Plain));
        var german = words.Count(word => Lexicon.GermanFunction.Contains(word.Plain));
        var other = words.Count(word => Lexicon.OtherFunction.Contains(word.Plain));
        return (english >= german && english >= other, german >= other) switch
        {
            (true, _) => IdeaLanguage.English,
            (_, true) => IdeaLanguage.German,
            _ => IdeaLanguage.Other,
        };
    }

    private sealed record TriggerHit(Capability Capability, int Position, int Length, bool TakesObject);
}
