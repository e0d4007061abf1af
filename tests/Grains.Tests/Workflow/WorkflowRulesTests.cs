using System.Text.Json;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.TestSupport;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Workflow;

public sealed class WorkflowRulesTests
{
    [Fact]
    public void AnyHistory_KeepsEveryPromise()
    {
        var genHistory = Gen.Enum<Happening>().Array[0, 60];
        Gen.Select(genHistory, Gen.Bool, Gen.Int[0, 3000]).Sample((history, storming, seconds) =>
        {
            var log = new WorkflowHistory(storming, seconds);
            log.Play([Happening.Start, .. history]);
            log.Check();
        }, iter: FastSuite.Sample(20_000));
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 3)]
    public void ARunWithoutTrouble_CompletesInLegalOrder(bool storming, int documents)
    {
        var log = new WorkflowHistory(storming, secondsBetween: 30);
        log.Play([Happening.Start, .. Enumerable.Repeat(Happening.Accept, 6)]);

        Assert.Equal(WorkflowStatus.Completed, log.State.Project.Status);
        Assert.Equal(Phase.ExecutionPlan, log.State.Project.CurrentPhase);
        Assert.Equal(documents, log.State.Documents.Count);
        var last = JsonDocument.Parse(log.Events[^1].Payload.Memory).RootElement;
        Assert.Equal("workflow_completed", last.GetProperty("type").GetString());
        Assert.Equal(documents, last.GetProperty("documents_generated").GetInt32());
        Assert.Equal(log.State.Calls.Sum(call => call.Call.CostUsd), last.GetProperty("total_cost_usd").GetDecimal());
        log.Check();
    }

    [Fact]
    public void TheFirstEvent_IsWrittenAsTheSpecificationHasIt()
    {
        var log = new WorkflowHistory(storming: false, secondsBetween: 0);
        log.Play([Happening.Start]);

        Assert.Equal(
            """{"type":"phase_started","seq":1,"phase":"SMART_DETECTION","message":"Analyzing project complexity and determining workflow approach...","timestamp":"2026-01-02T12:00:00.000Z"}""",
            Assert.Single(log.Events).Payload.ToString());
    }

    [Fact]
    public void Retry_AfterTheSecondStepFailed_ReusesTheCommittedFirst()
    {
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.Accept, Happening.Accept, Happening.Accept, Happening.Accept, Happening.Fail]);
        Assert.Equal((WorkflowStatus.Failed, Phase.ExecutionPlan), (log.State.Project.Status, log.State.Project.CurrentPhase));

        log.Play([Happening.Retry]);

        Assert.Equal(Step.ExecutionPlan, StepRules.NextStep(log.State.Project));
        Assert.Equal(1, StepRules.RequestFor(log.State, Step.ExecutionPlan).CallNumber);
        Assert.Null(log.State.Project.Metadata.Error);
        log.Check();
    }

    [Theory]
    [InlineData(false)] // the provider is away, or a budget is reached
    [InlineData(true)] // and charged for what it did not answer
    public void Retry_InTheMiddleOfADocument_GoesOnWithWhatIsPaidFor(bool charged)
    {
        Happening[] end = charged ? [Happening.AttemptCharged, Happening.FailUncharged] : [Happening.FailUncharged];
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.Accept, Happening.Continue, Happening.Repair, Happening.Continue, .. end]);
        Assert.Equal((WorkflowStatus.Failed, Phase.Prd), (log.State.Project.Status, log.State.Project.CurrentPhase));

        log.Play([Happening.Retry]);

        var request = StepRules.RequestFor(log.State, Step.Prd);
        Assert.Equal((2, 1), (request.Run, request.CallNumber));
        Assert.Equal([CallVerdict.Continue, CallVerdict.Repair, CallVerdict.Continue], request.Earlier.Select(call => call.Verdict));
        Assert.All(request.Earlier, call => Assert.Equal("text", call.Text));

        log.Play([Happening.Continue, Happening.Accept]);
        log.Check();
        var prd = log.State.Documents[DocumentType.Prd].Metadata;
        Assert.Equal(5 * 15, prd.Tokens); // of all five calls that it came from
        Assert.Empty(StepRules.RequestFor(log.State, Step.TechStack).Earlier);
    }

    [Theory]
    [InlineData(Happening.OverBudget, WorkflowStatus.Processing)]
    [InlineData(Happening.Cancel, WorkflowStatus.Cancelled)]
    public void AMend_ThatIsNeverMade_LeavesTheDocumentAsItIs(object end, object status)
    {
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.Accept, Happening.Mend, (Happening)end]);

        Assert.Equal((WorkflowStatus)status, log.State.Project.Status);
        var prd = log.State.Documents[DocumentType.Prd];
        Assert.Contains("## 5. Success Metrics\nNone: this part is missing.", prd.ContentMd, StringComparison.Ordinal);
        Assert.Equal((PlanVerdict.Concerns, "openai/gpt-4o", 15), (prd.Metadata.Verdict, prd.Metadata.Model, prd.Metadata.Tokens));
        Assert.Contains("The section \"## 5. Success Metrics\" is missing.", prd.Metadata.Findings!);
        Assert.Contains(log.Events, item => item.Type == EventTypes.PhaseCompleted && item.Payload.ToString().Contains("\"PRD\"", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Events, item => item.Type == EventTypes.PhaseFailed);
        Assert.NotNull(log.State.Project.Metadata.Prd);
        log.Check();
    }

    [Theory]
    [InlineData(Happening.OverBudget)]
    [InlineData(Happening.Cancel)]
    public void AContinuation_ThatIsNeverMade_StoresNoDocument(object end)
    {
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.Accept, Happening.Continue, (Happening)end]);

        Assert.NotEqual(WorkflowStatus.Processing, log.State.Project.Status);
        Assert.Empty(log.State.Documents);
        log.Check();
    }

    [Fact]
    public void AMendOfTheLastStep_ThatIsCancelled_StoresThePlanAndEndsTheRun()
    {
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, .. Enumerable.Repeat(Happening.Accept, 4), Happening.Mend, Happening.Cancel]);

        Assert.Equal((WorkflowStatus.Cancelled, Phase.ExecutionPlan), (log.State.Project.Status, log.State.Project.CurrentPhase));
        Assert.Contains(DocumentType.ExecutionPlan, log.State.Documents.Keys);
        log.Check();
    }

    /// <summary>A silo that a mend ends, again and again, is spared the next one.</summary>
    [Fact]
    public void AMend_ThatWasTakenOverTooOften_LeavesTheDocumentAsItIs()
    {
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.Accept, Happening.Mend, .. Enumerable.Repeat(Happening.TakeOver, WorkflowRules.MaxTakeovers + 1)]);

        Assert.Equal((WorkflowStatus.Processing, Phase.TechStack, "other"), (log.State.Project.Status, log.State.Project.CurrentPhase, log.State.Project.Owner));
        Assert.Equal(PlanVerdict.Concerns, log.State.Documents[DocumentType.Prd].Metadata.Verdict);
        log.Check();
    }

    /// <summary>What was asked is stored with the answer that it is about: a resume goes on with it.</summary>
    [Fact]
    public void RequestFor_AfterAMend_HasWhatWasAskedFor()
    {
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.Accept, Happening.Mend, Happening.TakeOver]);

        var request = StepRules.RequestFor(log.State, Step.Prd);

        Assert.Equal((2, "section missing"), (request.CallNumber, request.Earlier[0].Complaint));
        Assert.Equal(new MendOrder("PRD", ["feature-1", "out-of-scope"], Cut: true), request.Earlier[0].Mend);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Retry_AfterAnAnswerThatCouldNotBeUsed_BeginsAnew(bool refused)
    {
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.Accept, Happening.Repair, refused ? Happening.Refuse : Happening.Fail, Happening.Retry]);

        Assert.Empty(StepRules.RequestFor(log.State, Step.Prd).Earlier);
        log.Play([Happening.Continue]);
        Assert.Single(StepRules.RequestFor(log.State, Step.Prd).Earlier);
    }

    [Fact]
    public void AnUnknownPrice_MakesTheTotalUnknownAndNeverZero()
    {
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.AcceptUnpriced, .. Enumerable.Repeat(Happening.Accept, 4)]);

        var last = JsonDocument.Parse(log.Events[^1].Payload.Memory).RootElement;
        Assert.Equal(JsonValueKind.Null, last.GetProperty("total_cost_usd").ValueKind);
        Assert.Equal((null, 1), (log.State.Project.Metadata.TotalCostUsd, log.State.Project.Metadata.UnpricedCalls));
    }

    [Fact]
    public void RequestFor_AStepThatWasCut_CarriesTheEarlierText()
    {
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
        log.Play([Happening.Start, Happening.Accept, Happening.Continue]);

        var request = StepRules.RequestFor(log.State, Step.Prd);

        Assert.Equal(2, request.CallNumber);
        Assert.Equal(new EarlierCall(CallVerdict.Continue, "text", null), Assert.Single(request.Earlier));
    }

    [Fact]
    public void TakeOver_OfARunThatWasGivenBack_CountsNoInterruption()
    {
        var log = new WorkflowHistory(storming: true, secondsBetween: 1);
        log.Play([Happening.Start]);
        var state = log.State;
        for (var restart = 0; restart < 3 * WorkflowRules.MaxTakeovers; restart++)
        {
            state = WorkflowRules.Release(state, state.Project.UpdatedAt).Next;
            Assert.Equal(ProjectSnapshot.NoOwner, state.Project.Owner);
            state = WorkflowRules.TakeOver(state, "other", state.Project.UpdatedAt).Next;
        }

        Assert.Equal((WorkflowStatus.Processing, "other", 0), (state.Project.Status, state.Project.Owner, state.Project.Takeovers));
        Assert.Equal(log.State.Project.LastSeq, state.Project.LastSeq);
    }

    [Fact]
    public void TakeOver_OnceMoreThanAllowedWithoutAnAnswer_FailsTheRunAndOffersARetry()
    {
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
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
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
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
        var log = new WorkflowHistory(storming: false, secondsBetween: 1);
        log.Play([Happening.Start]);

        Assert.Throws<InvalidOperationException>(() => command is "start"
            ? WorkflowRules.Start(log.State, "silo", WorkflowHistory.Noon)
            : WorkflowRules.Retry(log.State, "silo", WorkflowHistory.Noon));
    }
}
