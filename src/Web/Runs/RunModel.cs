using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Web.Runs;

/// <summary>A project's run as the screen shows it.</summary>
public sealed record RunModel
{
    public required ProjectView Project { get; init; }

    /// <summary>In the order in which they run.</summary>
    public required IReadOnlyList<RunPhase> Phases { get; init; }

    public required RunCosts Costs { get; init; }

    /// <summary>The newest events, oldest first.</summary>
    public required IReadOnlyList<RunEvent> Log { get; init; }

    /// <summary>When the present or last run began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Where the joint feed is, for the script.</summary>
    public required string Feed { get; init; }

    /// <summary>Whether the reader may start, stop and retry.</summary>
    public required bool MayWrite { get; init; }

    /// <summary>Set where a retry was refused: what was typed stays.</summary>
    public BudgetChoice? Refused { get; init; }

    /// <summary>What the form that goes on shows: a budget that was too small will be so again.</summary>
    public BudgetChoice Choice => Refused ?? new BudgetChoice(IsPaused && Costs.BudgetUsd is not null ? BudgetKind.Change : BudgetKind.Keep, "");

    public Guid Id => Project.Id;

    public WorkflowStatus Status => Project.Status;

    public ProjectMetadata Metadata => Project.Metadata;

    public bool IsRunning => Status is WorkflowStatus.Processing;

    /// <summary>Whether the run waits for more money, or for another day's.</summary>
    public bool IsPaused => Status is WorkflowStatus.Failed && Metadata.Error == "budget";

    public bool MayRetry => Status is WorkflowStatus.Failed && Metadata.RetryAvailable is not false;

    /// <summary>Whether the log has older events than it shows.</summary>
    public bool LogIsCut => Log is [{ Seq: > 1 }, ..];
}
