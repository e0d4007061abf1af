using AiDevFramework.Plans.Intake;

namespace AiDevFramework.Offline;

/// <summary>The small words by which clauses are read.</summary>
internal static class Grammar
{
    public static readonly HashSet<string> Connectors = Set("and, or, but, also, then, as, well, und, oder, aber, sowie, auch, dann, außerdem, bzw");

    public static readonly HashSet<string> Intro = Set(
        "i, we, want, need, would, like, build, create, make, develop, please, looking, there, should, be, this, is, it, idea, my, our, "
        + "wir, ich, brauchen, brauche, benötigen, benötige, möchte, möchten, wollen, will, suchen, entwickeln, bauen, hätte, hätten, gern, gerne, es, soll, gesucht, wird, gebraucht, ist, unsere, idee");

    public static readonly HashSet<string> Articles = Set(
        "a, an, the, some, ein, eine, einen, einem, einer, eines, der, die, das, den, dem, des, unser, unsere, unseren, unserem, mein, meine, meinen");

    /// <summary>After these a word of an English clause is a noun.</summary>
    public static readonly HashSet<string> Determiners = Set(
        "a, an, the, my, our, your, their, its, his, her, each, every, this, no, new, of, with, by, from, for, per, in, on, without, all, any, more, into, via, simple, small, online");

    public static readonly HashSet<string> Stops = Set(
        "that, which, where, who, whose, to, for, with, so, when, while, if, because, including, without, between, among");

    public static readonly HashSet<string> ObjectStops = Set(
        "that, which, where, who, to, for, with, so, when, on, in, at, by, from, into, and, or, online, about, of, via, through, per, once, as, between, until, before, after, if, because, without, within, using, automatically, together");

    public static readonly HashSet<string> Subjects = Set("to, we, i, they, you, people, can, who, and, or, must, should, will, may, staff, everyone, everybody, anyone, children, men, women, team, could, also, are, is, be, was, were");

    public static readonly HashSet<string> Lists = Set("with, including, featuring, plus, mit, inklusive, inkl, samt, einschließlich");

    public static readonly HashSet<string> Helpers = Set("let, lets, allow, allows, enable, enables, help, helps");

    /// <summary>What products are called, and pronouns: no roles.</summary>
    public static readonly HashSet<string> NoRoles = Set(
        "it, we, i, they, you, he, she, who, that, which, there, this, platform, app, application, system, tool, website, site, service, portal, product, software, program, programme, page, everything, "
        + "es, er, sie, wir, ich, man, das, die, der, system, anwendung, programm, plattform, werkzeug, seite, dienst, produkt, reports, report, bot, server, api");

    public static readonly HashSet<string> GermanRelatives = Set("um, dass, damit, wo, die, der, das, den, dem, denen, welche, welcher, welches, mit, in, bei");

    public static readonly HashSet<string> GermanStops = Set("für, mit, um, zum, zur, von, vom, bei, beim, in, im, auf, an, am, aus, womit, damit");

    public static readonly HashSet<string> Passive = Set("werden, wird, wurde, wurden, worden");

    public static readonly HashSet<string> GermanModals = Set("kann, können, soll, sollen, will, wollen, muss, müssen, darf, dürfen, möchte, möchten, wird, werden, und");

    public static readonly HashSet<string> EnglishPassive = Set("are, is, be, was, were");

    private static readonly HashSet<string> CommandLine = Set("cli, terminal, kommandozeile, kommandozeilenprogramm, kommandozeilenwerkzeug, konsole, shell, skript");

    private static readonly HashSet<string> Wants = Set("wants, want, needs, need");

    /// <summary>A word that needs another one behind it.</summary>
    public static bool IsSmall(ReadOnlySpan<char> word)
    {
        var small = word.ToString().ToLowerInvariant();
        return Articles.Contains(small) || Stops.Contains(small) || ObjectStops.Contains(small) || GermanStops.Contains(small) || Connectors.Contains(small);
    }

    /// <summary>What any product is called: "app", "command line tool".</summary>
    public static bool IsGeneric(string product)
    {
        var words = product.ToLowerInvariant().Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        return Array.TrueForAll(words, word => NoRoles.Contains(word) || word is "command" or "line" or "web" or "mobile" or "marketplace" or "dashboard" or "collection" or "kommandozeilenwerkzeug" or "simple" or "small" or "eine" or "kleine");
    }

    public static bool IsGerman(string word) => word is "der" or "die" or "das" or "den" or "dem" or "und" or "für" or "mit" or "ein" or "eine" or "einen" or "werden" or "wird" or "zu"
        || ShapeTable.Verb(word, isGerman: true) is not null;

    public static bool IsEnglish(string word) => word is "the" or "a" or "an" or "and" or "for" or "with" or "to" or "of" or "that" || ShapeTable.Verb(word, isGerman: false) is not null;

    public static bool IsWant(string word) => Wants.Contains(word);

    /// <summary>Whether the idea is about a program without a screen.</summary>
    public static bool IsCommandLine(IdeaText idea)
    {
        for (var at = 0; at < idea.Tokens.Count; at++)
        {
            var next = at + 1 < idea.Tokens.Count && idea.Tokens[at + 1].IsHyphen ? at + 2 : at + 1;
            if (CommandLine.Contains(idea.Tokens[at].Text) || (idea.Tokens[at].Text is "command" && next < idea.Tokens.Count && idea.Tokens[next].Text is "line"))
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<string> Set(string words) => new(words.Split(',', StringSplitOptions.TrimEntries), StringComparer.Ordinal);
}
