using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>Check 34: the days of the tasks, else people and working days, at the day rate cost no more than the budget. With a rate that the plan assumes, a warning.</summary>
internal sealed class BudgetCheck : ICheck
{
    public int Number => 34;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var capacity = Capacity.Of(input.Ledger);
        if (capacity is not { Budget: { } budget, Amount: { } amount, Currency: { } currency, PeopleADay: { } people }
            || input.Find(DocumentType.ExecutionPlan)?.Reading.Outline is not ScheduleOutline { Stages.Count: > 0 } schedule)
        {
            return null;
        }

        var given = input.Ledger.GivenRate;
        var isGiven = given?.Currency == currency;
        if ((isGiven ? given!.Amount : AssumedRate(input, currency)) is not { } rate)
        {
            return null;
        }

        var days = TaskDays.Of(schedule) ?? (schedule.Stages.Sum(stage => stage.Days ?? 0) * people);
        var cost = days * rate;
        if (cost <= amount)
        {
            return [];
        }

        return
        [
            new Finding(
                Number, isGiven && budget.Hard ? Severity.Error : Severity.Warning, DocumentType.ExecutionPlan, budget.Id,
                $"{Text(days)} person-days at {Text(rate)} {currency}{(isGiven ? "" : ", which the plan assumes,")} cost {Text(cost)} {currency}, and {budget.Id} (\"{budget.Quote}\") allows {Text(amount)}.",
                Suggestion: "Cut what has the lowest priority until the work fits the budget, and list it under Fit."),
        ];
    }

    private static decimal? AssumedRate(CheckInput input, string currency)
    {
        var defaults = input.Ledger.Questions.Where(question => question.Answer is null).Select(question => QuestionAnswers.RateOf(question, question.Default));
        if (defaults.FirstOrDefault(rate => rate?.Currency == currency) is { } taken)
        {
            return taken.Amount;
        }

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
