using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Web.Projects;

/// <summary>A project in the list.</summary>
/// <param name="Title">The beginning of its idea.</param>
/// <param name="CostUsd">US dollars over all runs; <see langword="null"/>: not known, or nothing was spent yet.</param>
/// <param name="UnknownUsd">US dollars that may come on top; <see langword="null"/>: none.</param>
/// <param name="Seconds">Of the last run, once it ended.</param>
/// <param name="LastSeq">The number of its last event, to follow it from there.</param>
/// <param name="HasUnknownCost">Whether nobody knows what some of it cost.</param>
/// <param name="Owner">Whose it is, where the visitor sees those of others.</param>
public sealed record ProjectRow(
    Guid Id,
    string Title,
    WorkflowStatus Status,
    Phase? Phase,
    PlanVerdict? Verdict,
    decimal? CostUsd,
    decimal? UnknownUsd,
    int? Seconds,
    int Documents,
    DateTimeOffset UpdatedAt,
    string? Owner,
    long LastSeq,
    bool CanRetry,
    bool HasUnknownCost)
{
    public bool CanStop => Status is WorkflowStatus.Processing;

    /// <summary>Whether there is a whole plan to read.</summary>
    public bool HasPlan => Status is WorkflowStatus.Completed;

    public bool CanStart => Status is WorkflowStatus.Created;
}
