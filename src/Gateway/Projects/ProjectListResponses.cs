using System.ComponentModel;
using System.Text.Json.Serialization;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Projects;

internal sealed record ProjectListResponse(
    IReadOnlyList<ListedProjectResponse> Projects,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("The cursor of the next page; null on the last one.")]
    string? NextCursor,
    [property: Description("Present where q found more projects than a search looks at: what to do about it.")]
    string? Note)
{
    public static ProjectListResponse Of(ProjectListAnswer.Listed listed) => new(
        [.. listed.Page.Rows.Select(ListedProjectResponse.Of)],
        listed.NextCursor,
        listed.Page.WasCut
            ? $"More than {ProjectListQuestion.MaxFound} projects have these words; only the newest {ProjectListQuestion.MaxFound} of them were looked at. Add a word or a filter to find older ones."
            : null);
}

internal sealed record ListedProjectResponse(
    Guid ProjectId,
    Guid UserId,
    [property: Description("The idea's first line, at most 200 characters.")] string Title,
    WorkflowStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Phase? CurrentPhase,
    [property: Description("What the documents are worth by now, as the checks say; left out before the first one.")] PlanVerdict? Verdict,
    [property: Description("What of the plan is carried to its end; present with verdict.")] PlanCoverage? Coverage,
    ListedCostResponse Cost,
    [property: Description("Wall-clock seconds of the last run, left out until it has ended.")] int? DurationSeconds,
    [property: Description("How many documents are stored.")] int DocumentsGenerated,
    [property: Description("Whether POST …/retry applies.")] bool RetryAvailable,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? CompletedAt,
    [property: Description("The number of the last event, the cursor to follow the project from; 0 before the first.")] long LastSeq)
{
    public static ListedProjectResponse Of(ProjectListRow row) => new(
        row.Id, row.UserId, row.Title, row.Status, row.CurrentPhase, row.Verdict, row.Coverage, ListedCostResponse.Of(row.Cost), row.DurationSeconds,
        row.DocumentsGenerated, row.CanRetry, row.CreatedAt, row.UpdatedAt, row.CompletedAt, row.LastSeq);
}

internal sealed record ListedCostResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("US dollars over all runs, six places; null where the price of any call is not known.")]
    decimal? TotalCostUsd,
    [property: Description("Present where total_cost_usd is null: what is known to have been charged.")] decimal? KnownCostUsd,
    [property: Description("Present where total_cost_usd is null: how many calls have no known price.")] int? UnpricedCalls,
    [property: Description("Attempts that ended without it being known what they cost. They are not in total_cost_usd.")] int UnknownCount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    [property: Description("The most those can have cost in US dollars; null where a price is not known.")]
    decimal? UnknownReservedUsd,
    [property: Description("What the project may cost at most, in US dollars; left out where it has no limit of its own.")] decimal? MaxCostUsd)
{
    public static ListedCostResponse Of(ProjectCost cost) => new(
        cost.UnpricedCalls == 0 ? cost.KnownUsd : null,
        cost.UnpricedCalls == 0 ? null : cost.KnownUsd,
        cost.UnpricedCalls == 0 ? null : cost.UnpricedCalls,
        cost.Unknowns,
        cost.UnknownReservedUsd,
        cost.MaxUsd);
}
