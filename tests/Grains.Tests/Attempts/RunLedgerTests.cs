using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Tests.Projects;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.Llm;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Attempts;

public sealed class RunLedgerTests
{
    private static readonly CommitFaultKind[] _faults = [CommitFaultKind.None, CommitFaultKind.None, CommitFaultKind.AnswerLost, CommitFaultKind.OverBudget];

    private static readonly DateTimeOffset _now = WorkflowHistory.Noon.AddMinutes(1);

    [Fact]
    public async Task TryCommitAsync_OfAnAnswerWhoseNextCallDoesNotFitIntoTheDay_StoresTheAnswerAlone()
    {
        var run = new StartedRun(dailyLimitUsd: 0.1m);
        run.Store.Fail(CommitFaultKind.OverBudget, transition => AttemptRules.FindOpen(transition.Next) is not null);

        var committed = await run.Ledger.TryCommitAsync(WorkflowRules.Apply(run.State, Step.SmartDetection, Reply(CallVerdict.Continue, 0.02m), _now));

        Assert.Single(committed!.Calls);
        Assert.Equal([AttemptStatus.Answered], run.Stored.Attempts.Select(attempt => attempt.Status));
        Assert.Single(run.Store.TransitionsOf(run.State.Project.Id));
    }

    [Fact]
    public async Task TryCommitAsync_FromAStaleVersion_IsNull()
    {
        var run = new StartedRun();
        run.Store.TakeOver(run.State.Project.Id, "other");

        Assert.Null(await run.Ledger.TryCommitAsync(WorkflowRules.Cancel(run.State, _now)));
    }

    [Fact]
    public async Task CommitAsync_WhoseAnswerIsLost_IsNotRepeated()
    {
        var run = new StartedRun();
        run.Store.Fail(CommitFaultKind.AnswerLost, _ => true);

        var committed = await run.Ledger.CommitAsync(
            WorkflowRules.Apply(run.State, Step.SmartDetection, Reply(CallVerdict.Continue, 0.02m), _now), TestContext.Current.CancellationToken);

        Assert.Equal(run.Stored, committed.Next);
        Assert.Single(run.Store.TransitionsOf(run.State.Project.Id));
    }

    [Fact]
    public async Task CommitAsync_OfARunThatAnotherSiloHas_Throws()
    {
        var run = new StartedRun();
        run.Store.TakeOver(run.State.Project.Id, "other");

        await Assert.ThrowsAsync<InvalidOperationException>(() => run.Ledger.CommitAsync(WorkflowRules.Cancel(run.State, _now), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ReserveNextAsync_OfAModelWithoutAPrice_IsRefusedWhereThereIsABudget()
    {
        var (with, without) = (new StartedRun(maxCostUsd: 5m, quotes: new FixedQuotes(null)), new StartedRun(quotes: new FixedQuotes(null)));

        var refused = await with.Ledger.ReserveNextAsync(with.State, TestContext.Current.CancellationToken);
        var granted = await without.Ledger.ReserveNextAsync(without.State, TestContext.Current.CancellationToken);

        Assert.Equal("budget", Assert.IsType<RunReservation.Refused>(refused).Reason.Message);
        Assert.Null(Assert.IsType<RunReservation.Granted>(granted).Attempt.ReservedUsd);
    }

    /// <summary>Whatever attempts cost, wherever the database loses an answer or the user's day is spent: what is granted is stored and within the
    /// budget, and what is refused is not stored and would not be.</summary>
    [Fact]
    public async Task ReserveNextAsync_AnyHistory_GrantsWhatIsStoredAndFits()
    {
        var genMove = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 100], Gen.Int[0, 3].Select(kind => _faults[kind]), Gen.Bool);
        await Gen.Select(Gen.Int[9, 200], genMove.Array[0, 25]).SampleAsync(
            async (limitCents, moves) =>
            {
                var limit = limitCents / 100m;
                var quotes = new MovingQuotes();
                var run = new StartedRun(maxCostUsd: limit, quotes: quotes);
                var state = run.State;
                foreach (var (cents, percent, fault, known) in moves)
                {
                    quotes.MostUsd = cents / 100m;
                    if (AttemptRules.FindOpen(state) is { } open)
                    {
                        state = AttemptRules.Settle(state, new Dictionary<Guid, AttemptEnd> { [open.Id] = End(open, percent, known) }, _now);
                    }

                    var before = run.Stored;
                    if (fault is not CommitFaultKind.None)
                    {
                        run.Store.Fail(fault, _ => true);
                    }

                    var answer = await run.Ledger.ReserveNextAsync(state, CancellationToken.None);
                    run.Store.Forget();
                    switch (answer)
                    {
                        case RunReservation.Granted granted:
                            Assert.Equal(run.Stored.Attempts, granted.State.Attempts);
                            Assert.Equal((AttemptStatus.Open, quotes.MostUsd), (granted.Attempt.Status, granted.Attempt.ReservedUsd));
                            Assert.InRange(AttemptRules.SpentUsd(run.Stored), 0m, limit);
                            break;
                        case RunReservation.Refused refused:
                            Assert.Equal(before, run.Stored);
                            Assert.Equal("budget", refused.Reason.Message);
                            Assert.True(fault is CommitFaultKind.OverBudget || AttemptRules.SpentUsd(state) + quotes.MostUsd > limit);
                            break;
                    }

                    state = answer.State;
                }
            },
            iter: 200,
            threads: 2);
    }

    private static AttemptEnd End(AttemptRecord open, int percent, bool known) => known
        ? new(AttemptStatus.Failed, "unavailable", Call(open.ReservedUsd!.Value * percent / 100m))
        : new(AttemptStatus.Unknown, "timed_out", null);

    private static StepReply Reply(CallVerdict verdict, decimal costUsd) => new(verdict, Call(costUsd), "text");

    private static ModelCall Call(decimal costUsd) => new("openai/gpt-4o", 10, 5, 15, Usd.Normalize(costUsd), CostSource.Provider, 100, "stop", "gen-1");

    private sealed class MovingQuotes : IQuotes
    {
        public decimal MostUsd { get; set; } = 0.09m;

        public Quote QuoteFor(StepRequest request) => new("openai/gpt-4o", "openrouter", MostUsd);

        public Quote QuoteFor(ModelQuestion question) => new(question.Model, "openrouter", MostUsd);
    }
}
