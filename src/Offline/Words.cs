using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using AiDevFramework.Grains.Abstractions;

namespace AiDevFramework.Offline;

/// <summary>Words out of an idea. What leaves this class holds letters, digits and plain punctuation only, so that nothing in
/// an idea can be Markdown, HTML or a line break in a document.</summary>
internal static class Words
{
    private const int LongestWord = 24;

    // The process runs without ICU: what normalisation would do for the Latin letters is written down.
    private static readonly FrozenDictionary<char, string> Plain = Pairs("""
        ä=ae ö=oe ü=ue ß=ss æ=ae œ=oe ø=o å=a à=a á=a â=a ã=a ç=c è=e é=e ê=e ë=e ì=i í=i î=i ï=i ñ=n ò=o ó=o ô=o õ=o
        ù=u ú=u û=u ý=y ÿ=y ł=l ś=s š=s ż=z ź=z ž=z č=c ć=c ř=r ě=e ę=e ą=a ń=n ğ=g ş=s ı=i
        """)
        .ToFrozenDictionary(pair => pair.Key[0], pair => pair.Value);

    private static readonly FrozenSet<string> SameInPlural =
        """
        equipment stock homework information money music news sheep fish furniture data advice food laundry
        water wine beer bread history weather sourdough content feedback energy
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> IrregularSingular = Pairs("""
        people=person children=child kids=kid women=woman men=man knives=knife shelves=shelf leaves=leaf lives=life
        bikes=bike movies=movie cookies=cookie hobbies=hobby mice=mouse quizzes=quiz series=series species=species
        buses=bus gases=gas potatoes=potato tomatoes=tomato photos=photo videos=video shoes=shoe heroes=hero ties=tie
        pies=pie wives=wife houses=house courses=course nurses=nurse horses=horse expenses=expense licenses=license
        cases=case purchases=purchase warehouses=warehouse exercises=exercise causes=cause diseases=disease roses=rose
        doses=dose caches=cache analyses=analysis
        """).ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> IrregularPlural =
        IrregularSingular.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <returns>Lower case, Latin letters without marks.</returns>
    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var character in word.ToLowerInvariant())
        {
            if (Plain.TryGetValue(character, out var plain))
            {
                folded.Append(plain);
            }
            else
            {
                folded.Append(character);
            }
        }

        return folded.ToString();
    }

    /// <returns>The idea's words in order; runs of letters and digits, never longer than 24 characters.</returns>
    public static List<IdeaWord> Tokenise(string idea)
    {
        var words = new List<IdeaWord>();
        var current = new StringBuilder();
        var opens = true; // a clause begins here
        foreach (var rune in idea.EnumerateRunes())
        {
            if (IsWordPart(rune))
            {
                current.Append(rune.ToString());
                continue;
            }

            Flush();
            opens |= !(Rune.IsWhiteSpace(rune) || rune.Value is '-' or '\'' or '’') || rune.Value is '\n';
        }

        Flush();
        return words;

        void Flush()
        {
            if (current.Length > 0)
            {
                var text = current.ToString();
                current.Clear();
                if (text is "s" or "t" && !opens)
                {
                    return; // what an apostrophe cut off
                }

                text = text.Length > LongestWord ? TextCut.AtMost(text, LongestWord) : text;
                words.Add(new IdeaWord(text, Fold(text), opens));
                opens = false;
            }
        }
    }

    /// <returns>One line of at most <paramref name="longest"/> characters that ends at a word.</returns>
    public static string Excerpt(string idea, int longest)
    {
        var text = new StringBuilder();
        foreach (var rune in idea.EnumerateRunes())
        {
            if (IsWordPart(rune) || rune.Value is ',' or '.' or '?' or '’' or '%' or '、' or '。' or '，')
            {
                text.Append(rune.ToString());
            }
            else if (rune.Value is '\'')
            {
                text.Append('’');
            }
            else if (rune.Value is '-' && text.Length > 0 && char.IsLetter(text[^1]))
            {
                text.Append('-');
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        var line = text.ToString().Trim(' ', '.', ',', '-');
        if (line.Length <= longest)
        {
            return line;
        }

        var cut = TextCut.AtMost(line, longest);
        var space = cut.LastIndexOf(' ');
        return (space > longest / 2 ? cut[..space] : cut).TrimEnd(' ', '.', ',', '-') + " …";
    }

    public static string Singular(string noun)
    {
        if (SameInPlural.Contains(noun))
        {
            return noun;
        }

        if (IrregularSingular.TryGetValue(noun, out var singular))
        {
            return singular;
        }

        return noun switch
        {
            [.., 's', 's'] or [.., 'u', 's'] or [.., 'i', 's'] => noun,
            [_, _, .., 'i', 'e', 's'] => noun[..^3] + "y",
            [.., 's', 'h', 'e', 's'] or [.., 'c', 'h', 'e', 's'] or [.., 's', 's', 'e', 's'] or [.., 'x', 'e', 's'] => noun[..^2],
            [_, _, .., 's'] => noun[..^1],
            _ => noun,
        };
    }

    public static string Plural(string noun)
    {
        var space = noun.LastIndexOf(' ');
        var (first, last) = (noun[..(space + 1)], noun[(space + 1)..]);
        if (SameInPlural.Contains(last))
        {
            return noun;
        }

        if (IrregularPlural.TryGetValue(last, out var plural))
        {
            return first + plural;
        }

        return first + last switch
        {
            _ when last[^1] > 'z' || char.IsUpper(last[0]) => last, // a noun of another language
            [.., 's', 'i', 's'] => last[..^2] + "es",
            [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => last[..^1] + "ies",
            [.., 's' or 'x' or 'z'] or [.., 's' or 'c', 'h'] => last + "es",
            _ => last + "s",
        };
    }

    /// <returns><c>ShoppingList</c> for "shopping list"; empty where no Latin letter is in it.</returns>
    public static string Pascal(string phrase)
    {
        var name = new StringBuilder();
        foreach (var word in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var plain = string.Concat(Fold(word).Where(char.IsAsciiLetterOrDigit));
            if (plain.Length > 0 && (name.Length > 0 || char.IsAsciiLetter(plain[0])))
            {
                name.Append(char.ToUpperInvariant(plain[0])).Append(plain, 1, plain.Length - 1);
            }
        }

        return name.ToString();
    }

    public static string Title(string phrase) => string.Join(' ', phrase.Split(' ').Select(Capital));

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <returns>"a task", "an order".</returns>
    public static string WithArticle(string noun) =>
        (Fold(noun) is ['a' or 'e' or 'i' or 'o', ..] or ['u', 'n' or 'p' or 'r', ..] && !Fold(noun).StartsWith("uni", StringComparison.Ordinal)
            ? "an " : "a ") + noun;

    public static string List(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[^1],
    };

    public static int Count(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    private static bool IsWordPart(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary><c>a=b c=d</c>.</summary>
    private static Dictionary<string, string> Pairs(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
}
