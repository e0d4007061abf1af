using System.Net.Http.Json;
using System.Text.Json;
using AiDevFramework.Cluster.Tests.Embedded;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport.Postgres;

namespace AiDevFramework.Cluster.Tests.Money;

/// <summary>What the provider's bill says is what users see, and never more than they allowed.</summary>
public abstract class MoneyTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <returns>The connection string of an empty database; <see langword="null"/> for the SQLite file.</returns>
    protected abstract Task<string?> DatabaseAsync();

    [Fact(Timeout = 300_000)]
    public async Task Run_WithAllKindsOfTrouble_AgreesWithTheProvidersBillToTheCent()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        var script = service.Models.Script;
        script.When(Steps.SmartDetection, nth: 1).Answer(Behaviours.WrongJson(), Behaviours.Byok());
        script.When(Steps.EventStorming, nth: 1).Answer(Behaviours.ErrorChunk(), Behaviours.Clean()); // charged, and not said how much
        script.When(Steps.Prd, nth: 1).Answer(Behaviours.RateLimited(retryAfter: "0"), Behaviours.Length(), Behaviours.Clean());
        script.When(Steps.TechStack, nth: 1).Answer(Behaviours.EofWithoutFinish(), Behaviours.OtherModel());
        script.When(Steps.ApproachDetection, nth: 1).Answer(Behaviours.CostNull());
        script.When(Steps.Generation, nth: 1).Answer(Behaviours.Failure(404)); // not ready at once
        var project = await CreateAsync(service);

        await service.Api.StartWorkflowAsync(project, Cancellation);
        var ended = await service.Api.WaitForEndAsync(project, Deadline, Cancellation);
        var costs = await SettledAsync(service, project);

        Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
        Assert.Equal(service.Models.Log.Calls.Sum(call => Math.Round(call.BilledUsd!.Value, 6)), costs.GetProperty("total_cost_usd").GetDecimal());
        Assert.Equal(service.Models.Log.Count, costs.GetProperty("attempts").GetInt32());
        Assert.Equal(8, costs.GetProperty("calls").GetInt32()); // six steps, one continuation, one repair
        Assert.Equal(service.Models.Log.Calls.Sum(call => (long)call.PromptTokens), costs.GetProperty("prompt_tokens").GetInt64());
        Assert.Equal(service.Models.Log.Calls.Sum(call => (long)call.CompletionTokens), costs.GetProperty("completion_tokens").GetInt64());
        Assert.Equal(
            costs.GetProperty("total_cost_usd").GetDecimal(),
            costs.GetProperty("breakdown").EnumerateArray().Sum(entry => entry.GetProperty("cost_usd").GetDecimal()));
        Assert.Contains(service.Models.Log.Lookups, lookup => lookup == "/api/v1/models");
    }

    [Fact(Timeout = 300_000)]
    public async Task Run_WithAnswersThatSayNothingOfTheirCost_LearnsItFromTheProvider()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        service.Models.Script.When(Steps.Prd).Answer(Behaviours.NoUsage());
        service.Models.Script.When(Steps.TechStack, nth: 1).Answer(Behaviours.ErrorChunk(), Behaviours.NoUsage());
        var project = await CreateAsync(service);
        await service.Api.StartWorkflowAsync(project, Cancellation);
        await service.Api.WaitForEndAsync(project, Deadline, Cancellation);

        var costs = await SettledAsync(service, project);

        Assert.Equal(service.Models.Log.Calls.Sum(call => Math.Round(call.BilledUsd!.Value, 6)), costs.GetProperty("total_cost_usd").GetDecimal());
        Assert.Equal(service.Models.Log.Calls.Sum(call => (long)call.PromptTokens), costs.GetProperty("prompt_tokens").GetInt64());
        Assert.Equal(service.Models.Log.Calls.Sum(call => (long)call.CompletionTokens), costs.GetProperty("completion_tokens").GetInt64());
        Assert.Equal((6, 7), (costs.GetProperty("calls").GetInt32(), costs.GetProperty("attempts").GetInt32()));
    }

    [Fact(Timeout = 300_000)]
    public async Task Kill_InTheMiddleOfACall_LeavesAnUnknownUntilTheProviderTells()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        var script = service.Models.Script;
        script.When(Steps.Prd, nth: 1).Answer(Behaviours.HeldMidAnswer(), Behaviours.Clean());
        script.When(Steps.Generation).Answer(Behaviours.Failure(404));
        var project = await CreateAsync(service);
        await service.Api.StartWorkflowAsync(project, Cancellation);
        await script.WaitForHeldAsync(Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(6), Cancellation); // long enough for the provider's id to be stored: there is no signal to wait for

        await service.Process.KillAsync(Cancellation);
        await service.Process.StartAsync(Cancellation);
        var ended = await service.Api.WaitForEndAsync(project, Deadline, Cancellation);

        Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
        var costs = await service.Api.GetCostsAsync(project, Cancellation);
        Assert.Equal(1, costs.GetProperty("unknowns").GetProperty("count").GetInt32());
        Assert.InRange(costs.GetProperty("unknowns").GetProperty("reserved_usd").GetDecimal(), 0.08m, 0.2m);
        var answered = costs.GetProperty("total_cost_usd").GetDecimal();
        Assert.Equal(ended.GetProperty("metadata").GetProperty("total_cost_usd").GetDecimal(), answered);

        script.Clear();
        costs = await SettledAsync(service, project);

        var cut = service.Models.Log.Of(Steps.Prd)[0];
        Assert.True(cut.BilledUsd > 0);
        Assert.Equal(answered + Math.Round(cut.BilledUsd!.Value, 6), costs.GetProperty("total_cost_usd").GetDecimal());
        Assert.Equal(service.Models.Log.Count, costs.GetProperty("attempts").GetInt32());
    }

    [Fact(Timeout = 300_000)]
    public async Task Cancel_AfterAnAttemptThatWasCharged_KeepsTheCharge()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        service.Models.Script.When(Steps.Prd, nth: 1).Answer(Behaviours.ErrorChunk(), Behaviours.HeldMidAnswer());
        var project = await CreateAsync(service);
        await service.Api.StartWorkflowAsync(project, Cancellation);
        await service.Models.Script.WaitForHeldAsync(Cancellation);

        await service.Api.CancelAsync(project, Cancellation);
        var costs = await SettledAsync(service, project);

        Assert.Equal(service.Models.Log.Calls.Sum(call => Math.Round(call.BilledUsd!.Value, 6)), costs.GetProperty("total_cost_usd").GetDecimal());
        Assert.Equal(service.Models.Log.Count, costs.GetProperty("attempts").GetInt32());
    }

    [Fact(Timeout = 300_000)]
    public async Task Run_OverItsBudget_PausesBeforeTheCallAndGoesOnWhenItIsRaised()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        var project = await CreateAsync(service, maxCostUsd: 0.13m);
        await using var feed = await service.Api.FollowAsync(project, after: 0, Cancellation);

        await service.Api.StartWorkflowAsync(project, Cancellation);
        var paused = await service.Api.WaitForEndAsync(project, Deadline, Cancellation);

        var metadata = paused.GetProperty("metadata");
        Assert.Equal(("FAILED", "budget", true, 0.13m), (
            paused.GetProperty("status").GetString(),
            metadata.GetProperty("error").GetString(),
            metadata.GetProperty("retry_available").GetBoolean(),
            metadata.GetProperty("max_cost_usd").GetDecimal()));
        Assert.Contains("max_cost_usd", metadata.GetProperty("error_detail").GetString(), StringComparison.Ordinal);
        var failed = await feed.WaitForAsync("phase_failed", Cancellation);
        Assert.Equal(("budget", true), (failed.GetProperty("error").GetString(), failed.GetProperty("retry_available").GetBoolean()));
        Assert.Equal("budget", (await feed.WaitForAsync("workflow_failed", Cancellation)).GetProperty("error").GetString());
        Assert.InRange(service.Models.Log.BilledUsd, 0.000001m, 0.13m);
        var before = service.Models.Log.Count;

        using var again = await service.Api.SendAsync(HttpMethod.Post, $"/api/v1/projects/{project}/retry", Cancellation);
        Assert.True(again.IsSuccessStatusCode);
        Assert.Equal("FAILED", (await service.Api.WaitForEndAsync(project, Deadline, Cancellation)).GetProperty("status").GetString());
        Assert.Equal(before, service.Models.Log.Count); // nothing was changed, nothing was asked

        using var raised = await service.Api.SendAsync(
            HttpMethod.Post, $"/api/v1/projects/{project}/retry", Cancellation, JsonContent.Create(new { max_cost_usd = 2 }));
        Assert.True(raised.IsSuccessStatusCode);
        var ended = await service.Api.WaitForEndAsync(project, Deadline, Cancellation);
        Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
        Assert.Equal(2m, ended.GetProperty("metadata").GetProperty("max_cost_usd").GetDecimal());
        Assert.False(ended.GetProperty("metadata").TryGetProperty("error", out _));
        Assert.All(Steps.All.Take(6), step => Assert.Single(service.Models.Log.Of(step)));
    }

    [Fact(Timeout = 300_000)]
    public async Task Estimate_OfAnIdea_HoldsWhatItsRunCostsAndNamesItsModels()
    {
        await using var service = await EmbeddedService.StartAsync(
            await DatabaseAsync(), Cancellation, ("APPROACH_DETECTION_MODEL", "openai/gpt-4o-mini")); // a phase of two models
        var project = await CreateAsync(service);

        var estimate = await service.Api.EstimateAsync(Idea, Cancellation, maxCostUsd: 5);
        await service.Api.StartWorkflowAsync(project, Cancellation);
        await service.Api.WaitForEndAsync(project, Deadline, Cancellation);

        var (min, max) = (estimate.GetProperty("min").GetDecimal(), estimate.GetProperty("max").GetDecimal());
        Assert.InRange(service.Models.Log.BilledUsd, min / 2, max); // the fake's documents are shorter than real ones
        Assert.InRange(min, 0.01m, max / 2);
        Assert.True(estimate.GetProperty("fits_budget").GetBoolean());
        Assert.InRange(estimate.GetProperty("sufficient_budget").GetDecimal(), max, 2 * max);
        Assert.Equal(5, estimate.GetProperty("phases").GetArrayLength());
        Assert.Equal(["openai/gpt-4o-mini", "openai/gpt-4o"], estimate.GetProperty("models").EnumerateArray().Select(model => model.GetString()));
        var costs = await service.Api.GetCostsAsync(project, Cancellation);
        Assert.Equal(
            costs.GetProperty("breakdown").EnumerateArray()
                .Select(row => $"{row.GetProperty("phase").GetString()} {row.GetProperty("model").GetString()}").Order(StringComparer.Ordinal),
            estimate.GetProperty("phases").EnumerateArray()
                .SelectMany(phase => phase.GetProperty("models").EnumerateArray(), (phase, model) => $"{phase.GetProperty("phase").GetString()} {model.GetString()}")
                .Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 300_000)]
    public async Task Run_WithTheBudgetThatTheEstimateCallsSufficient_IsNotPaused()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        var estimate = await service.Api.EstimateAsync(Idea, Cancellation);
        var budget = estimate.GetProperty("sufficient_budget").GetDecimal();
        var project = await CreateAsync(service, budget);

        await service.Api.StartWorkflowAsync(project, Cancellation);
        var ended = await service.Api.WaitForEndAsync(project, Deadline, Cancellation);

        Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
    }

    [Fact(Timeout = 300_000)]
    public async Task Retry_AfterTheProviderLeftADocumentHalfWritten_PaysForNoPartOfItAgain()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation);
        service.Models.Script.When(Steps.Prd, nth: 1).Answer(Behaviours.Length(), Behaviours.NoCredit(), Behaviours.Clean());
        var project = await CreateAsync(service);
        await service.Api.StartWorkflowAsync(project, Cancellation);
        var failed = await service.Api.WaitForEndAsync(project, Deadline, Cancellation);
        Assert.Equal(("FAILED", true), (failed.GetProperty("status").GetString(), failed.GetProperty("metadata").GetProperty("retry_available").GetBoolean()));

        using var retried = await service.Api.SendAsync(HttpMethod.Post, $"/api/v1/projects/{project}/retry", Cancellation);
        Assert.True(retried.IsSuccessStatusCode);
        var ended = await service.Api.WaitForEndAsync(project, Deadline, Cancellation);

        Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
        var calls = service.Models.Log.Of(Steps.Prd);
        Assert.Equal([200, 402, 200], calls.Select(call => call.Status));
        Assert.Contains("Go on exactly where it stops", calls[2].Body, StringComparison.Ordinal); // with the first part before it
        Assert.Equal(calls[1].Body, calls[2].Body);
        var costs = await service.Api.GetCostsAsync(project, Cancellation);
        Assert.Equal(service.Models.Log.Calls.Sum(call => Math.Round(call.BilledUsd ?? 0m, 6)), costs.GetProperty("total_cost_usd").GetDecimal());
    }

    [Fact(Timeout = 300_000)]
    public async Task Run_WithAModelWithoutAPrice_IsUnknownAndDoesNotFitAnyBudget()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation, ("PRD_MODEL", "openrouter/auto"));
        service.Models.Script.When(Steps.Prd).Answer(Behaviours.CostNull());
        var (free, budgeted) = (await CreateAsync(service), await CreateAsync(service, maxCostUsd: 100m));

        await service.Api.StartWorkflowAsync(free, Cancellation);
        await service.Api.StartWorkflowAsync(budgeted, Cancellation);
        var completed = await service.Api.WaitForEndAsync(free, Deadline, Cancellation);
        var paused = await service.Api.WaitForEndAsync(budgeted, Deadline, Cancellation);

        Assert.Equal("COMPLETED", completed.GetProperty("status").GetString());
        var costs = await service.Api.GetCostsAsync(free, Cancellation);
        Assert.Equal(JsonValueKind.Null, costs.GetProperty("total_cost_usd").ValueKind);
        Assert.Equal(1, costs.GetProperty("unpriced_calls").GetInt32());
        Assert.Equal(("FAILED", "budget"), (paused.GetProperty("status").GetString(), paused.GetProperty("metadata").GetProperty("error").GetString()));
        Assert.Contains("openrouter/auto", paused.GetProperty("metadata").GetProperty("error_detail").GetString(), StringComparison.Ordinal);
        Assert.Single(service.Models.Log.Of(Steps.Prd));
    }

    [Fact(Timeout = 300_000)]
    public async Task Run_DuringAnOutageOfTheListOfModels_KeepsTheSpecificationsPrices()
    {
        await using var service = await EmbeddedService.StartAsync(await DatabaseAsync(), Cancellation, ("MAX_COST_USD_PER_USER_PER_DAY", "50"));
        service.Models.Script.When(Steps.Models).Answer(Behaviours.ServerError());
        service.Models.Script.When(Steps.Prd).Answer(Behaviours.CostNull());
        await service.Process.KillAsync(Cancellation);
        await service.Process.StartAsync(Cancellation); // meets the outage
        var project = await CreateAsync(service);

        await service.Api.StartWorkflowAsync(project, Cancellation);
        var ended = await service.Api.WaitForEndAsync(project, Deadline, Cancellation);

        Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
        Assert.Equal(
            service.Models.Log.Calls.Sum(call => Math.Round(call.BilledUsd!.Value, 6)), ended.GetProperty("metadata").GetProperty("total_cost_usd").GetDecimal());
    }

    private const string Idea = "Booking for hotels, features=5";

    private static Task<Guid> CreateAsync(EmbeddedService service, decimal? maxCostUsd = null) =>
        service.Api.CreateProjectAsync(Idea, Cancellation, maxCostUsd: maxCostUsd);

    /// <summary>Asks until the provider has told all that was unknown.</summary>
    private static async Task<JsonElement> SettledAsync(EmbeddedService service, Guid project)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Deadline);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        do
        {
            var costs = await service.Api.GetCostsAsync(project, limit.Token);
            if (costs.GetProperty("unknowns").GetProperty("count").GetInt32() == 0 && costs.GetProperty("total_cost_usd").ValueKind is JsonValueKind.Number)
            {
                return costs;
            }
        }
        while (await timer.WaitForNextTickAsync(limit.Token));

        throw new TimeoutException("Unknown attempts stayed unknown.");
    }
}

public sealed class SqliteMoneyTests : MoneyTests
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

public sealed class PostgresMoneyTests(PostgresFixture postgres) : MoneyTests
{
    protected override async Task<string?> DatabaseAsync() =>
        await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);
}
