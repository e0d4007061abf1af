using System.Diagnostics;
using System.Globalization;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;

namespace AiDevFramework.Cluster.Tests.Money;

/// <summary>
/// Five hundred misbehaviours of the provider, chosen by a seed, over runs that all go on at once on two silos, with few places for
/// calls. Failed runs are retried until they are through. Then the provider's bill and our books are compared. Replay with AIDEV_SOAK_SEED.
/// </summary>
public sealed class SoakTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Least = 500;
    private const int Runs = 70;
    private const int BadPerRun = 8;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 600_000)]
    public async Task Runs_ThroughFiveHundredMisbehaviours_AllEndAndEveryCentIsAccountedFor()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("AIDEV_SOAK_SEED") ?? "20261124", CultureInfo.InvariantCulture);
        await using var cluster = await AppCluster.StartAsync(
            postgres, silos: 2, gateways: 1, Cancellation,
            ("LLM_MAX_CONCURRENCY", "16"), ("LLM_TIMEOUT_SECONDS", Seconds(8)), ("LLM_FIRST_TOKEN_TIMEOUT_SECONDS", Seconds(2)), ("LLM_IDLE_TIMEOUT_SECONDS", Seconds(2)),
            ("LLM_RETRY_DELAY_MS", "5"), ("LLM_RETRY_AFTER_MAX_SECONDS", "2"), ("LLM_BREAKER_SECONDS", "0"),
            ("PRD_FALLBACK_MODELS", "anthropic/claude-3.5-sonnet"), ("EXECUTION_PLAN_FALLBACK_MODELS", "anthropic/claude-3.5-sonnet"));
        using var api = cluster.Client(0);
        var (misbehaviours, since) = (new Misbehaviours(seed), Stopwatch.GetTimestamp());

        var runs = await Task.WhenAll(Enumerable.Range(1, Runs).Select(number => CreateAsync(cluster, api, misbehaviours, number)).ToList());
        await Task.WhenAll(runs.Select(run => SurviveAsync(api, run.Project)));
        var ended = Stopwatch.GetElapsedTime(since);
        await SettledAsync(cluster);

        Assert.Equal(0, await cluster.CountAsync("select count(*) from projects where status <> 'COMPLETED'", Cancellation));
        Assert.Equal(0, await cluster.CountAsync("select count(*) from llm_attempts where status = 'OPEN'", Cancellation));
        var misbehaved = cluster.Fake.Log.Calls.Count(Misbehaviours.IsBad);
        Assert.True(misbehaved >= Least, $"{misbehaved} misbehaviours came to be.");
        var books = new List<ProjectBook>();
        foreach (var (project, mark) in runs)
        {
            Assert.Equal(await DocumentsOfAsync(api, project), (await api.GetDocumentsAsync(project, Cancellation)).GetProperty("documents").GetArrayLength());
            var book = await ProjectBook.ReadAsync(cluster, project, mark, Cancellation);
            book.AssertAgreesWithBill();
            book.AssertAgreesWith(await api.GetCostsAsync(project, Cancellation));
            books.Add(book);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"""
            Seed {seed}: {misbehaved} misbehaviours in {cluster.Fake.Log.Count} calls, all runs ended after {ended.TotalSeconds:0.0} s, settled after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s.
            Billed {cluster.Fake.Log.BilledUsd:0.000000}, known {books.Sum(book => book.KnownUsd):0.000000}; {books.Sum(book => book.Unpriced)} answers without a price, {books.Sum(book => book.Unknown)} attempts unknown.
            """));
    }

    /// <returns>A limit for the provider, which takes its time where the machine does.</returns>
    private static string Seconds(int limit) =>
        Math.Ceiling(Machine.Allow(TimeSpan.FromSeconds(limit), most: 4).TotalSeconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>What the decision calls for. Where no model gave a readable one, it is a rule's.</summary>
    private static async Task<int> DocumentsOfAsync(ApiClient api, Guid project) =>
        (await api.GetProjectAsync(project, Cancellation)).GetProperty("metadata").GetProperty("use_event_storming").GetBoolean() ? 4 : 3;

    private static async Task<(Guid Project, string Mark)> CreateAsync(AppCluster cluster, ApiClient api, Misbehaviours misbehaviours, int number)
    {
        var (mark, storming) = ($"[[soak-{number}]]", number % 2 == 0);
        misbehaviours.Deal(
            cluster.Fake.Script, mark, [.. Steps.All.Take(6).Where(step => storming || step != Steps.EventStorming)], BadPerRun);
        var project = await api.CreateProjectAsync($"A shared task list for small teams, features={(storming ? 5 : 2)} {mark}", Cancellation);
        return (project, mark);
    }

    private static async Task SurviveAsync(ApiClient api, Guid project)
    {
        await using var feed = await api.FollowAsync(project, after: 0, Cancellation);
        await api.StartWorkflowAsync(project, Cancellation);
        var last = await feed.WaitForEndAsync(Deadline, Cancellation);
        for (var retry = 0; retry < 3 * BadPerRun && FeedClient.TypeOf(last) == "workflow_failed"; retry++)
        {
            var seen = last.GetProperty("seq").GetInt64();
            await api.RetryAsync(project, Cancellation);
            last = await feed.WaitForAsync(
                message => FeedClient.TypeOf(message) is "workflow_completed" or "workflow_failed" && message.GetProperty("seq").GetInt64() > seen,
                Deadline, Cancellation);
        }
    }

    /// <summary>Waits until the provider was asked about every attempt that it can tell of.</summary>
    private static async Task SettledAsync(AppCluster cluster)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Deadline);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await cluster.CountAsync("select count(*) from llm_attempts where check_at is not null or (status = 'UNKNOWN' and generation_id is not null)", limit.Token) > 0)
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
