using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>The plan says what it costs, and stays below the budget.</summary>
internal static class BudgetCarrier
{
    public static IEnumerable<Gap> Gaps(ModelWords words, Constraint constraint)
    {
        if (constraint is not { Amount: { } amount, Currency: { } currency } || words.Schedule is null)
        {
            yield break;
        }

        var isCarried = false;
        foreach (var text in words.Plan)
        {
            var isCited = Citation.Has(text, constraint.Id) || text.Contains($"{constraint.Id} ", StringComparison.Ordinal);
            foreach (var (sum, unit) in MoneyText.SumsIn(text, isCited))
            {
                if (unit == currency && sum > amount)
                {
                    yield return new Gap(
                        constraint, DocumentType.ExecutionPlan, $"the plan speaks of {sum:#,0} {unit}, which is above it.", "Cut what does not fit, lowest priority first.", text);
                    yield break;
                }

                isCarried |= unit == currency;
            }

            isCarried |= isCited || MoneyText.RateIn(text)?.Currency == currency;
        }

        if (!isCarried)
        {
            yield return new Gap(
                constraint, DocumentType.ExecutionPlan, "no line of the plan says what the work costs.",
                $"Say under Fit what the days cost, and let a gate hold the costs against it ({constraint.Id}).");
        }
    }
}
