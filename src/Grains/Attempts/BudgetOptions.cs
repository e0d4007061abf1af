using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace AiDevFramework.Grains.Attempts;

/// <summary>What model calls may cost, besides what each project allows for itself.</summary>
public sealed class BudgetOptions
{
    /// <summary>US dollars that the projects of one user may cost together on one day (UTC), 0 to 1000000; 0: no limit. Default: 0.</summary>
    [ConfigurationKeyName("MAX_COST_USD_PER_USER_PER_DAY")]
    [Range(typeof(decimal), "0", "1000000", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public decimal MaxCostUsdPerUserPerDay { get; set; }
}
