using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>Commands and runs on one silo that lives.</summary>
public sealed class ProjectGrainTests : IAsyncLifetime
{
    private static readonly Step[] AllSteps =
        [Step.SmartDetection, Step.Prd, Step.TechStack, Step.ApproachDetection, Step.ExecutionPlan];

    private ProjectCluster _cluster = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private MemoryProjectStore Store => _cluster.Store;

    private StepScript Script => _cluster.Script;

    public async ValueTask InitializeAsync() => _cluster = await ProjectCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task CreateAsync_Twice_AnswersTheSame()
    {
        var project = _cluster.Project(Guid.NewGuid());
        var command = new CreateProject(Guid.NewGuid(), "A task list that sorts itself");

        var first = await project.CreateAsync(command, Cancellation);
        var second = await project.CreateAsync(command, Cancellation);

        Assert.Equal(first, second);
        Assert.Equal((WorkflowStatus.Created, command.Idea, 0), (first.Status, first.Idea, first.Run));
    }

    [Fact]
    public async Task StartAsync_WithABudgetBeforePricesAreKnown_WaitsForThem()
    {
        var quotes = new LateQuotes();
        await using var cluster = await ProjectCluster.StartAsync(configure: silo => silo.Services.AddSingleton<IQuotes>(quotes));
        var project = cluster.Project(Guid.NewGuid());
        await project.CreateAsync(new CreateProject(Guid.NewGuid(), "A task list that sorts itself", MaxCostUsd: 5m), Cancellation);
        var id = project.GetPrimaryKey();

        Assert.Equal(CommandOutcome.Accepted, (await project.StartAsync(Cancellation)).Outcome);
        Assert.Equal(WorkflowStatus.Processing, cluster.Store.Project(id).Status);
        quotes.Arrive();

        Assert.Equal(WorkflowStatus.Completed, (await cluster.Store.EndOfAsync(id)).Status);
    }

    [Fact]
    public async Task RetryAsync_WithinABudgetThatAnUnknownAttemptFills_LearnsFirstWhatItCost()
    {
        var project = _cluster.Project(Guid.NewGuid());
        var create = new CreateProject(Guid.NewGuid(), "A task list that sorts itself", MaxCostUsd: 0.17m); // each attempt reserves 0.09
        await project.CreateAsync(create, Cancellation);
        Script.Order(Step.SmartDetection, (_, _) => throw new InvalidOperationException("The silo is lost."));
        await project.StartAsync(Cancellation);
        var paused = await Store.EndOfAsync(project.GetPrimaryKey());
        Assert.Equal("budget", paused.Metadata.Error); // by the attempt that nobody knows anything of
        await project.CreateAsync(create, Cancellation); // the grain knows the project as it is now
        Store.TellCost(project.GetPrimaryKey(), 0.01m);

        await project.RetryAsync(Cancellation);

        var ended = await Store.UntilAsync(project.GetPrimaryKey(), found => found is { Run: 2, Status: not WorkflowStatus.Processing });
        Assert.Equal((WorkflowStatus.Completed, null), (ended.Status, ended.Metadata.ErrorDetail));
    }

    [Fact]
    public async Task RetryWithoutBudgetAsync_OfAPausedRun_TakesTheBudgetAwayAndCompletes()
    {
        var project = _cluster.Project(Guid.NewGuid());
        await project.CreateAsync(new CreateProject(Guid.NewGuid(), "A task list that sorts itself", MaxCostUsd: 0.05m), Cancellation);
        await project.StartAsync(Cancellation);
        Assert.Equal("budget", (await Store.EndOfAsync(project.GetPrimaryKey())).Metadata.Error);

        var reply = await project.RetryWithoutBudgetAsync(Cancellation);

        Assert.Equal((CommandOutcome.Accepted, null), (reply.Outcome, reply.Project!.Metadata.MaxCostUsd));
        var ended = await Store.UntilAsync(project.GetPrimaryKey(), found => found is { Run: 2, Status: not WorkflowStatus.Processing });
        Assert.Equal((WorkflowStatus.Completed, null), (ended.Status, ended.Metadata.MaxCostUsd));
    }

    [Fact]
    public async Task ARunWhoseUserMaySpendNoMoreToday_StoresThePaidAnswerAndEndsWithTheReason()
    {
        Store.Fail(
            CommitFaultKind.OverBudget, transition => AttemptRules.FindOpen(transition.Next) is { Step: Step.Prd }, times: 2); // with the answer, and alone

        var project = await _cluster.StartNewAsync(Cancellation);
        var end = await Store.EndOfAsync(project.GetPrimaryKey());

        Assert.Equal((WorkflowStatus.Failed, Phase.Prd, "budget", true), (end.Status, end.CurrentPhase, end.Metadata.Error, end.Metadata.RetryAvailable));
        Assert.Contains("may cost a day", end.Metadata.ErrorDetail, StringComparison.Ordinal);
        Assert.Equal([Step.SmartDetection], Script.StepsOf(project.GetPrimaryKey()));
        Assert.Equal(3, Store.TransitionsOf(project.GetPrimaryKey()).Count); // the start, the answer, the end
        Assert.Equal(0.01m, end.Metadata.TotalCostUsd);
        Assert.Equal(CommandOutcome.Accepted, (await project.RetryAsync(Cancellation)).Outcome); // on another day
        Assert.Equal(WorkflowStatus.Completed, (await Store.EndOfAsync(project.GetPrimaryKey())).Status);
    }

    [Fact]
    public async Task CreateAsync_OfAStoredProject_LoadsIt()
    {
        var project = await _cluster.CreateAsync(Cancellation);
        await _cluster.Silos.DeactivateAsync(project);

        var answer = await project.CreateAsync(new CreateProject(Guid.NewGuid(), "Something else altogether"), Cancellation);

        Assert.Equal("A task list that sorts itself", answer.Idea);
    }

    [Fact]
    public async Task CreateAsync_WhileTheStoreIsAway_SaysSoAndStoresNothing()
    {
        var project = _cluster.Project(Guid.NewGuid());
        var command = new CreateProject(Guid.NewGuid(), "A task list that sorts itself");
        Store.Away = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => project.CreateAsync(command, Cancellation));

        Store.Away = false;

        Assert.Equal(CommandOutcome.NotFound, (await project.StartAsync(Cancellation)).Outcome);
        Assert.Equal(WorkflowStatus.Created, (await project.CreateAsync(command, Cancellation)).Status);
    }

    [Fact]
    public async Task Commands_ToAnUnknownProject_FindNothing()
    {
        var project = _cluster.Project(Guid.NewGuid());

        Assert.Equal(new CommandReply(CommandOutcome.NotFound, null), await project.StartAsync(Cancellation));
        Assert.Equal(new CommandReply(CommandOutcome.NotFound, null), await project.RetryAsync(Cancellation));
        Assert.Equal(new CommandReply(CommandOutcome.NotFound, null), await project.CancelAsync(Cancellation));
        await project.ResumeAsync("127.0.0.1:1@1", Cancellation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StartAsync_RunsEveryPhaseInOrder(bool storming)
    {
        Script.EventStorming = storming;

        var project = await _cluster.StartNewAsync(Cancellation);
        var end = await Store.EndOfAsync(project.GetPrimaryKey());

        Assert.Equal(WorkflowStatus.Completed, end.Status);
        Phase[] phases = storming
            ? [Phase.SmartDetection, Phase.EventStorming, Phase.Prd, Phase.TechStack, Phase.ExecutionPlan]
            : [Phase.SmartDetection, Phase.Prd, Phase.TechStack, Phase.ExecutionPlan];
        Assert.Equal(
            [
                .. phases.SelectMany(phase => new[]
                {
                    (EventTypes.PhaseStarted, WireName.Of(phase)), (EventTypes.PhaseCompleted, WireName.Of(phase)),
                }),
                (EventTypes.WorkflowCompleted, ""),
            ],
            EventsOf(project));
        Assert.Equal(
            storming ? [.. AllSteps[..1], Step.EventStorming, .. AllSteps[1..]] : AllSteps,
            Script.StepsOf(project.GetPrimaryKey()));
        Assert.Equal(storming ? 4 : 3, Store.StateOf(project.GetPrimaryKey()).Documents.Count);
        Assert.Equal((storming ? 6 : 5) * 0.01m, end.Metadata.TotalCostUsd);
    }

    [Fact]
    public async Task StartAsync_GivesEachStepTheDocumentsItWorksOn()
    {
        Script.EventStorming = true;
        var project = await _cluster.StartNewAsync(Cancellation);
        await Store.EndOfAsync(project.GetPrimaryKey());

        const string idea = "A task list that sorts itself";
        var facts = new PrdFacts(5, Complexity.Medium);
        Assert.Equal(
            [
                (Step.SmartDetection, idea, "", null, null),
                (Step.EventStorming, idea, "", null, null),
                (Step.Prd, idea, "EventStorming: # EventStorming\n", null, null),
                (Step.TechStack, idea, "Prd: # Prd\n", null, facts),
                (Step.ApproachDetection, idea, "Prd: # Prd\n", null, facts),
                (Step.ExecutionPlan, idea, "Prd: # Prd\nTechStack: # TechStack\n", Approach.Vertical, facts),
            ],
            Script.Requests.Select(request => (
                request.Step,
                request.Material.Idea,
                string.Concat(request.Material.Documents.OrderBy(document => document.Key).Select(document => $"{document.Key}: {document.Value}")),
                request.Material.Approach,
                request.Material.Prd)));
    }

    [Fact]
    public async Task StartAsync_Twice_IsRefusedAndRunsOnce()
    {
        var held = Script.Hold(Step.Prd);
        var project = await _cluster.StartNewAsync(Cancellation);
        await held.Reached;

        var second = await project.StartAsync(Cancellation);
        held.Release();
        await Store.EndOfAsync(project.GetPrimaryKey());
        var third = await project.StartAsync(Cancellation);

        Assert.Equal((CommandOutcome.Refused, WorkflowStatus.Processing), (second.Outcome, second.Project?.Status));
        Assert.Equal((CommandOutcome.Refused, WorkflowStatus.Completed), (third.Outcome, third.Project?.Status));
        Assert.Equal(AllSteps, Script.StepsOf(project.GetPrimaryKey()));
    }

    [Fact]
    public async Task AFailingStep_EndsTheRunInOneCommit()
    {
        Script.Order(Step.TechStack, StepScript.Failed("The model refused to answer."));

        var project = await _cluster.StartNewAsync(Cancellation);
        var end = await Store.EndOfAsync(project.GetPrimaryKey());

        Assert.Equal((WorkflowStatus.Failed, Phase.TechStack), (end.Status, end.CurrentPhase));
        Assert.Equal(("The model refused to answer.", true), (end.Metadata.Error, end.Metadata.RetryAvailable));
        var last = Store.TransitionsOf(project.GetPrimaryKey())[^1];
        Assert.Equal([EventTypes.PhaseFailed, EventTypes.WorkflowFailed], last.Events.Select(item => item.Type));
        Assert.Single(last.Calls); // what the failing answer cost is on the account
    }

    [Fact]
    public async Task RetryAsync_GoesOnWithTheFailedStep()
    {
        Script.Order(Step.ExecutionPlan, StepScript.Failed("The model refused to answer."));
        var project = await _cluster.StartNewAsync(Cancellation);
        await Store.EndOfAsync(project.GetPrimaryKey());
        var held = Script.Hold(Step.ExecutionPlan);

        var first = await project.RetryAsync(Cancellation);
        await held.Reached;
        var second = await project.RetryAsync(Cancellation);
        held.Release();
        var end = await Store.EndOfAsync(project.GetPrimaryKey());

        Assert.Equal((CommandOutcome.Accepted, 2), (first.Outcome, first.Project?.Run));
        Assert.Equal((CommandOutcome.Accepted, 2), (second.Outcome, second.Project?.Run));
        Assert.Equal((WorkflowStatus.Completed, null), (end.Status, end.Metadata.Error));
        Assert.Equal([.. AllSteps, Step.ExecutionPlan], Script.StepsOf(project.GetPrimaryKey()));
        Assert.Equal((2, 1), (Script.Requests[^1].Run, Script.Requests[^1].CallNumber));
        Assert.Equal(0.06m, end.Metadata.TotalCostUsd);
        AssertOneEndPerRun(project);
    }

    [Fact]
    public async Task RetryAsync_OfWhatHasNotFailed_IsRefused()
    {
        var held = Script.Hold(Step.Prd);
        var project = await _cluster.CreateAsync(Cancellation);
        Assert.Equal(CommandOutcome.Refused, (await project.RetryAsync(Cancellation)).Outcome);
        await project.StartAsync(Cancellation);
        await held.Reached;

        Assert.Equal(CommandOutcome.Refused, (await project.RetryAsync(Cancellation)).Outcome);

        held.Release();
        await Store.EndOfAsync(project.GetPrimaryKey());
        Assert.Equal(CommandOutcome.Refused, (await project.RetryAsync(Cancellation)).Outcome);
    }

    [Fact]
    public async Task AStepOfSeveralCalls_CarriesTheEarlierAnswers()
    {
        Script.Order(Step.Prd, new StepReply(CallVerdict.Continue, StepScript.Call, "first half"));
        Script.Order(Step.Prd, new StepReply(CallVerdict.Repair, StepScript.Call, "whole", Complaint: "no goals"));

        var project = await _cluster.StartNewAsync(Cancellation);
        await Store.EndOfAsync(project.GetPrimaryKey());

        var third = Script.Requests.Last(request => request.Step is Step.Prd);
        Assert.Equal(3, third.CallNumber);
        Assert.Equal(
            [new EarlierCall(CallVerdict.Continue, "first half", null), new EarlierCall(CallVerdict.Repair, "whole", "no goals")],
            third.Earlier);
        Assert.Equal(45, Store.StateOf(project.GetPrimaryKey()).Documents[DocumentType.Prd].Metadata.Tokens);
    }

    [Fact]
    public async Task CancelAsync_DuringACall_AbortsItAndStartsNoOther()
    {
        var held = Script.Hold(Step.Prd);
        var project = await _cluster.StartNewAsync(Cancellation);
        await held.Reached;

        var replies = await Task.WhenAll(project.CancelAsync(Cancellation), project.CancelAsync(Cancellation));
        var again = await project.CancelAsync(Cancellation);

        await held.Cancelled;
        Assert.All([.. replies, again], reply =>
            Assert.Equal((CommandOutcome.Accepted, WorkflowStatus.Cancelled), (reply.Outcome, reply.Project?.Status)));
        Assert.Equal(AllSteps[..2], Script.StepsOf(project.GetPrimaryKey()));
        Assert.Equal(EventTypes.WorkflowCancelled, Store.EventsOf(project.GetPrimaryKey())[^1].Type);
        AssertOneEndPerRun(project);
        await project.ResumeAsync("127.0.0.1:1@1", Cancellation);
        Assert.Equal(CommandOutcome.Refused, (await project.RetryAsync(Cancellation)).Outcome);
        Assert.Equal(AllSteps[..2], Script.StepsOf(project.GetPrimaryKey()));
    }

    [Fact]
    public async Task CancelAsync_OfWhatDoesNotRun_IsRefused()
    {
        var project = await _cluster.CreateAsync(Cancellation);
        Assert.Equal(CommandOutcome.Refused, (await project.CancelAsync(Cancellation)).Outcome);
        await project.StartAsync(Cancellation);
        await Store.EndOfAsync(project.GetPrimaryKey());

        var reply = await project.CancelAsync(Cancellation);

        Assert.Equal((CommandOutcome.Refused, WorkflowStatus.Completed), (reply.Outcome, reply.Project?.Status));
    }

    [Fact]
    public async Task CancelAsync_AtAnyMoment_LeavesExactlyOneEnd()
    {
        for (var round = 0; round < 60; round++)
        {
            var step = AllSteps[round % AllSteps.Length];
            var held = Script.Hold(step);
            var project = await _cluster.StartNewAsync(Cancellation);
            await held.Reached;

            var cancelling = Task.CompletedTask;
            if (round % 2 == 0)
            {
                cancelling = project.CancelAsync(Cancellation);
            }

            for (var yields = 0; yields < round; yields++)
            {
                await Task.Yield();
            }

            held.Release(); // from here on the last steps race with the cancellation
            if (round % 2 == 1)
            {
                cancelling = project.CancelAsync(Cancellation);
            }

            await cancelling;
            var end = await Store.EndOfAsync(project.GetPrimaryKey());
            var calls = Script.StepsOf(project.GetPrimaryKey()).Count();
            await project.ResumeAsync("127.0.0.1:1@1", Cancellation);

            Assert.True(end.Status is WorkflowStatus.Completed or WorkflowStatus.Cancelled);
            Assert.Equal(end, Store.Project(project.GetPrimaryKey()));
            Assert.Equal(calls, Script.StepsOf(project.GetPrimaryKey()).Count());
            AssertOneEndPerRun(project);
        }
    }

    [Fact]
    public async Task CancelAsync_WhileTheStoreIsAway_SaysSoAndTheRunGoesOn()
    {
        var held = Script.Hold(Step.Prd);
        var project = await _cluster.StartNewAsync(Cancellation);
        await held.Reached;
        Store.Fail(CommitFaultKind.AwayBefore, transition => transition.Next.Project.Status is WorkflowStatus.Cancelled);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => project.CancelAsync(Cancellation));

        Assert.Equal(WorkflowStatus.Completed, (await Store.EndOfAsync(project.GetPrimaryKey())).Status);
    }

    [Fact]
    public async Task ACommitWhoseAnswerWasLost_IsNotRepeated()
    {
        Store.Fail(CommitFaultKind.AnswerLost, transition => transition.Calls is [{ Step: Step.Prd }]);
        Store.Fail(CommitFaultKind.AnswerLost, transition => transition.Next.Project.Status is WorkflowStatus.Completed);

        var project = await _cluster.StartNewAsync(Cancellation);
        await Store.EndOfAsync(project.GetPrimaryKey());

        Assert.Equal(AllSteps, Script.StepsOf(project.GetPrimaryKey()));
        Assert.Equal(0, Store.Project(project.GetPrimaryKey()).Takeovers);
        AssertOneEndPerRun(project);
    }

    [Fact]
    public async Task AStartWhoseAnswerWasLost_IsRunAllTheSame()
    {
        Store.Fail(CommitFaultKind.AnswerLost, transition => transition.Next.Project.Run == 1);
        var project = await _cluster.CreateAsync(Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => project.StartAsync(Cancellation));

        Assert.Equal(WorkflowStatus.Completed, (await Store.EndOfAsync(project.GetPrimaryKey())).Status);
        Assert.Equal(AllSteps, Script.StepsOf(project.GetPrimaryKey()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AStartThatReachesTheDatabaseAfterItsVerdict_BeginsNothing(bool retry)
    {
        var project = await _cluster.CreateAsync(Cancellation);
        var id = project.GetPrimaryKey();
        if (retry)
        {
            Script.Order(Step.SmartDetection, StepScript.Failed("The model refused to answer."));
            await project.StartAsync(Cancellation);
            await Store.EndOfAsync(id);
        }

        var before = Store.Project(id);
        Store.Fail(CommitFaultKind.Delayed, transition => transition.Next.Project.Run > before.Run);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => BeginAsync());
        await Store.UntilAsync(id, stored => stored.Version > before.Version);

        Assert.False(Store.Land());
        Assert.Equal((before.Status, before.Run, before.LastSeq), (Store.Project(id).Status, Store.Project(id).Run, Store.Project(id).LastSeq));
        Assert.Equal(CommandOutcome.Accepted, (await BeginAsync()).Outcome);
        Assert.Equal(WorkflowStatus.Completed, (await Store.EndOfAsync(id)).Status);

        Task<CommandReply> BeginAsync() => retry ? project.RetryAsync(Cancellation) : project.StartAsync(Cancellation);
    }

    [Fact]
    public async Task AStoreThatIsAway_IsWaitedForWithThePaidAnswer()
    {
        var held = Script.Hold(Step.Prd);
        var project = await _cluster.StartNewAsync(Cancellation);
        await held.Reached;
        Store.Away = true;
        held.Release();
        var refused = Store.Refusals;
        await Store.UntilAsync(() => Store.Refusals >= refused + 2);

        Store.Away = false;
        await Store.EndOfAsync(project.GetPrimaryKey());

        Assert.Equal(AllSteps, Script.StepsOf(project.GetPrimaryKey()));
        Assert.Equal(0, Store.TransitionsOf(project.GetPrimaryKey()).Max(transition => transition.Next.Project.Takeovers));
    }

    [Fact]
    public async Task ARowThatAnotherWriterMoved_IsReadAgain()
    {
        var held = Script.Hold(Step.Prd);
        var project = await _cluster.StartNewAsync(Cancellation);
        await held.Reached;
        Store.TakeOver(project.GetPrimaryKey(), "127.0.0.1:1@1"); // a silo that is long dead

        held.Release();
        var end = await Store.EndOfAsync(project.GetPrimaryKey());

        Assert.Equal(WorkflowStatus.Completed, end.Status);
        Assert.Equal(1, Store.StaleCommits);
        Assert.Equal([.. AllSteps[..2], .. AllSteps[1..]], Script.StepsOf(project.GetPrimaryKey())); // only the call in flight again
        AssertOneEndPerRun(project);
    }

    [Fact]
    public async Task ARunWhoseActivationEnds_GoesOnInTheNext()
    {
        var held = Script.Hold(Step.Prd);
        var project = await _cluster.StartNewAsync(Cancellation);
        await held.Reached;

        await _cluster.Silos.DeactivateAsync(project);
        await held.Cancelled;

        Assert.Equal(WorkflowStatus.Completed, (await Store.EndOfAsync(project.GetPrimaryKey())).Status);
        Assert.Equal([.. AllSteps[..2], .. AllSteps[1..]], Script.StepsOf(project.GetPrimaryKey()));
    }

    [Fact]
    public async Task ARunWhoseSiloMayNotCallAnyMore_RefundsTheAttemptThatItDidNotSendAndGoesOn()
    {
        Script.Order(Step.Prd, (_, _) => throw new OperationCanceledException("This silo is no longer a member of its cluster."));

        var project = (await _cluster.StartNewAsync(Cancellation)).GetPrimaryKey();
        await Store.EndOfAsync(project);

        var unsent = Store.StateOf(project).Attempts.Single(attempt => attempt is { Step: Step.Prd, Number: 1 });
        Assert.Equal(unsent.Id, await Store.Attempts.Refunded.ReadAsync(Cancellation).AsTask().WaitAsync(ProjectCluster.Deadline, Cancellation));
        Assert.Equal((AttemptStatus.Unknown, "lost"), (unsent.Status, unsent.ErrorClass)); // whoever went on with the run could not know it
        Assert.False(Store.Attempts.Refunded.TryRead(out _));
    }

    [Fact]
    public async Task ResumeAsync_OfARunThatGoesOn_DoesNothing()
    {
        var held = Script.Hold(Step.Prd);
        var project = await _cluster.StartNewAsync(Cancellation);
        await held.Reached;
        var before = Store.Project(project.GetPrimaryKey());

        await project.ResumeAsync(before.Owner!, Cancellation);

        Assert.Equal(before, Store.Project(project.GetPrimaryKey()));
        held.Release();
        await Store.EndOfAsync(project.GetPrimaryKey());
        Assert.Equal(AllSteps, Script.StepsOf(project.GetPrimaryKey()));
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("store")]
    [InlineData("reply")]
    public async Task ARunThatNeverGetsFurther_EndsFailedAndCanBeRetried(string culprit)
    {
        var tries = WorkflowRules.MaxTakeovers + 1;
        for (var attempt = 0; attempt < tries && culprit is not "store"; attempt++)
        {
            Script.Order(Step.Prd, (_, _) => culprit is "worker"
                ? throw new InvalidOperationException("A bug of ours.")
                : Task.FromResult(new StepReply(CallVerdict.Accepted, StepScript.Call, "text"))); // neither facts nor document
        }

        if (culprit is "store")
        {
            // Each time twice: the answer, and that it could not be stored.
            Store.Fail(CommitFaultKind.Violation, transition => transition.Calls is [{ Step: Step.Prd }], 2 * tries);
        }

        var project = await _cluster.StartNewAsync(Cancellation);
        var end = await Store.EndOfAsync(project.GetPrimaryKey());

        Assert.Equal((WorkflowStatus.Failed, Phase.Prd), (end.Status, end.CurrentPhase));
        Assert.True(end.Metadata.RetryAvailable);
        Assert.Contains("without getting further", end.Metadata.Error, StringComparison.Ordinal);
        Assert.Equal(tries, Script.StepsOf(project.GetPrimaryKey()).Count(step => step is Step.Prd));

        Assert.Equal(CommandOutcome.Accepted, (await project.RetryAsync(Cancellation)).Outcome);
        Assert.Equal(WorkflowStatus.Completed, (await Store.EndOfAsync(project.GetPrimaryKey())).Status);
        AssertOneEndPerRun(project);
    }

    [Fact]
    public async Task AnAnswerThatCannotBeStored_IsPaidForOnceAndEndsTheRun()
    {
        Store.Fail(CommitFaultKind.Violation, transition => transition.Calls is [{ Step: Step.Prd, Verdict: CallVerdict.Accepted }], 1);

        var project = await _cluster.StartNewAsync(Cancellation);
        var end = await Store.EndOfAsync(project.GetPrimaryKey());

        Assert.Equal((WorkflowStatus.Failed, Phase.Prd), (end.Status, end.CurrentPhase));
        Assert.Contains("could not be stored", end.Metadata.Error, StringComparison.Ordinal);
        Assert.Single(Script.StepsOf(project.GetPrimaryKey()), step => step is Step.Prd);

        Assert.Equal(CommandOutcome.Accepted, (await project.RetryAsync(Cancellation)).Outcome);
        Assert.Equal(WorkflowStatus.Completed, (await Store.EndOfAsync(project.GetPrimaryKey())).Status);
        AssertOneEndPerRun(project);
    }

    private List<(string Type, string Phase)> EventsOf(IProjectGrain project) =>
    [
        .. Store.EventsOf(project.GetPrimaryKey())
            .Select(item => JsonDocument.Parse(item.Payload.Memory).RootElement)
            .Select(json => (
                json.GetProperty("type").GetString()!,
                json.TryGetProperty("phase", out var phase) ? phase.GetString()! : "")),
    ];

    private void AssertOneEndPerRun(IProjectGrain project)
    {
        var events = Store.EventsOf(project.GetPrimaryKey());
        Assert.Equal(Store.Project(project.GetPrimaryKey()).Run, events.Count(item => EventTypes.EndsRun(item.Type)));
        Assert.True(EventTypes.EndsRun(events[^1].Type));
    }
}
