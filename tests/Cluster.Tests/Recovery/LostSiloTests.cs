using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Recovery;

/// <summary>A run goes on when its silo goes away in the middle of a model call, and nothing is paid for twice but that call.</summary>
public sealed class LostSiloTests(ClusterFixture fixture, ITestOutputHelper output) : IClassFixture<ClusterFixture>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private readonly AppCluster _cluster = fixture.Cluster;

    [Fact(Timeout = 180_000)]
    public async Task Start_ThreeSilosAtOnceOnAnEmptyDatabase_AllBecomeMembers()
    {
        var cancellation = TestContext.Current.CancellationToken;

        Assert.Equal(3, await _cluster.CountAsync("select count(*) from orleans_members where status = 3", cancellation));
        foreach (var process in _cluster.Silos.Concat(_cluster.Gateways))
        {
            using var http = new HttpClient { BaseAddress = process.Address };
            Assert.Contains("healthy", await http.GetStringAsync("/health/live", cancellation), StringComparison.Ordinal);
            Assert.Contains("healthy", await http.GetStringAsync("/health/ready", cancellation), StringComparison.Ordinal);
        }

        using var client = _cluster.Client(0);
        using var dashboard = await client.SendAsync(HttpMethod.Get, "/dashboard/", cancellation);
        Assert.Equal(HttpStatusCode.NotFound, dashboard.StatusCode); // off where DASHBOARD_ENABLED does not say otherwise
        Assert.DoesNotContain("PostgresException", fixture.FirstOutput, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task Kill_DuringAModelCall_AnotherSiloRepeatsThatCallAndCompletes()
    {
        var cancellation = TestContext.Current.CancellationToken;

        await RunAsync("killed", TimeSpan.FromSeconds(5), async silo =>
        {
            await silo.KillAsync(cancellation);
            return () => silo.StartAsync(cancellation);
        }, cancellation);
    }

    [Fact(Timeout = 180_000)]
    public async Task Terminate_DuringAModelCall_HandsTheRunOverAndLeaves()
    {
        var cancellation = TestContext.Current.CancellationToken;

        await RunAsync("told to stop", TimeSpan.FromSeconds(10), async silo =>
        {
            var since = Stopwatch.GetTimestamp();
            Assert.Equal(0, await silo.TerminateAsync(cancellation));
            Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, Machine.Allow(TimeSpan.FromSeconds(10)));
            return () => silo.StartAsync(cancellation);
        }, cancellation);
    }

    [Fact(Timeout = 180_000)]
    public async Task Freeze_UntilVotedOut_TheSiloWakesWritesNothingAndEnds()
    {
        var cancellation = TestContext.Current.CancellationToken;

        await RunAsync("frozen", TimeSpan.FromSeconds(20), async silo =>
        {
            silo.Signal(ProcessSignal.Stop);
            await Task.CompletedTask;
            return async () =>
            {
                silo.Signal(ProcessSignal.Continue);
                _cluster.Fake.Script.Release(); // its call is answered now, if it still waits
                var since = Stopwatch.GetTimestamp();
                Assert.NotEqual(0, await silo.WaitForExitAsync(cancellation));
                output.WriteLine($"ended {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s after it woke");
                await silo.StartAsync(cancellation);
            };
        }, cancellation);
    }

    [Fact(Timeout = 180_000)]
    public async Task Kill_AllSilosDuringAModelCall_TheRunGoesOnWhenTheyAreBack()
    {
        var cancellation = TestContext.Current.CancellationToken;

        await RunAsync("gone with all others", TimeSpan.FromSeconds(20), async _ =>
        {
            await Task.WhenAll(_cluster.Silos.Select(silo => silo.KillAsync(cancellation)));
            await Task.WhenAll(_cluster.Silos.Select(silo => silo.StartAsync(cancellation)));
            return () => Task.CompletedTask;
        }, cancellation);
    }

    /// <param name="goal">For the takeover of a quiet machine; twice as long is a fault on one that is no busier than its cores.</param>
    private async Task RunAsync(string what, TimeSpan goal, Func<AppProcess, Task<Func<Task>>> lose, CancellationToken cancellation)
    {
        var mark = $"[[{what.Replace(' ', '-')}]]";
        _cluster.Fake.Script.When(step: Steps.Prd, nth: 1, marker: mark).Answer(Behaviours.Held());
        using var first = _cluster.Client(0);
        using var second = _cluster.Client(1);
        var project = await first.CreateProjectAsync($"A shop for plants, features=5 {mark}", cancellation);
        await using var feed = await first.FollowAsync(project, after: 0, cancellation);
        await using var other = await second.FollowAsync(project, after: 0, cancellation);
        await first.StartWorkflowAsync(project, cancellation);
        await CallAsync(mark, nth: 1, cancellation);

        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var traffic = Task.WhenAll(
            ReadAsync(first, project, quiet.Token), ReadAsync(second, project, quiet.Token), CreateAsync(first, quiet.Token), CreateAsync(second, quiet.Token));
        var since = Stopwatch.GetTimestamp();
        var restore = await lose(await _cluster.OwnerAsync(project, cancellation));
        await CallAsync(mark, nth: 2, cancellation);
        var repeated = Stopwatch.GetElapsedTime(since);
        output.WriteLine($"{what}: the call was repeated after {repeated.TotalSeconds:0.0} s");
        Assert.InRange(repeated, TimeSpan.Zero, Machine.Allow(2 * goal));
        await feed.WaitForEndAsync(Deadline, cancellation);
        await other.WaitForEndAsync(Deadline, cancellation);
        await quiet.CancelAsync();
        CheckAnswers([.. (await traffic).SelectMany(answers => answers)], what);
        var before = await StoredAsync(project, cancellation);
        await restore();

        var ended = await second.WaitForEndAsync(project, Deadline, cancellation);
        Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
        Assert.Equal(before, await StoredAsync(project, cancellation)); // whoever came back wrote nothing
        Assert.Equal(Enumerable.Range(1, feed.Events.Count).Select(seq => (long)seq), feed.Events.Select(Seq));
        Assert.Equal(feed.Events.Select(item => item.GetRawText()), other.Events.Select(item => item.GetRawText()));
        var calls = Calls(mark).GroupBy(call => call.Step).ToDictionary(step => step.Key, step => step.Count());
        Assert.Equal(2, calls[Steps.Prd]);
        Assert.All(calls.Where(step => step.Key != Steps.Prd), step => Assert.Equal(1, step.Value));
        Assert.Equal(6, calls.Count);
    }

    /// <summary>Reads again and again, as a page does that a person looks at.</summary>
    private static Task<IReadOnlyList<Answer>> ReadAsync(ApiClient client, Guid project, CancellationToken cancellationToken) =>
        AskAsync(() => client.SendAsync(HttpMethod.Get, $"/api/v1/projects/{project}", cancellationToken), cancellationToken);

    /// <summary>Creates one project after the other, on whichever silo it falls.</summary>
    private static Task<IReadOnlyList<Answer>> CreateAsync(ApiClient client, CancellationToken cancellationToken) =>
        AskAsync(
            () => client.SendAsync(
                HttpMethod.Post, "/api/v1/projects", cancellationToken, JsonContent.Create(new { idea = "A shop for plants", user_id = ApiClient.UserId })),
            cancellationToken);

    private static async Task<IReadOnlyList<Answer>> AskAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken cancellationToken)
    {
        var answers = new List<Answer>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var since = Stopwatch.GetTimestamp();
                using var response = await ask();
                answers.Add(new Answer(response.StatusCode, response.Headers.RetryAfter is not null, Stopwatch.GetElapsedTime(since)));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // enough
        }

        return answers;
    }

    private void CheckAnswers(IReadOnlyList<Answer> answers, string what)
    {
        output.WriteLine(
            $"{answers.Count} requests, {answers.Count(answer => answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Created))} refused, "
            + $"the slowest took {answers.Max(answer => answer.Took).TotalSeconds:0.0} s");
        Assert.All(answers, answer => Assert.True(
            answer.Status is HttpStatusCode.OK or HttpStatusCode.Created
                || (answer is { Status: HttpStatusCode.ServiceUnavailable, SaysWhenToRetry: true } && what != "told to stop"),
            $"{answer} while a silo was {what}"));
        Assert.InRange(answers.Max(answer => answer.Took), TimeSpan.Zero, Machine.Allow(TimeSpan.FromSeconds(5)));
    }

    private static long Seq(JsonElement item) => item.GetProperty("seq").GetInt64();

    private async Task CallAsync(string mark, int nth, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        await _cluster.Fake.Log.WaitForAsync(
            call => call.Step == Steps.Prd && Has(call, mark) && Calls(mark).Count(earlier => earlier.Step == Steps.Prd) >= nth, deadline.Token);
    }

    private IReadOnlyList<LoggedCall> Calls(string mark) => [.. _cluster.Fake.Log.Calls.Where(call => Has(call, mark))];

    private static bool Has(LoggedCall call, string mark) => call.Body?.Contains(mark, StringComparison.Ordinal) is true;

    /// <summary>Everything of the project that a write would change.</summary>
    private async Task<(long Version, long Events, long Calls, long Documents)> StoredAsync(Guid project, CancellationToken cancellationToken) =>
    (
        await _cluster.CountAsync($"select version from projects where id = '{project}'", cancellationToken),
        await _cluster.CountAsync($"select count(*) from progress_events where project_id = '{project}'", cancellationToken),
        await _cluster.CountAsync($"select count(*) from llm_logs where project_id = '{project}'", cancellationToken),
        await _cluster.CountAsync($"select count(*) from documents where project_id = '{project}'", cancellationToken));

    private sealed record Answer(HttpStatusCode Status, bool SaysWhenToRetry, TimeSpan Took);
}
