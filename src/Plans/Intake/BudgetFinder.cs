using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>What the project may cost, and what a day of work does.</summary>
internal static class BudgetFinder
{
    /// <summary>Words between the budget and the price of a day: "at", "and", an opening bracket.</summary>
    private const int MostBetween = 2;

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

    /// <returns>The sum next to "day rate"; of two as near the smaller: a day costs less than the project.</returns>
    private static Price? RatePriceIn(IdeaText idea, Clause clause)
    {
        if (idea.Within(clause.First, clause.End, Meaning.Rate).Select(mark => (Mark?)mark).FirstOrDefault() is not { } rate)
        {
            return null;
        }

        var prices = Price.In(idea, clause.First, clause.End).ToList();
        return prices.OrderBy(price => price.First >= rate.End ? price.First - rate.End : Math.Max(0, rate.First - price.End)).ThenBy(price => price.Amount)
            .Select(price => (Price?)price).FirstOrDefault();
    }

    /// <summary>"460 EUR a day", "Tagessatz 460 EUR", "budget 60,000 EUR at 460 EUR a day".</summary>
    public static DayRate? RateIn(IdeaText idea, Clause clause)
    {
        if (RatePriceIn(idea, clause) is { Amount: > 0 } named)
        {
            return new DayRate(named.Amount, named.Currency);
        }

        var prices = Price.In(idea, clause.First, clause.End).ToList();
        var isOfMakers = idea.Has(clause.First, clause.End, Meaning.Maker);
        return prices.Where((price, index) => price is { Per: Meaning.Day, Amount: > 0 } && (isOfMakers || (index > 0 && Divides(idea, clause, prices[index - 1], price))))
            .Select(price => new DayRate(price.Amount, price.Currency)).FirstOrDefault();
    }

    /// <summary>Whether a sum that limits the project stands right before the price of a day: "a budget of 60,000 EUR, and rooms at 90 EUR a day" are two things.</summary>
    private static bool Divides(IdeaText idea, Clause clause, Price sum, Price day) =>
        sum is { Per: null } && sum.Amount > day.Amount && day.First - sum.End <= MostBetween && Demands(idea, clause);
}
