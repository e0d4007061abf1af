using System.Diagnostics;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Storage;

/// <summary>A write that waits for its verdict: a new project, or a transition of one.</summary>
internal sealed class PendingWrite
{
    private readonly TaskCompletionSource<CommitResult> _verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PendingWrite(ProjectSnapshot project, Transition? transition, CommandRecords records, long queuedAt)
    {
        (Project, Transition, Records, QueuedAt) = (project, transition, records, queuedAt);
        CommitInstruments.CommitQueueLength.Add(1);
    }

    /// <summary>The row of <c>projects</c> as it is to be.</summary>
    public ProjectSnapshot Project { get; }

    /// <summary><see langword="null"/> for a new project.</summary>
    public Transition? Transition { get; }

    /// <summary>What the command behind it leaves.</summary>
    public CommandRecords Records { get; }

    /// <summary>A timestamp of the clock that the writer uses.</summary>
    public long QueuedAt { get; }

    /// <summary>Whether an attempt at it ended without an answer, so that it may be stored already.</summary>
    public bool InDoubt { get; set; }

    /// <summary>What became of it; a new project is <see cref="CommitResult.Stale"/> where its id is stored already.</summary>
    public Task<CommitResult> Verdict => _verdict.Task;

    public bool Decided => _verdict.Task.IsCompleted;

    public static PendingWrite Create(ProjectSnapshot created, long queuedAt, CommandRecords? records = null) =>
        new(created, null, records ?? CommandRecords.None, queuedAt);

    public static PendingWrite Commit(Transition transition, long queuedAt) =>
        new(transition.Next.Project, transition, transition.Records, queuedAt);

    public void Decide(CommitResult verdict)
    {
        if (_verdict.TrySetResult(verdict))
        {
            Count(NameOf(verdict));
        }
    }

    public void Fail(Exception exception)
    {
        if (_verdict.TrySetException(exception))
        {
            Count("failed");
        }
    }

    private static string NameOf(CommitResult verdict) => verdict switch
    {
        CommitResult.Committed => "stored",
        CommitResult.Stale => "stale",
        CommitResult.OverBudget => "over_budget",
        _ => throw new UnreachableException($"The verdict {verdict} has no name."),
    };

    private static void Count(string verdict)
    {
        CommitInstruments.CommitQueueLength.Add(-1);
        CommitInstruments.CommitVerdicts.Add(1, new KeyValuePair<string, object?>("verdict", verdict));
    }
}
