using System.Globalization;
using AiDevFramework.Gateway.Requests;

namespace AiDevFramework.Gateway.Pages.Frame;

/// <summary>A budget as people type it, by the rule of the API. Pure.</summary>
internal static class TypedBudget
{
    private static readonly BudgetAttribute _rule = new();

    /// <summary>A comma is a decimal point, as most of Europe writes it; digits are not grouped.</summary>
    /// <returns>In US dollars; <see langword="null"/> where it is no amount that a project may have.</returns>
    public static decimal? Read(string typed) =>
        decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd) && _rule.IsValid(usd) ? usd : null;
}
