using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Tests.Projects;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Attempts;

public sealed class CallAttemptsTests
{
    [Fact]
    public async Task ReserveAsync_OfTheAttemptThatIsStored_GrantsItWithoutACommit()
    {
        var run = new StartedRun();

        var first = await run.Attempts().ReserveAsync(run.Question());

        Assert.Equal(run.State.Attempts[0].Id, Assert.IsType<ReservedAttempt>(Assert.IsType<Reservation.Granted>(first).Attempt).Id);
        Assert.Empty(run.Store.TransitionsOf(run.State.Project.Id));
    }

    [Fact]
    public async Task ReserveAsync_AfterAFailure_StoresTheNextAttemptAndTheEndOfTheFailedOne()
    {
        var run = new StartedRun();
        var attempts = run.Attempts();
        await SettleAsync(attempts, run.Question(), new(AttemptStatus.Failed, "rate_limited", null));

        var second = await attempts.ReserveAsync(run.Question());

        Assert.IsType<Reservation.Granted>(second);
        Assert.Equal([(1, AttemptStatus.Failed), (2, AttemptStatus.Open)], run.Stored.Attempts.Select(attempt => (attempt.Number, attempt.Status)));
    }

    [Fact]
    public async Task ReserveAsync_OfAnotherModel_SettlesTheFirstAsNotSent()
    {
        var run = new StartedRun();

        await run.Attempts().ReserveAsync(run.Question("other/model"));

        Assert.Equal([("openai/gpt-4o", "not_sent"), ("other/model", null)], run.Stored.Attempts.Select(attempt => (attempt.Model, attempt.ErrorClass)));
    }

    [Fact]
    public async Task ReserveAsync_WithoutRoomInTheProject_RefusesAndStoresNothing()
    {
        var run = new StartedRun(maxCostUsd: 0.17m);
        var attempts = run.Attempts();
        await SettleAsync(attempts, run.Question(), new(AttemptStatus.Unknown, "timed_out", null));

        var second = await attempts.ReserveAsync(run.Question());

        Assert.Contains("max_cost_usd of $0.17", Assert.IsType<Reservation.Refused>(second).Reason.Detail, StringComparison.Ordinal);
        Assert.Empty(run.Store.TransitionsOf(run.State.Project.Id));
        var settled = Assert.Single(attempts.Settled().Attempts);
        Assert.Equal((AttemptStatus.Unknown, true), (settled.Status, settled.Unsaved)); // the transition that ends the run stores it
    }

    [Fact]
    public async Task ReserveAsync_WithoutRoomInTheUsersDay_RefusesAndStoresNothing()
    {
        var run = new StartedRun(dailyLimitUsd: 0.1m);
        run.Store.Fail(CommitFaultKind.OverBudget, _ => true);
        var attempts = run.Attempts();
        await SettleAsync(attempts, run.Question(), new(AttemptStatus.Failed, "rate_limited", null));

        var second = await attempts.ReserveAsync(run.Question());

        Assert.Contains("may cost a day, $0.1.", Assert.IsType<Reservation.Refused>(second).Reason.Detail, StringComparison.Ordinal);
        Assert.Empty(run.Store.TransitionsOf(run.State.Project.Id));
        Assert.Single(attempts.Settled().Attempts);
    }

    [Fact]
    public async Task ReserveAsync_WhoseAnswerFromTheDatabaseIsLost_IsStoredOnce()
    {
        var run = new StartedRun();
        run.Store.Fail(CommitFaultKind.AnswerLost, _ => true);
        var attempts = run.Attempts();

        var other = await attempts.ReserveAsync(run.Question("other/model"));

        Assert.Equal(run.Stored.Attempts[1].Id, Assert.IsType<ReservedAttempt>(Assert.IsType<Reservation.Granted>(other).Attempt).Id);
        Assert.Single(run.Store.TransitionsOf(run.State.Project.Id));
        Assert.Equal(1, run.Store.StaleCommits);
    }

    [Fact]
    public async Task ReserveAsync_OfARunThatAnotherSiloHas_IsNoReservation()
    {
        var run = new StartedRun();
        run.Store.TakeOver(run.State.Project.Id, "other");

        await Assert.ThrowsAsync<RunLostException>(async () => await run.Attempts().ReserveAsync(run.Question("other/model")));
    }

    [Fact]
    public async Task Settled_OfAttemptsThatNobodySettled_KnowsWhichWereSent()
    {
        var run = new StartedRun();
        var (sent, unsent) = (run.Attempts(), run.Attempts());
        await sent.ReserveAsync(run.Question());

        Assert.Equal(AttemptStatus.Unknown, Assert.Single(sent.Settled().Attempts).Status);
        Assert.Equal((AttemptStatus.Cancelled, 0m), (unsent.Settled().Attempts[0].Status, unsent.Settled().Attempts[0].CostUsd));
    }

    [Fact]
    public async Task Unnoted_OfACallUnderWay_GivesTheIdUntilItIsNotedOrEnded()
    {
        var run = new StartedRun();
        var attempts = run.Attempts();
        var granted = Assert.IsType<ReservedAttempt>(Assert.IsType<Reservation.Granted>(await attempts.ReserveAsync(run.Question())).Attempt);
        Assert.Empty(attempts.Unnoted(long.MaxValue));

        granted.Identify("gen-1");

        Assert.Equal([granted], attempts.Unnoted(long.MaxValue));
        Assert.Empty(attempts.Unnoted(sentBefore: 0));
        granted.Noted = true;
        Assert.Empty(attempts.Unnoted(long.MaxValue));
    }

    private static async Task SettleAsync(CallAttempts attempts, ModelQuestion question, AttemptEnd end) =>
        Assert.IsType<Reservation.Granted>(await attempts.ReserveAsync(question)).Attempt.Settle(end);
}
