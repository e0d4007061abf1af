using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>What the project may cost, and what a day of work does.</summary>
internal static class BudgetFinder
{
    public static IEnumerable<FoundLimit> Find(IdeaText idea, Clause clause)
    {
        if (!Demands(idea, clause))
        {
            yield break;
        }

        var rate = RatePriceIn(idea, clause);
        foreach (var price in Price.In(idea, clause.First, clause.End))
        {
            if (price is { Per: null, Amount: > 0 } && price != rate)
            {
                yield return new FoundLimit(ConstraintKind.Budget, "", price.First, price.End) { Amount = price.Amount, Currency = price.Currency };
                yield break;
            }
        }
    }

    /// <summary>A household's or a month's budget is what a product is about. "Costs" need a limit and a sum that pays for work.</summary>
    private static bool Demands(IdeaText idea, Clause clause)
    {
        var (first, end) = (clause.First, clause.End);
        if (clause.IsLabelled || Frame.Is(idea, clause))
        {
            return true;
        }

        return !idea.Has(first, end, Meaning.Regular)
            && (idea.Has(first, end, Meaning.Budget)
                || (idea.Has(first, end, Meaning.Cost) && idea.Has(first, end, Meaning.Limit) && Price.In(idea, first, end).Any(price => price.Amount >= Frame.LeastSum)));
    }

    /// <returns>The sum right behind "day rate", else the one before it.</returns>
    private static Price? RatePriceIn(IdeaText idea, Clause clause)
    {
        if (idea.Within(clause.First, clause.End, Meaning.Rate).Select(mark => (Mark?)mark).FirstOrDefault() is not { } rate)
        {
            return null;
        }

        var prices = Price.In(idea, clause.First, clause.End).ToList();
        return prices.Where(price => price.First >= rate.End).Concat(prices.AsEnumerable().Reverse()).Select(price => (Price?)price).FirstOrDefault();
    }

    /// <summary>"460 EUR a day", "Tagessatz 460 EUR".</summary>
    public static DayRate? RateIn(IdeaText idea, Clause clause)
    {
        if (RatePriceIn(idea, clause) is { Amount: > 0 } named)
        {
            return new DayRate(named.Amount, named.Currency);
        }

        return idea.Has(clause.First, clause.End, Meaning.Maker)
            ? Price.In(idea, clause.First, clause.End).Where(price => price is { Per: Meaning.Day, Amount: > 0 })
                .Select(price => new DayRate(price.Amount, price.Currency)).FirstOrDefault()
            : null;
    }
}
