using System.Text.Json;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Projects;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Projects;

public sealed class WorkflowRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What can happen to a project, in any order and number.</summary>
    private enum Happening
    {
        Start,
        Retry,
        Cancel,
        TakeOver,
        Accept,
        AcceptUnpriced,
        Continue,
        Repair,
        Fail,
        FailUncharged,
    }

    [Fact]
    public void AnyHistory_KeepsEveryPromise()
    {
        var genHistory = Gen.Enum<Happening>().Array[0, 60];
        Gen.Select(genHistory, Gen.Bool, Gen.Int[0, 3000]).Sample((history, storming, seconds) =>
        {
            var log = new History(storming, seconds);
            log.Play([Happening.Start, .. history]);
            log.Check();
        }, iter: 20_000);
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 3)]
    public void ARunWithoutTrouble_CompletesInLegalOrder(bool storming, int documents)
    {
        var log = new History(storming, secondsBetween: 30);
        log.Play([Happening.Start, .. Enumerable.Repeat(Happening.Accept, 6)]);

        Assert.Equal(WorkflowStatus.Completed, log.State.Project.Status);
        Assert.Equal(Phase.ExecutionPlan, log.State.Project.CurrentPhase);
        Assert.Equal(documents, log.State.Documents.Count);
        var last = JsonDocument.Parse(log.Events[^1].Payload).RootElement;
        Assert.Equal("workflow_completed", last.GetProperty("type").GetString());
        Assert.Equal(documents, last.GetProperty("documents_generated").GetInt32());
        Assert.Equal(log.State.Calls.Sum(call => call.Call.CostUsd), last.GetProperty("total_cost_usd").GetDecimal());
        log.Check();
    }

    [Fact]
    public void TheFirstEvent_IsWrittenAsTheSpecificationHasIt()
    {
        var log = new History(storming: false, secondsBetween: 0);
        log.Play([Happening.Start]);

        Assert.Equal(
            """{"type":"phase_started","seq":1,"phase":"SMART_DETECTION","message":"Analyzing project complexity and determining workflow approach...","timestamp":"2026-01-02T12:00:00.000Z"}""",
            Assert.Single(log.Events).Payload);
    }

    [Fact]
    public void Retry_AfterTheSecondStepFailed_ReusesTheCommittedFirst()
    {
        var log = new History(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.Accept, Happening.Accept, Happening.Accept, Happening.Accept, Happening.Fail]);
        Assert.Equal((WorkflowStatus.Failed, Phase.ExecutionPlan), (log.State.Project.Status, log.State.Project.CurrentPhase));

        log.Play([Happening.Retry]);

        Assert.Equal(Step.ExecutionPlan, WorkflowRules.NextStep(log.State.Project));
        Assert.Equal(1, WorkflowRules.RequestFor(log.State, Step.ExecutionPlan).CallNumber);
        Assert.Null(log.State.Project.Metadata.Error);
        log.Check();
    }

    [Fact]
    public void AnUnknownPrice_MakesTheTotalUnknownAndNeverZero()
    {
        var log = new History(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.AcceptUnpriced, .. Enumerable.Repeat(Happening.Accept, 4)]);

        var last = JsonDocument.Parse(log.Events[^1].Payload).RootElement;
        Assert.Equal(JsonValueKind.Null, last.GetProperty("total_cost_usd").ValueKind);
        Assert.Equal((null, 1), (log.State.Project.Metadata.TotalCostUsd, log.State.Project.Metadata.UnpricedCalls));
    }

    [Fact]
    public void RequestFor_AStepThatWasCut_CarriesTheEarlierText()
    {
        var log = new History(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.Accept, Happening.Continue]);

        var request = WorkflowRules.RequestFor(log.State, Step.Prd);

        Assert.Equal(2, request.CallNumber);
        Assert.Equal(new EarlierCall(CallVerdict.Continue, "text", null), Assert.Single(request.Earlier));
    }

    [Fact]
    public void TakeOver_OnceMoreThanAllowedWithoutAnAnswer_FailsTheRunAndOffersARetry()
    {
        var log = new History(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.Accept, .. Enumerable.Repeat(Happening.TakeOver, WorkflowRules.MaxTakeovers)]);
        Assert.Equal((WorkflowStatus.Processing, "other"), (log.State.Project.Status, log.State.Project.Owner));

        log.Play([Happening.TakeOver]);

        Assert.Equal((WorkflowStatus.Failed, Phase.Prd), (log.State.Project.Status, log.State.Project.CurrentPhase));
        Assert.True(log.State.Project.Metadata.RetryAvailable);
        Assert.Equal("The phase was interrupted and resumed 5 times without getting further.", log.State.Project.Metadata.Error);
        Assert.Equal([EventTypes.PhaseFailed, EventTypes.WorkflowFailed], log.Events.Select(item => item.Type).TakeLast(2));
        log.Check();

        log.Play([Happening.Retry]);
        Assert.Equal((WorkflowStatus.Processing, 0), (log.State.Project.Status, log.State.Project.Takeovers));
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("cut")]
    [InlineData("malformed")]
    public void TakeOver_AfterAnyAnswer_CountsFromTheStartAgain(string answer)
    {
        var log = new History(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, .. Enumerable.Repeat(Happening.TakeOver, WorkflowRules.MaxTakeovers)]);

        log.Play([answer switch { "cut" => Happening.Continue, "malformed" => Happening.Repair, _ => Happening.Accept }]);
        Assert.Equal(0, log.State.Project.Takeovers);
        log.Play([Happening.TakeOver]);

        Assert.Equal((WorkflowStatus.Processing, 1), (log.State.Project.Status, log.State.Project.Takeovers));
    }

    [Theory]
    [InlineData("start")]
    [InlineData("retry")]
    public void ACommandThatDoesNotApply_IsRefusedLoudly(string command)
    {
        var log = new History(storming: false, secondsBetween: 1);
        log.Play([Happening.Start]);

        Assert.Throws<InvalidOperationException>(() => command is "start"
            ? WorkflowRules.Start(log.State, "silo", Noon)
            : WorkflowRules.Retry(log.State, "silo", Noon));
    }

    /// <summary>Plays happenings, skipping those that do not apply, and remembers all that was written.</summary>
    private sealed class History(bool storming, int secondsBetween)
    {
        private readonly List<(int Run, ProgressEvent Event)> _events = [];
        private readonly Dictionary<Guid, PhaseRun> _phaseRuns = [];
        private readonly List<CallRecord> _calls = [];
        private DateTimeOffset _now = Noon;

        public WorkflowState State { get; private set; } = WorkflowState.Of(new ProjectSnapshot(
            Guid.Parse("123e4567-e89b-12d3-a456-426614174000"), Guid.Empty, "A task list that sorts itself", WorkflowStatus.Created,
            null, ProjectMetadata.Empty, Noon, Noon, null, 1, null, 0, null, 0));

        public List<ProgressEvent> Events => [.. _events.Select(item => item.Event)];

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
            Assert.All(_events, item => Assert.Equal(item.Event.Seq, JsonDocument.Parse(item.Event.Payload).RootElement.GetProperty("seq").GetInt64()));

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
            _ => WorkflowRules.NextStep(State.Project) is { } step ? WorkflowRules.Apply(State, step, Reply(step, happening), _now) : null,
        };

        private StepReply Reply(Step step, Happening happening)
        {
            var call = new ModelCall(
                "openai/gpt-4o", 10, 5, 15, happening is Happening.AcceptUnpriced ? null : 0.0123456m, CostSource.Provider, 100, "stop", "gen-1");
            return happening switch
            {
                Happening.Continue => new StepReply(CallVerdict.Continue, call, "text"),
                Happening.Repair => new StepReply(CallVerdict.Repair, call, "text", Complaint: "section missing"),
                Happening.Fail => new StepReply(CallVerdict.Failed, call, "text", Failure: new StepFailure("PRD generation failed", true)),
                Happening.FailUncharged => new StepReply(CallVerdict.Failed, null, null, Failure: new StepFailure("no answer", false)),
                _ => new StepReply(
                    CallVerdict.Accepted, call, "text", step is Step.SmartDetection or Step.ApproachDetection ? null : "# Document\n", Facts(step)),
            };
        }

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

        private void Write(Transition transition)
        {
            Assert.Equal(State.Project.Version, transition.ExpectedVersion);
            Assert.Equal(State.Project.Version + 1, transition.Next.Project.Version);
            State = transition.Next;
            _events.AddRange(transition.Events.Select(item => (State.Project.Run, item)));
            _calls.AddRange(transition.Calls);
            foreach (var run in transition.PhaseRuns)
            {
                _phaseRuns[run.Id] = run;
            }
        }
    }
}
