using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>Check 34: people, working days and day rate together cost no more than the budget. With a rate that the plan assumes, a warning.</summary>
internal sealed class BudgetCheck : ICheck
{
    public int Number => 34;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var capacity = Capacity.Of(input.Ledger);
        if (capacity is not { Budget: { } budget, Amount: { } amount, Currency: { } currency, People: { } people }
            || input.Find(DocumentType.ExecutionPlan)?.Reading.Outline is not ScheduleOutline { Stages.Count: > 0 } schedule)
        {
            return null;
        }

        var isGiven = input.Ledger.DayRate?.Currency == currency;
        if ((isGiven ? input.Ledger.DayRate!.Amount : AssumedRate(input, currency)) is not { } rate)
        {
            return null;
        }

        var days = schedule.Stages.Sum(stage => stage.Days ?? 0);
        var cost = days * people * rate;
        return cost <= amount
            ? []
            :
            [
                new Finding(
                    Number, isGiven && budget.Hard ? Severity.Error : Severity.Warning, DocumentType.ExecutionPlan, budget.Id,
                    $"{Text(days * people)} person-days at {Text(rate)} {currency}{(isGiven ? "" : ", which the plan assumes,")} cost {Text(cost)} {currency}, and {budget.Id} (\"{budget.Quote}\") allows {Text(amount)}.",
                    Suggestion: "Cut what has the lowest priority until the work fits the budget, and list it under Fit."),
            ];
    }

    private static decimal? AssumedRate(CheckInput input, string currency)
    {
        var words = new ModelWords(input);
        foreach (var text in (words.Requirements?.Assumptions.Select(assumption => assumption.Text) ?? []).Concat(words.Preamble))
        {
            if (MoneyText.RateIn(text) is { } rate && rate.Currency == currency)
            {
                return rate.Amount;
            }
        }

        return null;
    }

    private static string Text(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}
