using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>What the product has to be built with, or must not be.</summary>
internal static class TechnologyFinder
{
    public static IEnumerable<FoundLimit> Find(IdeaText idea, Clause clause)
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
