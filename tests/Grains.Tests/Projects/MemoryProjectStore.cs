using System.Collections.Immutable;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Audit;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Attempts;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>
/// Keeps what a database keeps and refuses what it refuses: stale versions, holes in the event numbers, a model call or a
/// phase run twice. Fails on order.
/// </summary>
internal sealed class MemoryProjectStore : IProjectStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Row> _rows = [];
    private readonly List<CommitFault> _faults = [];
    private readonly List<(Func<bool> Reached, TaskCompletionSource Signal)> _waiting = [];
    private readonly List<Guid> _ended = [];
    private readonly Dictionary<Guid, KeyRecord> _keys = [];
    private readonly List<AuditEvent> _audits = [];
    private int _loseCreates;
    private Transition? _delayed;
    private bool _away;

    /// <summary>What is told of attempts beside the transitions.</summary>
    public MemoryAttempts Attempts { get; } = new();

    /// <summary>Reads and writes fail while it is set.</summary>
    public bool Away
    {
        get => _away;
        set
        {
            lock (_lock)
            {
                _away = value;
            }
        }
    }

    /// <summary>Calls that failed because the store was away.</summary>
    public int Refusals { get; private set; }

    /// <summary>The projects whose runs have ended, in this order. Looked at under the store's lock, or when nothing goes on.</summary>
    public IReadOnlyList<Guid> Ended => _ended;

    /// <summary>Who did what, oldest first. Looked at when nothing goes on.</summary>
    public IReadOnlyList<AuditEvent> Audits => _audits;

    /// <summary>Commits refused because the row had moved on.</summary>
    public int StaleCommits { get; private set; }

    public void Fail(CommitFaultKind kind, Func<Transition, bool> which, int times = 1)
    {
        lock (_lock)
        {
            _faults.AddRange(Enumerable.Repeat(new CommitFault(which, kind), times));
        }
    }

    /// <summary>Lets the next project be stored, and its caller hear that the database is away.</summary>
    public void LoseNextCreate() => _loseCreates++;

    /// <summary>Makes a key as old as it is told.</summary>
    public void Age(Guid keyId, TimeSpan age)
    {
        lock (_lock)
        {
            _keys[keyId] = _keys[keyId] with { CreatedAt = TimeProvider.System.GetUtcNow() - age };
        }
    }

    /// <summary>Removes a project, and nothing of what its commands left.</summary>
    public void Remove(Guid projectId)
    {
        lock (_lock)
        {
            _rows.Remove(projectId);
        }
    }

    /// <summary>Forgets what was ordered to fail and has not failed.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    public HeldCall Hold(Func<Transition, bool> which, CommitFaultKind afterwards = CommitFaultKind.None)
    {
        var held = new HeldCall();
        lock (_lock)
        {
            _faults.Add(new CommitFault(which, afterwards, held));
        }

        return held;
    }

    /// <summary>A row that some process wrote in the past.</summary>
    public void Seed(WorkflowState state, IReadOnlyList<ProgressEvent> events)
    {
        lock (_lock)
        {
            _rows[state.Project.Id] = new Row(state) { Events = [.. events] };
        }
    }

    /// <summary>What the provider tells of all attempts of unknown cost.</summary>
    public void TellCost(Guid projectId, decimal costUsd)
    {
        lock (_lock)
        {
            _rows[projectId].TellCost(costUsd);
        }
    }

    /// <summary>What another silo does to the row when it takes it over.</summary>
    public void TakeOver(Guid projectId, string owner)
    {
        lock (_lock)
        {
            var row = _rows[projectId];
            var now = row.State.Project.UpdatedAt.AddSeconds(1);
            row.Commit(AttemptRules.WithReservation(WorkflowRules.TakeOver(row.State, owner, now), new FixedQuotes().QuoteFor, now));
        }
    }

    /// <summary>Lets the delayed commit reach the database.</summary>
    /// <returns>Whether it was stored.</returns>
    public bool Land()
    {
        lock (_lock)
        {
            var transition = _delayed ?? throw new InvalidOperationException("No commit was delayed.");
            _delayed = null;
            var row = _rows[transition.Next.Project.Id];
            var fresh = row.State.Project.Version == transition.ExpectedVersion;
            if (fresh)
            {
                row.Commit(transition);
                Keep(transition.Records);
                Announce();
            }

            return fresh;
        }
    }

    public ProjectSnapshot Project(Guid projectId) => StateOf(projectId).Project;

    public WorkflowState StateOf(Guid projectId)
    {
        lock (_lock)
        {
            return _rows[projectId].State;
        }
    }

    public IReadOnlyList<ProgressEvent> EventsOf(Guid projectId)
    {
        lock (_lock)
        {
            return [.. _rows[projectId].Events];
        }
    }

    /// <summary>The transitions that were stored, oldest first.</summary>
    public IReadOnlyList<Transition> TransitionsOf(Guid projectId)
    {
        lock (_lock)
        {
            return [.. _rows[projectId].Transitions];
        }
    }

    public Task<ProjectSnapshot> EndOfAsync(Guid projectId, TimeSpan? deadline = null) =>
        UntilAsync(projectId, project => project.Status is not (WorkflowStatus.Created or WorkflowStatus.Processing), deadline);

    public async Task<ProjectSnapshot> UntilAsync(Guid projectId, Func<ProjectSnapshot, bool> reached, TimeSpan? deadline = null)
    {
        await UntilAsync(() => _rows.TryGetValue(projectId, out var row) && reached(row.State.Project), deadline);
        return Project(projectId);
    }

    /// <summary>Looks after every call of the store.</summary>
    public async Task UntilAsync(Func<bool> reached, TimeSpan? deadline = null)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((reached, signal));
            Announce();
        }

        await signal.Task.WaitAsync(deadline ?? ProjectCluster.Deadline);
    }

    public Task<KeyRecord?> FindKeyAsync(Guid keyId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            RefuseIfAway();
            return Task.FromResult(_keys.GetValueOrDefault(keyId));
        }
    }

    public Task<bool> TryCreateAsync(ProjectSnapshot created, CancellationToken cancellationToken, CommandRecords? records = null)
    {
        lock (_lock)
        {
            RefuseIfAway();
            var added = !_keys.ContainsKey(created.Id) && _rows.TryAdd(created.Id, new Row(WorkflowState.Of(created)));
            Keep(added ? records ?? CommandRecords.None : CommandRecords.None);
            if (_loseCreates > 0)
            {
                _loseCreates--;
                RefuseIfAway(ordered: true);
            }

            Announce();
            return Task.FromResult(added);
        }
    }

    public async Task<CommitResult> CommitAsync(Transition transition, CancellationToken cancellationToken)
    {
        CommitFault? fault;
        lock (_lock)
        {
            fault = _faults.Find(candidate => candidate.Which(transition));
            if (fault is not null)
            {
                _faults.Remove(fault);
            }
        }

        if (fault?.Held is { } held)
        {
            await held.EnterAsync(cancellationToken);
        }

        lock (_lock)
        {
            try
            {
                RefuseIfAway(fault?.Kind is CommitFaultKind.AwayBefore);
                if (fault?.Kind is CommitFaultKind.Violation)
                {
                    throw new RowsRefusedException("The rows violate a constraint.");
                }

                if (fault?.Kind is CommitFaultKind.OverBudget)
                {
                    return CommitResult.OverBudget;
                }

                if (fault?.Kind is CommitFaultKind.Delayed)
                {
                    _delayed = transition;
                    RefuseIfAway(ordered: true);
                }

                var row = _rows[transition.Next.Project.Id];
                var fresh = row.State.Project.Version == transition.ExpectedVersion;
                if (fresh)
                {
                    row.Commit(transition);
                    Keep(transition.Records);
                    if (transition.Events is [.., { Type: var last }] && EventTypes.EndsRun(last))
                    {
                        _ended.Add(transition.Next.Project.Id);
                    }
                }
                else
                {
                    StaleCommits++;
                }

                RefuseIfAway(fault?.Kind is CommitFaultKind.AnswerLost);
                return fresh ? CommitResult.Committed : CommitResult.Stale;
            }
            finally
            {
                Announce();
            }
        }
    }

    public Task<WorkflowState?> FindAsync(Guid projectId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            RefuseIfAway();
            return Task.FromResult(_rows.GetValueOrDefault(projectId)?.State);
        }
    }

    public Task<IReadOnlyList<LostRun>> ClaimOrphansAsync(
        IReadOnlyCollection<string> aliveOwners, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            RefuseIfAway();
            IReadOnlyList<LostRun> orphans =
            [
                .. _rows.Values.Select(row => row.State.Project)
                    .Where(project => project.Status is WorkflowStatus.Processing && !aliveOwners.Contains(project.Owner))
                    .OrderBy(project => project.Id)
                    .Take(limit)
                    .Select(project => new LostRun(project.Id, project.Owner!)),
            ];
            return Task.FromResult(orphans);
        }
    }

    private void RefuseIfAway(bool ordered = false)
    {
        if (_away || ordered)
        {
            Refusals++;
            Announce();
            throw new StoreUnavailableException("The database is away.");
        }
    }

    private void Keep(CommandRecords records)
    {
        foreach (var key in records.Keys)
        {
            _keys[key.Id] = key;
        }

        _audits.AddRange(records.Audits);
    }

    private void Announce()
    {
        foreach (var (_, signal) in _waiting.Where(waiting => waiting.Reached()))
        {
            signal.TrySetResult();
        }

        _waiting.RemoveAll(waiting => waiting.Signal.Task.IsCompleted);
    }

    private sealed class Row(WorkflowState created)
    {
        public WorkflowState State { get; private set; } = created;

        public List<ProgressEvent> Events { get; init; } = [];

        public List<Transition> Transitions { get; } = [];

        private ImmutableDictionary<Guid, PhaseRun> PhaseRuns { get; set; } = ImmutableDictionary<Guid, PhaseRun>.Empty;

        public void TellCost(decimal costUsd) => State = State with
        {
            Attempts = State.Attempts.ConvertAll(attempt => attempt.Status is AttemptStatus.Unknown
                ? attempt with { Status = AttemptStatus.Failed, CostUsd = costUsd, Settled = true }
                : attempt),
        };

        public void Commit(Transition transition)
        {
            var next = transition.Next;
            Require(next.Project.Version == transition.ExpectedVersion + 1, "a version that is not the next one");
            var lastSeq = State.Project.LastSeq;
            Require(transition.Events.Select(item => item.Seq).SequenceEqual(
                Enumerable.Range(1, transition.Events.Count).Select(offset => lastSeq + offset)), "a hole in the event numbers");
            Require(next.Project.LastSeq == lastSeq + transition.Events.Count, "a last event number that is not the last");
            Require(next.Calls.Select(call => (call.Run, call.Step, call.CallNumber)).Distinct().Count() == next.Calls.Count, "a call twice");
            Require(next.Calls.Count == State.Calls.Count + transition.Calls.Count, "calls that were not written");
            foreach (var run in transition.PhaseRuns)
            {
                Require(
                    !PhaseRuns.TryGetValue(run.Id, out var earlier) || earlier.Status is PhaseRunStatus.Processing,
                    "a phase run that had ended");
                PhaseRuns = PhaseRuns.SetItem(run.Id, run);
            }

            foreach (var attempt in transition.Attempts)
            {
                Require(
                    State.Attempts.Find(earlier => earlier.Id == attempt.Id) is { } stored
                        ? stored.Status is AttemptStatus.Open && attempt.Status is not AttemptStatus.Open
                        : attempt.Status is AttemptStatus.Open,
                    "an attempt that is not opened and closed once");
            }

            Require(next.Attempts.Count(attempt => attempt.Status is AttemptStatus.Open) <= 1, "two open attempts");
            Require(!next.Attempts.Exists(attempt => attempt.Unsaved), "an attempt that was not written");
            var written = transition.Attempts.Select(attempt => attempt.Id).ToHashSet();
            State = next with
            {
                // A row that the transition does not write stays as it is, whatever its writer believed.
                Attempts = next.Attempts.ConvertAll(attempt =>
                    written.Contains(attempt.Id) ? attempt : State.Attempts.Find(stored => stored.Id == attempt.Id) ?? attempt),
            };
            Events.AddRange(transition.Events);
            Transitions.Add(transition);
        }

        private static void Require(bool kept, string what)
        {
            if (!kept)
            {
                throw new InvalidOperationException($"The database refuses {what}.");
            }
        }
    }
}
