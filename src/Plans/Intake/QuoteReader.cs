using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>Reads the fields of a limit in words that somebody has said to be one of that kind: more is plain then than in a clause alone.</summary>
internal static class QuoteReader
{
    public static List<FoundLimit> Read(IdeaText idea, Clause quote, ConstraintKind kind, DateOnly created) => kind switch
    {
        ConstraintKind.Hosting => [.. HostingFinder.Find(idea, quote)],
        ConstraintKind.Technology => [.. TechnologyFinder.Find(idea, quote)],
        ConstraintKind.Law => [.. LawFinder.Find(idea, quote)],
        ConstraintKind.Integration => [.. IntegrationFinder.Find(idea, quote)],
        ConstraintKind.Deadline => [.. DeadlineFinder.Find(idea, quote, created)],
        ConstraintKind.Team => TeamOf(idea, quote),
        ConstraintKind.Budget => BudgetOf(idea, quote),
        _ => [],
    };

    private static List<FoundLimit> TeamOf(IdeaText idea, Clause quote)
    {
        var found = TeamFinder.Find(idea, quote).ToList();
        if (found.Count > 0)
        {
            return found;
        }

        return
        [
            .. Count.In(idea, quote.First, quote.End)
                .Where(count => !TeamFinder.IsOfOperators(idea, quote, count) && count.Low is >= 1 and <= 500 && idea.Has(count.End, Math.Min(quote.End, count.End + 3), Meaning.Maker, Meaning.People))
                .Take(1)
                .Select(count => new FoundLimit(ConstraintKind.Team, "", count.First, count.End) { People = (int)count.Low }),
        ];
    }

    /// <summary>A sum is a budget where the words limit it; a deposit of 20 EUR is none, whoever calls it one.</summary>
    private static List<FoundLimit> BudgetOf(IdeaText idea, Clause quote) =>
        idea.Has(quote.First, quote.End, Meaning.Limit, Meaning.Only, Meaning.Budget, Meaning.No)
            ? [.. BudgetFinder.Find(idea, quote)]
            : [];
}
