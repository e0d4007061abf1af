using AiDevFramework.FakeOpenRouter.Replay;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using Steps = AiDevFramework.FakeOpenRouter.Steps;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>Whole runs on what real servers send.</summary>
public sealed class WireRunTests(ModelRuns runs) : IClassFixture<ModelRuns>
{
    [Theory(Timeout = 120_000)]
    [InlineData("01")]
    [InlineData("02")]
    public async Task ADocumentThatIsNotWhole_IsAskedForAgainAndNothingOfItIsStored(string name)
    {
        var run = await runs.Create().Next(Steps.Prd, Behaviours.Replay(WireCase.Answer(name)), Behaviours.Clean()).RunAsync();

        run.AssertCompleted();
        Assert.Equal(2, run.AskedFor(Steps.Prd).Count);
        Assert.All(run.State.Documents.Values, document => Assert.DoesNotContain("[[case:", document.ContentMd, StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task AnAllowanceSpentOnReasoning_IsDoubledOnceWithAReservationOfItsOwn()
    {
        var run = await runs.Create().Next(Steps.SmartDetection, Behaviours.Replay(WireCase.Answer("19")), Behaviours.Clean()).RunAsync();

        run.AssertCompleted();
        var attempts = run.State.Attempts.FindAll(attempt => attempt.Step is Step.SmartDetection);
        Assert.Equal([(1, "only_reasoning"), (2, null)], attempts.Select(attempt => (attempt.Number, attempt.ErrorClass)));
        Assert.Equal([AttemptStatus.Failed, AttemptStatus.Answered], attempts.Select(attempt => attempt.Status));
        Assert.True(attempts[1].ReservedUsd > attempts[0].ReservedUsd);
        var call = run.State.Calls.Single(call => call.Step is Step.SmartDetection).Call;
        Assert.Equal(attempts.Sum(attempt => attempt.CostUsd), call.CostUsd);
    }

    [Fact(Timeout = 120_000)]
    public async Task AnAllowanceSpentOnReasoningTwice_FailsAndSaysSo()
    {
        var run = await runs.Create().Always(Steps.SmartDetection, Behaviours.Replay(WireCase.Answer("18"))).RunAsync();

        Assert.Contains("spent its allowance of tokens on reasoning", run.AssertFailed(fixFirst: true), StringComparison.Ordinal);
        Assert.Equal(2, run.AskedFor(Steps.SmartDetection).Count);
    }
}
