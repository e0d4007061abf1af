using System.Globalization;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Web.Runs;

namespace AiDevFramework.Gateway.Pages.Runs;

/// <summary>The fields of the form that goes on with a run.</summary>
internal static class BudgetFields
{
    private static readonly BudgetAttribute _rule = new();

    /// <returns>What to ask for, by the rule of the API; <see langword="null"/> where the amount is none.</returns>
    public static (RetryRequest? Request, BudgetChoice Choice) Read(PageForm form)
    {
        var typed = form.Text("max_cost_usd").Trim();
        return form.Text("budget") switch
        {
            "remove" => (new RetryRequest(WithoutBudget: true), new BudgetChoice(BudgetKind.Remove, typed)),
            "change" => (AmountOf(typed) is { } usd ? new RetryRequest(usd) : null, new BudgetChoice(BudgetKind.Change, typed)),
            _ => (new RetryRequest(), new BudgetChoice(BudgetKind.Keep, typed)),
        };
    }

    /// <summary>Takes a comma for a point: people write both.</summary>
    private static decimal? AmountOf(string typed) =>
        decimal.TryParse(typed.TrimStart('$').Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd) && _rule.IsValid(usd)
            ? usd
            : null;
}
