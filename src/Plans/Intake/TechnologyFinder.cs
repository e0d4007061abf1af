using System.Buffers;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Intake;

/// <summary>What the product has to be built with, or must not be.</summary>
internal static class TechnologyFinder
{
    private static readonly SearchValues<char> s_ofWords = SearchValues.Create("abcdefghijklmnopqrstuvwxyz äöüß");

    /// <summary>What a demand may name as the only one, or as one of the stack; "notifications only by Slack" chooses nothing.</summary>
    private static readonly string[] s_chosen = ["language", "framework", "runtime", "platform", "queue"];

    public static IEnumerable<FoundLimit> Find(IdeaText idea, Clause clause) => OfWords(idea, clause).Concat(OfCatalogue(idea, clause));

    /// <summary>The catalogue knows hundreds of names. One counts where the idea writes it as a name, and where a word that demands or refuses stands
    /// right before it or "only" behind it.</summary>
    private static IEnumerable<FoundLimit> OfCatalogue(IdeaText idea, Clause clause)
    {
        var start = idea.Tokens[clause.First].Start;
        foreach (var hit in TechnologyScanner.Find(idea.Text.AsSpan(start..idea.Tokens[clause.End - 1].End), isList: false))
        {
            if (MarkOf(idea, clause, hit, start) is not { } mark || !IsName(idea, mark))
            {
                continue;
            }

            var (technology, name) = (hit.Technology, hit.Technology.Id);
            var category = CategoryOf(technology);
            var isOnly = Leads(idea, clause, mark, Meaning.Only) || (mark.End < clause.End && idea.At(mark.End, Meaning.Only) is not null);
            if (Leads(idea, clause, mark, Meaning.No))
            {
                if (EndsThere(idea, clause, mark.End))
                {
                    yield return Of(idea, mark, name) with { Forbids = [name] };
                }
            }
            else if (isOnly && category.Length > 0)
            {
                yield return Of(idea, mark, name) with { Requires = [name], Forbids = [$"{category}:*!{name}"] };
            }
            else if ((category.Length > 0 || s_chosen.Any(technology.Is)) && (isOnly || Leads(idea, clause, mark, Meaning.Limit)))
            {
                yield return Of(idea, mark, name) with { Requires = [name] };
            }
        }
    }

    /// <returns><see langword="null"/> where the name is no whole words of the idea, or the table of words knows it already.</returns>
    private static Mark? MarkOf(IdeaText idea, Clause clause, TechnologyHit hit, int start)
    {
        var first = clause.First;
        while (first < clause.End && idea.Tokens[first].Start < start + hit.Start)
        {
            first++;
        }

        var end = first;
        while (end < clause.End && idea.Tokens[end].End <= start + hit.End)
        {
            end++;
        }

        var isWhole = first < end && idea.Tokens[first].Start == start + hit.Start && idea.Tokens[end - 1].End == start + hit.End;
        return isWhole && !idea.Has(first, end, Meaning.Technology, Meaning.System, Meaning.Cloud, Meaning.Saas, Meaning.Everyday)
            ? new Mark(Meaning.Technology, hit.Technology.Id, first, end)
            : null;
    }

    /// <summary>With a capital letter, a digit or a sign in it: "stripe" and "node" are words.</summary>
    private static bool IsName(IdeaText idea, Mark mark) => idea.Text.AsSpan(idea.Tokens[mark.First].Start..idea.Tokens[mark.End - 1].End)
        .ContainsAnyExcept(s_ofWords);

    /// <summary>"No Oracle, …" refuses it; "no Oracle reports before May" does not.</summary>
    private static bool EndsThere(IdeaText idea, Clause clause, int at) => at >= clause.End
        || idea.Tokens[at].Type is not TokenType.Word
        || idea.At(at, Meaning.Connector) is not null
        || idea.Tokens[at].Text is "or" or "oder" or "nor" or "noch";

    private static IEnumerable<FoundLimit> OfWords(IdeaText idea, Clause clause)
    {
        foreach (var mark in idea.Within(clause.First, clause.End, Meaning.Technology))
        {
            var colon = mark.Value.IndexOf(':', StringComparison.Ordinal);
            var (category, name) = (mark.Value[..colon], mark.Value[(colon + 1)..]);
            var isRefused = Leads(idea, clause, mark, Meaning.No);
            if (name == "*")
            {
                if (isRefused)
                {
                    yield return Of(idea, mark, category) with { Forbids = [$"{category}:*"] };
                }

                continue;
            }

            var behind = mark.End < clause.End && idea.Tokens[mark.End].Type is TokenType.Number ? mark.End + 1 : mark.End; // "Java 21 only"
            var isOnly = Leads(idea, clause, mark, Meaning.Only) || (behind < clause.End && idea.At(behind, Meaning.Only) is not null);
            if (isRefused)
            {
                yield return Of(idea, mark, name) with { Forbids = [name] };
            }
            else if (isOnly && category is "database" or "language")
            {
                yield return Of(idea, mark, name) with { Requires = [name], Forbids = [$"{category}:*!{name}"] };
            }
            else if (isOnly || clause.IsLabelled || Leads(idea, clause, mark, Meaning.Limit))
            {
                yield return Of(idea, mark, name) with { Requires = [name] };
            }
        }
    }

    /// <returns>The kind of which a project has one as a rule; empty for any other.</returns>
    private static string CategoryOf(Technology technology) => technology switch
    {
        { DatabaseKind: not null } => "database",
        _ when technology.Is("language") => "language",
        _ => "",
    };

    private static FoundLimit Of(IdeaText idea, Mark mark, string key) => new(ConstraintKind.Technology, key, mark.First, mark.End)
    {
        Name = idea.Text[idea.Tokens[mark.First].Start..idea.Tokens[mark.End - 1].End],
    };

    /// <summary>Whether a word of the meaning stands before the technology, with nothing but words of building between.</summary>
    private static bool Leads(IdeaText idea, Clause clause, Mark technology, Meaning meaning)
    {
        for (var at = technology.First - 1; at >= clause.First; at--)
        {
            if (idea.Within(at, technology.First, meaning).Any(mark => mark.First == at))
            {
                return true;
            }

            if (idea.At(at, Meaning.Build) is null && idea.At(at, Meaning.Technology) is null && !idea.Tokens[at].IsHyphen)
            {
                return false;
            }
        }

        return idea.Tokens[technology.First].IsDense && idea.Has(technology.First, technology.End, meaning);
    }
}
