using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>Laws, standards and people who have to agree.</summary>
internal static class LawFinder
{
    public static IEnumerable<FoundLimit> Find(IdeaText idea, Clause clause)
    {
        if (!idea.Has(clause.First, clause.End, Meaning.Law))
        {
            return [];
        }

        if (!clause.IsLabelled
            && !idea.Has(clause.First, clause.End, Meaning.Limit, Meaning.Only, Meaning.Comply)
            && !idea.Tokens.Skip(clause.First).Take(clause.End - clause.First).Any(token => token.Text.Contains("zustimmung", StringComparison.Ordinal)))
        {
            return [];
        }

        return idea.Within(clause.First, clause.End, Meaning.Law)
            .DistinctBy(mark => mark.Value)
            .Select(mark => new FoundLimit(ConstraintKind.Law, mark.Value, mark.First, mark.End) { Name = mark.Value });
    }
}
