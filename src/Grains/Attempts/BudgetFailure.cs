using System.Globalization;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Grains.Attempts;

/// <summary>Why a run pauses because of a budget. The error is one word for programs; the detail says what to do.</summary>
internal static class BudgetFailure
{
    public const string Error = "budget";

    public static StepFailure OfProject(decimal limit, decimal spent, decimal mostUsd) => Of(
        string.Create(
        CultureInfo.InvariantCulture,
        $"The next model call may cost up to ${Usd.Normalize(mostUsd)} and ${Usd.Normalize(Math.Max(0, limit - spent))} of the project's max_cost_usd of ${Usd.Normalize(limit)} is left. Retry with a higher max_cost_usd."),
        "Retry with a higher max_cost_usd.");

    public static StepFailure OfUser(decimal limit, Quote quote) => quote.MostUsd is null ? OfUnknown(quote) : Of(
        string.Create(
        CultureInfo.InvariantCulture,
        $"The next model call does not fit into what the user's projects may cost a day, ${Usd.Normalize(limit)}. Retry tomorrow (UTC), or have MAX_COST_USD_PER_USER_PER_DAY raised."),
        "Wait until tomorrow (UTC), or raise MAX_COST_USD_PER_USER_PER_DAY.");

    /// <summary>Nobody can say what the attempt may cost.</summary>
    public static StepFailure OfUnknown(Quote quote) => quote.IsUnlimited
        ? Of(
            $"Model '{quote.Model}' takes no limit for its answers, and its provider does not say how long they may be, so that no budget can be kept with it. "
                + "Have another model configured, then retry.",
            $"Configure another model than '{quote.Model}', or give the project no budget.")
        : Of(
            $"The price of model '{quote.Model}' is not known, so that no budget can be kept with it. Have another model configured, or its price made known, then retry.",
            $"Configure another model than '{quote.Model}', or make its price known.");

    private static StepFailure Of(string detail, string fixFirst) => new(Error, RetryAvailable: true, detail, fixFirst);
}
