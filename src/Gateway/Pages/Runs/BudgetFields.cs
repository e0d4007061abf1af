using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Web.Runs;

namespace AiDevFramework.Gateway.Pages.Runs;

/// <summary>The fields of the form that goes on with a run.</summary>
internal static class BudgetFields
{
    /// <returns>What to ask for, by the rule of the API; <see langword="null"/> where the amount is none.</returns>
    public static (RetryRequest? Request, BudgetChoice Choice) Read(PageForm form)
    {
        var typed = form.Text("max_cost_usd").Trim();
        return form.Text("budget") switch
        {
            "remove" => (new RetryRequest(WithoutBudget: true), new BudgetChoice(BudgetKind.Remove, typed)),
            "change" => (TypedBudget.Read(typed.TrimStart('$')) is { } usd ? new RetryRequest(usd) : null, new BudgetChoice(BudgetKind.Change, typed)),
            _ => (new RetryRequest(), new BudgetChoice(BudgetKind.Keep, typed)),
        };
    }
}
