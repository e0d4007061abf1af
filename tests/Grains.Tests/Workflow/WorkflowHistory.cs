using System.Text.Json;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;
using AiDevFramework.Plans.Tests.Documents;

namespace AiDevFramework.Grains.Tests.Workflow;

/// <summary>Plays happenings, skipping those that do not apply, and remembers all that was written.</summary>
internal sealed class WorkflowHistory(bool storming, int secondsBetween, Guid? projectId = null)
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly List<(int Run, ProgressEvent Event)> _events = [];
    private readonly Dictionary<Guid, PhaseRun> _phaseRuns = [];
    private readonly List<CallRecord> _calls = [];
    private readonly Dictionary<Guid, AttemptRecord> _attempts = [];
    private DateTimeOffset _now = Noon;

    public WorkflowState State { get; set; } = WorkflowState.Of(new ProjectSnapshot(
        projectId ?? Guid.Parse("123e4567-e89b-12d3-a456-426614174000"), Guid.Empty, "A task list that sorts itself", WorkflowStatus.Created,
        null, ProjectMetadata.Empty, Noon, Noon, null, 1, null, 0, null, 0));

    public List<ProgressEvent> Events => [.. _events.Select(item => item.Event)];

    /// <summary>Every transition so far, oldest first.</summary>
    public List<Transition> Transitions { get; } = [];

    public void Play(IEnumerable<Happening> happenings)
    {
        foreach (var happening in happenings)
        {
            if (Next(happening) is { } transition)
            {
                Write(transition);
            }

            _now = _now.AddSeconds(secondsBetween);
        }
    }

    public void Check()
    {
        Assert.Equal(Enumerable.Range(1, _events.Count).Select(seq => (long)seq), _events.Select(item => item.Event.Seq));
        Assert.Equal(_events.Count, State.Project.LastSeq);
        Assert.All(_events, item => Assert.Equal(item.Event.Seq, JsonDocument.Parse(item.Event.Payload.Memory).RootElement.GetProperty("seq").GetInt64()));

        foreach (var run in _events.GroupBy(item => item.Run))
        {
            var ends = run.Count(item => EventTypes.EndsRun(item.Event.Type));
            var ended = run.Key < State.Project.Run || State.Project.Status is not WorkflowStatus.Processing;
            Assert.Equal(ended ? 1 : 0, ends);
            Assert.True(!ended || EventTypes.EndsRun(run.Last().Event.Type));
        }

        var completed = _phaseRuns.Values.Where(run => run.Status is PhaseRunStatus.Completed).Select(run => run.Phase).ToList();
        Assert.Equal(completed.Count, completed.Distinct().Count());
        Assert.Equal(Order(State.Project.Metadata.UseEventStorming ?? false).Take(completed.Count), completed.Order());
        Assert.Equal(State.Documents.ContainsKey(DocumentType.EventStorming), completed.Contains(Phase.EventStorming));
        Assert.Equal(State.Project.Status is WorkflowStatus.Processing ? 1 : 0, _phaseRuns.Values.Count(run => run.Status is PhaseRunStatus.Processing));
        Assert.All(_phaseRuns.Values, run => Assert.Equal(run.Status is PhaseRunStatus.Processing, run.CompletedAt is null));

        Assert.Equal(State.Project.Status is WorkflowStatus.Processing ? 1 : 0, _attempts.Values.Count(attempt => attempt.Status is AttemptStatus.Open));
        Assert.Equal(_attempts.Values.OrderBy(attempt => attempt.Id), State.Attempts.OrderBy(attempt => attempt.Id));
        Assert.Equal(
            _attempts.Values.Where(attempt => attempt.CostUsd is { } cost && cost > 0).Sum(attempt => attempt.CostUsd)
                - CurrentCall().Sum(attempt => attempt.CostUsd ?? 0m),
            _calls.Where(call => call.Call.CostUsd is not null).Sum(call => call.Call.CostUsd)
                + _calls.Where(call => call.Call.CostUsd is null).Sum(call => AttemptsOf(call).Sum(attempt => attempt.CostUsd ?? 0m)));

        Assert.Equal(_calls.Count, _calls.Select(call => call.Id).Distinct().Count());
        var known = _calls.All(call => call.Call.CostUsd is not null);
        Assert.Equal(known && _calls.Count > 0 ? _calls.Sum(call => call.Call.CostUsd) : null, State.Project.Metadata.TotalCostUsd);
        Assert.Equal(State.Project.Status is WorkflowStatus.Processing, State.Project.Owner is not null);
        Assert.Equal(State.Project.Status is WorkflowStatus.Processing, State.Project.CompletedAt is null);
        Assert.InRange(State.Project.Takeovers, 0, WorkflowRules.MaxTakeovers);
    }

    private static IEnumerable<Phase> Order(bool storming) => storming
        ? [Phase.SmartDetection, Phase.EventStorming, Phase.Prd, Phase.TechStack, Phase.ExecutionPlan]
        : [Phase.SmartDetection, Phase.Prd, Phase.TechStack, Phase.ExecutionPlan];

    private Transition? Next(Happening happening) => happening switch
    {
        Happening.Start => WorkflowRules.CanStart(State.Project) ? WorkflowRules.Start(State, "silo", _now) : null,
        Happening.Retry => WorkflowRules.CanRetry(State.Project) ? WorkflowRules.Retry(State, "silo", _now) : null,
        Happening.Cancel => WorkflowRules.CanCancel(State.Project) ? WorkflowRules.Cancel(State, _now) : null,
        Happening.TakeOver => State.Project.Status is WorkflowStatus.Processing ? WorkflowRules.TakeOver(State, "other", _now) : null,
        Happening.Fence => WorkflowRules.CanStart(State.Project) || WorkflowRules.CanRetry(State.Project)
            ? WorkflowRules.Fence(State, _now)
            : null,
        Happening.AttemptCharged => Another(AttemptStatus.Failed, Charged),
        Happening.AttemptUnknown => Another(AttemptStatus.Unknown, null),
        Happening.OverBudget => StepRules.NextStep(State.Project) is null ? null : WorkflowRules.Refuse(State, new StepFailure("budget", true), _now),
        _ => StepRules.NextStep(State.Project) is { } step ? WorkflowRules.Apply(State, step, Reply(step, happening), _now) : null,
    };

    /// <summary>Attempts at the call that is under way.</summary>
    private IEnumerable<AttemptRecord> CurrentCall() => StepRules.NextStep(State.Project) is not { } step ? [] : State.Attempts.Where(
        attempt => attempt.Run == State.Project.Run && attempt.Step == step
            && attempt.CallNumber == StepRules.RequestFor(State, step).CallNumber);

    private IEnumerable<AttemptRecord> AttemptsOf(CallRecord call) => State.Attempts.Where(
        attempt => attempt.Run == call.Run && attempt.Step == call.Step && attempt.CallNumber == call.CallNumber);

    private Transition? Another(AttemptStatus status, ModelCall? charged) => AttemptRules.FindOpen(State) is not { } open ? null : AttemptRules.Reserve(
        AttemptRules.Settle(State, new Dictionary<Guid, AttemptEnd> { [open.Id] = new(status, "unavailable", charged) { Reason = "Überlastet: \"später\"" } }, _now), Quote(), _now);

    private static Quote Quote() => new("openai/gpt-4o", "openrouter", 0.09m);

    private static ModelCall Charged { get; } = new("openai/gpt-4o", 10, 5, 15, 0.02m, CostSource.Provider, 100, null, "gen-2");

    private StepReply Reply(Step step, Happening happening)
    {
        var call = happening switch
        {
            Happening.AcceptUnpriced => new ModelCall("openai/gpt-4o", 10, 5, 15, null, CostSource.Unknown, 100, "stop", "gen-1"),
            Happening.AcceptUncounted => new ModelCall("openai/gpt-4o", 0, 0, 0, null, CostSource.Unknown, 100, "stop", "gen-3"),
            _ => new ModelCall("openai/gpt-4o", 10, 5, 15, 0.0123456m, CostSource.Provider, 100, "stop", "gen-1"),
        };
        return happening switch
        {
            Happening.Continue => new StepReply(CallVerdict.Continue, call, "text"),
            Happening.Repair => new StepReply(CallVerdict.Repair, call, "text", Complaint: "section missing"),
            Happening.Mend => new StepReply(
                CallVerdict.Repair, call, Faulty(step), Complaint: "section missing", Mend: new MendOrder("PRD", ["feature-1", "out-of-scope"], Cut: true)),
            Happening.Fail => new StepReply(CallVerdict.Failed, call, "text", Failure: new StepFailure("PRD generation failed", true)),
            Happening.Refuse => new StepReply(CallVerdict.Failed, call, null, Failure: new StepFailure("declined", true)),
            Happening.FailUncharged => new StepReply(CallVerdict.Failed, null, null, Failure: new StepFailure("no answer", false)),
            _ => new StepReply(
                CallVerdict.Accepted, call, "text", step is Step.SmartDetection or Step.ApproachDetection ? null : "# Document\n", Facts(step)),
        };
    }

    private static string Faulty(Step step) => step switch
    {
        Step.EventStorming => SectionEditor.Remove(SpecificationDocuments.EventStorming, "## Commands"),
        Step.Prd => SectionEditor.Remove(SpecificationDocuments.Prd, "## 5. Success Metrics"),
        Step.TechStack => SectionEditor.Remove(SpecificationDocuments.TechStack, "## Database"),
        Step.ExecutionPlan => SpecificationDocuments.VerticalPlan,
        _ => "text",
    };

    private StepFacts Facts(Step step) => step switch
    {
        Step.SmartDetection => new SmartDetectionFacts(storming, storming ? 5 : 2, "because"),
        Step.EventStorming => new EventStormingFacts(["TaskCreated"], ["Task"]),
        Step.Prd => new PrdFacts(5, Complexity.Medium),
        Step.TechStack => new TechStackFacts("React", "ASP.NET Core", "PostgreSQL", "Docker", []),
        Step.ApproachDetection => new ApproachFacts(Approach.Vertical, "five features", 5),
        Step.ExecutionPlan => new ExecutionPlanFacts(Approach.Vertical, 3, 8),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private void Write(Transition decided)
    {
        var isReservation = decided.Attempts.Count > 0;
        var transition = isReservation ? decided : AttemptRules.WithReservation(decided, _ => Quote(), _now);
        foreach (var attempt in transition.Attempts)
        {
            var open = _attempts.TryGetValue(attempt.Id, out var before);
            Assert.True(open ? before!.Status is AttemptStatus.Open && attempt.Status is not AttemptStatus.Open : attempt.Status is AttemptStatus.Open);
            _attempts[attempt.Id] = attempt with { Unsaved = false };
        }

        Assert.Equal(State.Project.Version, transition.ExpectedVersion);
        Assert.Equal(State.Project.Version + 1, transition.Next.Project.Version);
        Transitions.Add(transition);
        State = transition.Next;
        _events.AddRange(transition.Events.Select(item => (State.Project.Run, item)));
        _calls.AddRange(transition.Calls);
        foreach (var run in transition.PhaseRuns)
        {
            _phaseRuns[run.Id] = run;
        }
    }
}
