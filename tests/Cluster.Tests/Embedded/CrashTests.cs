using System.Globalization;
using System.Text.Json;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;

namespace AiDevFramework.Cluster.Tests.Embedded;

/// <summary>The process ends in the middle of a run, without a warning or with one, and is started again.</summary>
public abstract class CrashTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> EveryStep =>
        [Steps.SmartDetection, Steps.EventStorming, Steps.Prd, Steps.TechStack, Steps.ApproachDetection, Steps.ExecutionPlan];

    /// <returns>The connection string of an empty database; <see langword="null"/> for the SQLite file.</returns>
    protected abstract Task<string?> DatabaseAsync();

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(EveryStep))]
    public async Task Kill_InTheMiddleOfAStep_RepeatsThatCallAndNoOther(string step)
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        service.Models.Script.When(step, nth: 1).Answer(Behaviours.HeldMidAnswer(), Behaviours.Clean());
        var (project, seen) = await RunUntilHeldAsync(service);

        await service.Process.KillAsync(Cancellation);
        await service.Process.StartAsync(Cancellation);

        seen = [.. seen, .. await FollowToTheEndAsync(service, project, seen.Count)];
        RunEvents.AssertDense(seen);
        Assert.Equal(RunEvents.OfCompletedRun(eventStorming: true), RunEvents.Names(seen));
        Assert.All(Steps.All.Take(6), name => Assert.Equal(name == step ? 2 : 1, service.Models.Log.Of(name).Count));
        await AssertCostsAsync(service, project);
    }

    [Fact(Timeout = 180_000)]
    public async Task Kill_WhileTwiceTheRoomIsAskedFor_RepeatsThatCallAndNoOther()
    {
        var reasonedAway = Behaviours.EmptyStop() with { Name = "reasoned-away", FinishReason = "length", Usage = UsageKind.Detailed };

        var asked = await KillInTheSecondAttemptAsync(reasonedAway, afterwards: []);

        var room = asked.ConvertAll(body => body.GetProperty("max_tokens").GetInt32());
        Assert.Equal([room[0], 2 * room[0], 2 * room[0]], room); // the attempts that are stored tell what the first allowance went into
    }

    [Fact(Timeout = 180_000)]
    public async Task Kill_WhileARefusedMemberIsLeftOut_RepeatsThatCallAndNoOther()
    {
        var refused = Behaviours.Failure(400, "`temperature` is deprecated for this model.", "invalid_request_error");

        var asked = await KillInTheSecondAttemptAsync(refused, afterwards: [refused]);

        Assert.Equal([true, false, true, false], asked.Select(body => body.TryGetProperty("temperature", out _)));
    }

    [Fact(Timeout = 300_000)]
    public async Task Kill_InEveryStepOfOneRun_LosesAndRepeatsNothingThatWasCommitted()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        foreach (var step in EveryStep)
        {
            service.Models.Script.When(step, nth: 1).Answer(Behaviours.HeldBeforeFinish(), Behaviours.Clean());
        }

        var (project, seen) = await RunUntilHeldAsync(service);
        for (var kill = 1; kill <= EveryStep.Count; kill++)
        {
            await service.Process.KillAsync(Cancellation);
            await service.Process.StartAsync(Cancellation);
            if (kill < EveryStep.Count)
            {
                await service.Models.Script.WaitForHeldAsync(Cancellation);
            }
        }

        seen = [.. seen, .. await FollowToTheEndAsync(service, project, seen.Count)];
        RunEvents.AssertDense(seen);
        Assert.Equal(RunEvents.OfCompletedRun(eventStorming: true), RunEvents.Names(seen));
        Assert.All(Steps.All.Take(6), name => Assert.Equal(2, service.Models.Log.Of(name).Count));
        await AssertCostsAsync(service, project);
    }

    [Fact(Timeout = 180_000)]
    public async Task Terminate_InTheMiddleOfAStep_EndsInTimeAndTheRunGoesOnLater()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        service.Models.Script.When(Steps.Prd, nth: 1).Answer(Behaviours.HeldMidAnswer(), Behaviours.Clean());
        var (project, seen) = await RunUntilHeldAsync(service);

        Assert.Equal(0, await service.Process.TerminateAsync(Cancellation).WaitAsync(Machine.Allow(TimeSpan.FromSeconds(10)), Cancellation));
        await service.Process.StartAsync(Cancellation);

        seen = [.. seen, .. await FollowToTheEndAsync(service, project, seen.Count)];
        RunEvents.AssertDense(seen);
        Assert.Equal(RunEvents.OfCompletedRun(eventStorming: true), RunEvents.Names(seen));
    }

    [Fact(Timeout = 180_000)]
    public async Task Kill_WithManyRunsInFlight_FinishesAllOfThem()
    {
        const int runs = 40;
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        service.Models.Script.When(Steps.TechStack).Answer(Behaviours.HeldMidAnswer());
        var projects = await Task.WhenAll(Enumerable.Range(0, runs).Select(async number =>
        {
            var project = await CreateAsync(service, number);
            await service.Api.StartWorkflowAsync(project, Cancellation);
            return project;
        }));
        await service.Models.Script.WaitForHeldAsync(runs, Cancellation);

        await service.Process.KillAsync(Cancellation);
        service.Models.Script.Clear();
        await service.Process.StartAsync(Cancellation);
        var ended = await Task.WhenAll(projects.Select(project => service.Api.WaitForEndAsync(project, Deadline, Cancellation)));

        Assert.All(ended, project => Assert.Equal("COMPLETED", project.GetProperty("status").GetString()));
        Assert.Equal(runs, service.Models.Log.Of(Steps.SmartDetection).Count);
        Assert.Equal(runs, service.Models.Log.Of(Steps.Prd).Count);
        Assert.Equal(2 * runs, service.Models.Log.Of(Steps.TechStack).Count);
    }

    /// <summary>The first attempt at the PRD ends as <paramref name="first"/> says, and the process is killed during the second.</summary>
    /// <param name="afterwards">What comes of the attempts of the process that goes on, before the last one succeeds.</param>
    /// <returns>What the model was asked for the PRD.</returns>
    private async Task<List<JsonElement>> KillInTheSecondAttemptAsync(Behaviour first, Behaviour[] afterwards)
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        service.Models.Script.When(Steps.Prd, nth: 1).Answer([first, Behaviours.HeldMidAnswer(), .. afterwards, Behaviours.Clean()]);
        var (project, seen) = await RunUntilHeldAsync(service);

        await service.Process.KillAsync(Cancellation);
        await service.Process.StartAsync(Cancellation);

        seen = [.. seen, .. await FollowToTheEndAsync(service, project, seen.Count)];
        RunEvents.AssertDense(seen);
        Assert.Equal(RunEvents.OfCompletedRun(eventStorming: true), RunEvents.Names(seen));
        Assert.All(Steps.All.Take(6), name => Assert.Equal(name == Steps.Prd ? 3 + afterwards.Length : 1, service.Models.Log.Of(name).Count));
        await AssertBillAsync(service, project);
        return [.. service.Models.Log.Of(Steps.Prd).Select(call => JsonElement.Parse(call.Body!))];
    }

    private static async Task<(Guid Project, List<JsonElement> Seen)> RunUntilHeldAsync(EmbeddedService service)
    {
        var project = await CreateAsync(service, number: 1);
        await using var feed = await service.Api.FollowAsync(project, after: 0, Cancellation);
        await service.Api.StartWorkflowAsync(project, Cancellation);
        await service.Models.Script.WaitForHeldAsync(Cancellation);
        return (project, [.. feed.Events]);
    }

    private static Task<Guid> CreateAsync(EmbeddedService service, int number) => service.Api.CreateProjectAsync(
        string.Create(CultureInfo.InvariantCulture, $"Number {number} of the bookings for hotels, features=5"), Cancellation);

    private static async Task<IReadOnlyList<JsonElement>> FollowToTheEndAsync(EmbeddedService service, Guid project, int after)
    {
        await using var feed = await service.Api.FollowAsync(project, after, Cancellation);
        await feed.WaitForEndAsync(Deadline, Cancellation);
        return feed.Events;
    }

    /// <summary>What was answered completely is paid for once and shown; what a crash cut off is shown as unknown, or with what the
    /// provider said it cost where that was found out.</summary>
    private static async Task AssertCostsAsync(EmbeddedService service, Guid project)
    {
        Assert.Equal(EveryStep.Count, service.Models.Log.Calls.Count(call => call.Outcome is CallOutcome.Completed));
        await AssertBillAsync(service, project);
    }

    private static async Task AssertBillAsync(EmbeddedService service, Guid project)
    {
        var complete = service.Models.Log.Calls.Where(call => call.Outcome is CallOutcome.Completed).ToList();
        var costs = await service.Api.GetCostsAsync(project, Cancellation);
        var cut = service.Models.Log.Calls.Except(complete).Sum(call => Math.Round(call.BilledUsd!.Value, 6));
        var told = costs.GetProperty("total_cost_usd").GetDecimal() - complete.Sum(call => Math.Round(call.BilledUsd!.Value, 6));
        Assert.InRange(told, 0m, cut);
        Assert.True(costs.GetProperty("unknowns").GetProperty("count").GetInt32() > 0 || told == cut);
        Assert.Equal(service.Models.Log.Count, costs.GetProperty("attempts").GetInt32());
    }
}

public sealed class SqliteCrashTests : CrashTests
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

public sealed class PostgresCrashTests(PostgresFixture postgres) : CrashTests
{
    protected override async Task<string?> DatabaseAsync() =>
        await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);
}
