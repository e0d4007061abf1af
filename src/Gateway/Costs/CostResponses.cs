using System.ComponentModel;
using System.Text.Json.Serialization;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Gateway.Costs;

internal sealed record CostResponse(
    Guid ProjectId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("US dollars, six places; null where the price of any call is not known.")]
    decimal? TotalCostUsd,
    [property: Description("Present where total_cost_usd is null: the calls whose price is known.")] decimal? KnownCostUsd,
    [property: Description("Present where total_cost_usd is null: how many calls have no known price.")] int? UnpricedCalls,
    [property: Description("One entry per phase and model, in the order the phases ran.")] IReadOnlyList<CostEntry> Breakdown)
{
    public static CostResponse Of(CostReport report)
    {
        var known = Usd.Normalize(report.Rows.Sum(row => row.KnownCostUsd));
        var unpriced = report.Rows.Sum(row => row.UnpricedCalls);
        return new CostResponse(
            report.ProjectId,
            unpriced == 0 ? known : null,
            unpriced == 0 ? null : known,
            unpriced == 0 ? null : unpriced,
            [.. report.Rows.Select(CostEntry.Of)]);
    }
}

internal sealed record CostEntry(
    Phase Phase,
    string Model,
    [property: Description("Prompt and completion tokens of all calls.")] long Tokens,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("US dollars, six places; null where the price of any call is not known.")]
    decimal? CostUsd)
{
    public static CostEntry Of(CostRow row) =>
        new(row.Phase, row.Model, row.Tokens, row.UnpricedCalls == 0 ? Usd.Normalize(row.KnownCostUsd) : null);
}
