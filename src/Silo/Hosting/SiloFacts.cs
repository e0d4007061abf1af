using System.Globalization;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;

namespace AiDevFramework.Silo.Hosting;

/// <summary>What a silo may spend and do at once, in words for a start banner; <see langword="null"/> for what has no limit.</summary>
internal static class SiloFacts
{
    public static string? Budget(BudgetOptions budget) => budget.MaxCostUsdPerUserPerDay > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{budget.MaxCostUsdPerUserPerDay} USD for each user and day (UTC)")
        : null;

    public static string Limits(LlmOptions llm)
    {
        var calls = string.Create(CultureInfo.InvariantCulture, $"{llm.MaxConcurrency} model calls at once");
        return llm.ModelLimits.Count == 0 ? calls : $"{calls}, of all silos {string.Join(", ", llm.ModelLimits)}";
    }
}
