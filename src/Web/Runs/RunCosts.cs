using AiDevFramework.Grains.Abstractions.Costs;

namespace AiDevFramework.Web.Runs;

/// <param name="KnownUsd">What is known to have been charged, in US dollars.</param>
/// <param name="UnpricedCalls">Calls whose price nobody knows.</param>
/// <param name="Unknowns">Attempts that ended without it being known what they cost.</param>
/// <param name="UnknownUpToUsd">The most those can have cost; <see langword="null"/> where a price is not known.</param>
/// <param name="BudgetUsd">What the project may cost at most; <see langword="null"/>: it has no budget of its own.</param>
public sealed record RunCosts(
    decimal KnownUsd, int UnpricedCalls, int Unknowns, decimal? UnknownUpToUsd, int Calls, int Attempts, decimal? BudgetUsd)
{
    public static RunCosts Of(CostReport report, decimal? budgetUsd) => new(
        report.Rows.Sum(row => row.KnownCostUsd),
        report.Rows.Sum(row => row.UnpricedCalls),
        report.Unknowns,
        report.UnknownReservedUsd,
        report.Rows.Sum(row => row.Calls),
        report.Attempts,
        budgetUsd);
}
