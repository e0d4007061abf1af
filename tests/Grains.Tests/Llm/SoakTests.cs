using System.Globalization;
using System.Text.Json;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.Llm;
using Steps = AiDevFramework.FakeOpenRouter.Steps;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>
/// Five hundred misbehaviours of the provider, chosen by a seed, over runs that all go on at once. Failed runs are retried until they
/// are through. Replay with AIDEV_SOAK_SEED.
/// </summary>
public sealed class SoakTests(ModelRuns runs) : IClassFixture<ModelRuns>
{
    private const int Misbehaviours = 500;
    private const int Runs = 70;
    private const int PerRun = 8;

    private static readonly string[] StepsOfARun = [Steps.SmartDetection, Steps.Prd, Steps.TechStack, Steps.ApproachDetection, Steps.ExecutionPlan];

    /// <summary>What makes another call necessary.</summary>
    private static readonly Func<Behaviour>[] Bad =
    [
        () => Behaviours.RateLimited(), () => Behaviours.RateLimited("0"), () => Behaviours.RateLimited("1"), () => Behaviours.RateLimited("86400"),
        () => Behaviours.RateLimited("junk"), Behaviours.NoCredit, () => Behaviours.BudgetInFlight("1"), Behaviours.Unauthorized, Behaviours.Moderated,
        Behaviours.NoEndpoint, Behaviours.RequestTimeout, Behaviours.TooLarge, Behaviours.ContextTooLong, Behaviours.UnknownModel, Behaviours.ServerError,
        Behaviours.BadGateway, Behaviours.HtmlBadGateway, () => Behaviours.Unavailable(), Behaviours.GatewayTimeout, Behaviours.Overloaded,
        () => Behaviours.NewErrorForm(), () => Behaviours.NewErrorForm(500, retryable: false), () => Behaviours.Redirect(),
        () => Behaviours.ErrorChunk(), () => Behaviours.ErrorChunk(429), () => Behaviours.ErrorChunk(endAt: 0), () => Behaviours.EofWithoutFinish(),
        () => Behaviours.EofWithoutFinish(int.MaxValue), () => Behaviours.Reset(), () => Behaviours.Reset(endAt: 120), () => Behaviours.ContentFilter(40),
        Behaviours.EmptyStop, Behaviours.NullContent, Behaviours.NoChoices, Behaviours.Whitespace, () => Behaviours.Refusal(), Behaviours.WrongJson,
        Behaviours.SchemaInvalidJson, Behaviours.WrongLanguage, () => Behaviours.GzipBomb(1), () => Behaviours.Huge(1), () => Behaviours.Length(), // after the mark: else the fake goes on with another run's document
        () => Behaviours.RawBytes("<html>"u8.ToArray(), "text/html"), () => Behaviours.RawBytes("data: {\"choices\":[{\"delta\":"u8.ToArray()),
    ];

    /// <summary>What takes long to notice, in a run at most once.</summary>
    private static readonly Func<Behaviour>[] Slow =
    [
        Behaviours.NeverAnswers, () => Behaviours.Stalled(), () => Behaviours.CommentsOnly(), Behaviours.Held, Behaviours.HeldMidAnswer, Behaviours.HeldBeforeFinish,
        () => Behaviours.Drip(1, 100),
    ];

    /// <summary>What a good reader does not mind.</summary>
    private static readonly Func<Behaviour>[] Odd =
    [
        Behaviours.UsageWithFinish, () => Behaviours.Comments(), Behaviours.SplitUtf8, Behaviours.Crlf, Behaviours.TwoDataLines, Behaviours.NoDone,
        () => Behaviours.Fenced(), Behaviours.LeadingProse, Behaviours.TrailingProse, Behaviours.Nul, Behaviours.LoneSurrogates, Behaviours.Bom, Behaviours.Bidi,
        Behaviours.InvalidUtf8, () => Behaviours.OtherModel(), Behaviours.UnpricedModel, Behaviours.CostNull, Behaviours.NoUsage, Behaviours.Byok,
        Behaviours.NegativeUsage, Behaviours.AbsurdUsage, Behaviours.MismatchedUsage, Behaviours.StringUsage, () => Behaviours.AnotherVariant(), Behaviours.Hostile,
        () => Behaviours.SlowFirstToken(300),
    ];

    [Fact(Timeout = 600_000)]
    public async Task Runs_ThroughFiveHundredMisbehaviours_AllEndAndEveryCentIsAccountedFor()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("AIDEV_SOAK_SEED") ?? "20261124", CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var soaked = Enumerable.Range(0, Runs).Select(_ => Script(runs.Create(), random)).ToList();

        await Task.WhenAll(soaked.Select(SurviveAsync));

        Assert.All(soaked, run => run.AssertCompleted());
        Assert.All(soaked, run => Assert.Equal(3, run.State.Documents.Count));
        var misbehaved = soaked.SelectMany(run => run.Asked).Count(call => call.Behaviour != "clean");
        Assert.True(misbehaved >= Misbehaviours, $"{misbehaved} misbehaviours came to be.");
        foreach (var run in soaked)
        {
            await AssertAccountsAsync(run);
        }
    }

    private static ModelRun Script(ModelRun run, Random random)
    {
        var lists = StepsOfARun.ToDictionary(step => step, _ => new List<Behaviour>());
        for (var number = 0; number < PerRun - 1; number++)
        {
            lists[Pick(StepsOfARun, random)].Add(Pick(Bad, random)());
        }

        if (random.Next(2) == 0)
        {
            lists[Pick(StepsOfARun, random)].Insert(0, Pick(Slow, random)());
        }

        foreach (var (step, list) in lists)
        {
            run.Next(step, [.. list, Pick(Odd, random)()]);
        }

        return run;
    }

    private static async Task SurviveAsync(ModelRun run)
    {
        await run.RunAsync();
        for (var retry = 0; retry < 3 * PerRun && run.Project.Status is WorkflowStatus.Failed; retry++)
        {
            await run.RetryAsync();
        }
    }

    /// <summary>Both ways: what was billed is in our books for that, or waits there as unknown, as a rule under the provider's id, by which
    /// the provider tells; and what is in our books was billed.</summary>
    private async Task AssertAccountsAsync(ModelRun run)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var billed = run.Asked.ToDictionary(call => call.GenerationId);
        var attempts = runs.Attempts.Where(attempt => attempt.ProjectId == run.Id).ToList();
        Assert.All(attempts, attempt => Assert.NotNull(attempt.End));
        Assert.Equal(billed.Count, attempts.Count);
        foreach (var attempt in attempts)
        {
            if (attempt.GenerationId is not { } id)
            {
                Assert.Null(attempt.End!.Call?.CostUsd);
                continue;
            }

            Assert.True(billed.Remove(id, out var call), $"The provider knows nothing of {id}, or we have it twice.");
            call = await runs.Provider.Log.WaitForAsync(logged => logged == call && logged.Outcome is not CallOutcome.InProgress, cancellation);
            switch (attempt.End!)
            {
                case { Call: { CostUsd: { } known } }:
                    Assert.True(Math.Round(call.BilledUsd!.Value, 6) == known, $"{call.Behaviour} of {call.Step} was billed {call.BilledUsd}; we have {attempt.End}.");
                    break;
                case { Status: AttemptStatus.Unknown or AttemptStatus.Answered }:
                    Assert.Equal(call.BilledUsd, await AskAsync(id));
                    break;
                default:
                    Assert.True(call.BilledUsd == 0m, $"{call.Behaviour} of {call.Step} was billed {call.BilledUsd}; we have {attempt.End}.");
                    break;
            }
        }

        // A connection that is reset takes along what it had brought, the provider's id too: such an attempt stays unknown.
        var lost = attempts.Count(attempt => attempt is { GenerationId: null, End.Status: AttemptStatus.Unknown });
        Assert.InRange(billed.Values.Count(call => call.BilledUsd != 0m), 0, lost);
        var unknownInSum = run.State.Calls.Any(call => call.Call.CostUsd is null);
        Assert.Equal(unknownInSum, run.Project.Metadata.TotalCostUsd is null);
        if (!unknownInSum)
        {
            Assert.Equal(attempts.Sum(attempt => attempt.End!.Call?.CostUsd ?? 0), run.Project.Metadata.TotalCostUsd);
        }
    }

    private async Task<decimal?> AskAsync(string id)
    {
        using var http = new HttpClient();
        var body = await http.GetStringAsync($"{runs.Provider.BaseAddress}/generation?id={id}", TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(body);
        var cost = document.RootElement.GetProperty("data").GetProperty("total_cost");
        return cost.ValueKind is JsonValueKind.Null ? null : cost.GetDecimal();
    }

    private static T Pick<T>(IReadOnlyList<T> choices, Random random) => choices[random.Next(choices.Count)];
}
