using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Log;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Embedded;

/// <summary>The job of the service as its users do it: over HTTP and a WebSocket, against a provider over HTTP.</summary>
public abstract partial class EndToEndTests(ServiceFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly string _mark = $"[[{Guid.NewGuid():N}]]"; // tells this test's calls from those of others
    private readonly EmbeddedService _service = fixture.Service;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ApiClient Api => _service.Api;

    private FakeScript Script => _service.Models.Script;

    [Fact(Timeout = 120_000)]
    public async Task Run_OfAnIdeaWithManyFeatures_WritesFourDocumentsThatAgree()
    {
        var project = await CreateAsync(features: 5);
        await using var feed = await Api.FollowAsync(project, after: null, Cancellation);
        var connected = await feed.WaitForAsync("connected", Cancellation);
        Assert.Equal("CREATED", connected.GetProperty("current_status").GetString());
        Assert.Equal(JsonValueKind.Null, connected.GetProperty("current_phase").ValueKind);

        var started = await Api.StartWorkflowAsync(project, Cancellation);
        Assert.Equal("PROCESSING", started.GetProperty("status").GetString());
        Assert.Equal("SMART_DETECTION", started.GetProperty("current_phase").GetString());
        var last = await feed.WaitForEndAsync(Deadline, Cancellation);

        Assert.Equal(RunEvents.OfCompletedRun(eventStorming: true), RunEvents.Names(feed.Events));
        RunEvents.AssertDense(feed.Events);
        Assert.All(feed.Messages, message => Assert.Matches(Timestamp(), message.GetProperty("timestamp").GetString()));
        Assert.Equal(4, last.GetProperty("documents_generated").GetInt32());

        var stored = await Api.GetProjectAsync(project, Cancellation);
        Assert.Equal("COMPLETED", stored.GetProperty("status").GetString());
        Assert.Equal("EXECUTION_PLAN", stored.GetProperty("current_phase").GetString());
        var metadata = stored.GetProperty("metadata");
        Assert.True(metadata.GetProperty("use_event_storming").GetBoolean());
        Assert.True(metadata.GetProperty("use_vertical_approach").GetBoolean());
        Assert.Equal(5, metadata.GetProperty("smart_detection").GetProperty("feature_count_estimate").GetInt32());
        Assert.NotEmpty(metadata.GetProperty("smart_detection").GetProperty("reasoning").GetString()!);

        var documents = (await Api.GetDocumentsAsync(project, Cancellation)).GetProperty("documents").EnumerateArray().ToList();
        Assert.Equal(
            ["EVENT_STORMING", "PRD", "TECH_STACK", "EXECUTION_PLAN"], documents.Select(document => document.GetProperty("type").GetString()));
        Assert.All(documents, document => Assert.Equal("openai/gpt-4o", document.GetProperty("metadata").GetProperty("model").GetString()));
        Assert.Equal(5, documents[1].GetProperty("metadata").GetProperty("feature_count").GetInt32());
        Assert.Equal("VERTICAL", documents[3].GetProperty("metadata").GetProperty("approach").GetString());
        Assert.StartsWith("# Execution Plan (Vertical Approach)", documents[3].GetProperty("content_md").GetString(), StringComparison.Ordinal);
        foreach (var document in documents)
        {
            var type = document.GetProperty("type").GetString()!;
            Assert.Equal(document.GetRawText(), (await Api.GetDocumentAsync(project, type, Cancellation)).GetRawText());
            var sent = CallsOf(type).Single().Text!;
            Assert.Equal(sent.Trim(), document.GetProperty("content_md").GetString()!.Trim());
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_OfAnIdeaWithFewFeatures_LeavesEventStormingOut()
    {
        var project = await CreateAsync(features: 2);
        await using var feed = await StartAsync(project);

        var last = await feed.WaitForEndAsync(Deadline, Cancellation);

        Assert.Equal(RunEvents.OfCompletedRun(eventStorming: false), RunEvents.Names(feed.Events));
        Assert.Equal(3, last.GetProperty("documents_generated").GetInt32());
        var metadata = (await Api.GetProjectAsync(project, Cancellation)).GetProperty("metadata");
        Assert.False(metadata.GetProperty("use_event_storming").GetBoolean());
        Assert.False(metadata.GetProperty("use_vertical_approach").GetBoolean());
        var missing = await Assert.ThrowsAsync<ApiException>(() => Api.GetDocumentAsync(project, "EVENT_STORMING", Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task Costs_OfARun_AreWhatTheProviderBilled()
    {
        var project = await CreateAsync(features: 5);
        await using var feed = await StartAsync(project);

        var last = await feed.WaitForEndAsync(Deadline, Cancellation);

        var billed = Calls().Sum(call => Math.Round(call.BilledUsd!.Value, 6));
        var costs = await Api.GetCostsAsync(project, Cancellation);
        Assert.Equal(billed, costs.GetProperty("total_cost_usd").GetDecimal());
        Assert.Equal(billed, last.GetProperty("total_cost_usd").GetDecimal());
        Assert.Equal(billed, (await Api.GetProjectAsync(project, Cancellation)).GetProperty("metadata").GetProperty("total_cost_usd").GetDecimal());
        Assert.Equal(billed, feed.Events.Where(item => FeedClient.TypeOf(item) == "phase_completed").Sum(item => item.GetProperty("cost_usd").GetDecimal()));

        var rows = costs.GetProperty("breakdown").EnumerateArray().ToList();
        Assert.Equal(
            ["SMART_DETECTION openai/gpt-4o-mini", "EVENT_STORMING openai/gpt-4o", "PRD openai/gpt-4o", "TECH_STACK openai/gpt-4o", "EXECUTION_PLAN openai/gpt-4o"],
            rows.Select(row => $"{row.GetProperty("phase").GetString()} {row.GetProperty("model").GetString()}"));
        Assert.Equal(Calls().Sum(call => call.PromptTokens + call.CompletionTokens), rows.Sum(row => row.GetProperty("tokens").GetInt32()));
        Assert.Equal(billed, rows.Sum(row => row.GetProperty("cost_usd").GetDecimal()));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WithAModelOfUnknownPrice_ShowsTheTotalAsUnknown()
    {
        When(Steps.TechStack).Answer(Behaviours.UnpricedModel() with { Usage = UsageKind.CostNull });
        var project = await CreateAsync(features: 2);
        await using var feed = await StartAsync(project);

        var last = await feed.WaitForEndAsync(Deadline, Cancellation);

        Assert.Equal(JsonValueKind.Null, last.GetProperty("total_cost_usd").ValueKind);
        var costs = await Api.GetCostsAsync(project, Cancellation);
        Assert.Equal(JsonValueKind.Null, costs.GetProperty("total_cost_usd").ValueKind);
        Assert.Equal(1, costs.GetProperty("unpriced_calls").GetInt32());
        Assert.Equal(
            Calls().Where(call => call.Step != Steps.TechStack).Sum(call => Math.Round(call.BilledUsd!.Value, 6)),
            costs.GetProperty("known_cost_usd").GetDecimal());
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WhereAnAnswerIsCut_StoresTheWholeDocument()
    {
        When(Steps.Prd, nth: 1).Answer(Behaviours.Length(cutAt: 900), Behaviours.Length(cutAt: 700), Behaviours.Clean());
        var project = await CreateAsync(features: 2);
        await using var feed = await StartAsync(project);

        await feed.WaitForEndAsync(Deadline, Cancellation);

        var calls = CallsOf(Steps.Prd);
        Assert.Equal(["length", "length", "stop"], calls.Select(call => call.FinishReason));
        var content = (await Api.GetDocumentAsync(project, "PRD", Cancellation)).GetProperty("content_md").GetString()!;
        Assert.Equal(string.Concat(calls.Select(call => call.Text)).Trim(), content.Trim());
        Assert.Contains("## 7. Out of Scope", content, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WhereSectionsAreMissing_AsksForThemAlone()
    {
        When(Steps.TechStack, nth: 1).Answer(Behaviours.MissingSections(), Behaviours.Clean());
        var project = await CreateAsync(features: 2);
        await using var feed = await StartAsync(project);

        await feed.WaitForEndAsync(Deadline, Cancellation);

        Assert.Equal(RunEvents.OfCompletedRun(eventStorming: false), RunEvents.Names(feed.Events));
        var repair = CallsOf(Steps.TechStack)[1];
        Assert.False(repair.FollowsUp); // neither prompt nor document is sent again
        Assert.Contains("is missing", repair.Messages![^1].Text, StringComparison.Ordinal);
        var content = (await Api.GetDocumentAsync(project, "TECH_STACK", Cancellation)).GetProperty("content_md").GetString()!;
        Assert.Contains("## Third-Party Services", content, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WhereNoDocumentComes_FailsWithTheCheckersMessage_AndRetryGoesOnThere()
    {
        var empty = Behaviours.Text("# Tech Stack Document\n\nLater.");
        When(Steps.TechStack, nth: 1).Answer(empty, empty, Behaviours.Clean());
        var project = await CreateAsync(features: 2);
        await using var feed = await StartAsync(project);

        await feed.WaitForAsync("workflow_failed", Cancellation);

        var failed = await feed.WaitForAsync("phase_failed", Cancellation);
        Assert.Equal("TECH_STACK", failed.GetProperty("phase").GetString());
        Assert.Contains("is missing", failed.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True(failed.GetProperty("retry_available").GetBoolean());
        var stored = await Api.GetProjectAsync(project, Cancellation);
        Assert.Equal("FAILED", stored.GetProperty("status").GetString());
        Assert.Equal(failed.GetProperty("error").GetString(), stored.GetProperty("metadata").GetProperty("error").GetString());

        var retried = await Api.RetryAsync(project, Cancellation);
        Assert.Equal("TECH_STACK", retried.GetProperty("current_phase").GetString());
        await feed.WaitForAsync("workflow_completed", Cancellation);

        RunEvents.AssertDense(feed.Events);
        Assert.Single(CallsOf(Steps.SmartDetection));
        Assert.Single(CallsOf(Steps.Prd));
        Assert.Equal(3, CallsOf(Steps.TechStack).Count);
        Assert.Equal(
            Calls().Sum(call => Math.Round(call.BilledUsd!.Value, 6)),
            (await Api.GetCostsAsync(project, Cancellation)).GetProperty("total_cost_usd").GetDecimal()); // the failed run's calls too
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WhereTheProviderIsBusy_WaitsAndGoesOn()
    {
        When(Steps.SmartDetection, nth: 1).Answer(Behaviours.RateLimited(retryAfter: "1"), Behaviours.BadGateway(), Behaviours.Clean());
        var project = await CreateAsync(features: 2);
        await using var feed = await StartAsync(project);

        await feed.WaitForEndAsync(Deadline, Cancellation);

        Assert.Equal(RunEvents.OfCompletedRun(eventStorming: false), RunEvents.Names(feed.Events));
        var calls = CallsOf(Steps.SmartDetection);
        Assert.Equal(3, calls.Count);
        Assert.True(calls[1].StartedAt - calls[0].FinishedAt >= TimeSpan.FromSeconds(1));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WhereTheKeyIsRefused_FailsAtOnceAndSaysWhatToDo()
    {
        When(Steps.SmartDetection).Answer(Behaviours.Unauthorized());
        var project = await CreateAsync(features: 2);
        await using var feed = await StartAsync(project);

        await feed.WaitForAsync("workflow_failed", Cancellation);

        var failed = await feed.WaitForAsync("phase_failed", Cancellation);
        Assert.EndsWith(" API key was refused; check OPENROUTER_API_KEY", failed.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True(failed.GetProperty("retry_available").GetBoolean());
        Assert.Equal("Set OPENROUTER_API_KEY to a key that is valid.", failed.GetProperty("fix_first").GetString());
        Assert.Single(CallsOf(Steps.SmartDetection));
    }

    [Fact(Timeout = 120_000)]
    public async Task Cancel_OfACallInFlight_AbortsItAndEndsTheRun()
    {
        When(Steps.Prd).Answer(Behaviours.HeldMidAnswer());
        var project = await CreateAsync(features: 2);
        await using var feed = await StartAsync(project);
        var held = await HeldAsync();

        var cancelled = await Api.CancelAsync(project, Cancellation);

        Assert.Equal("CANCELLED", cancelled.GetProperty("status").GetString());
        await feed.WaitForAsync("workflow_cancelled", Cancellation);
        await _service.Models.Log.WaitForAsync(call => call == held && call.Outcome is CallOutcome.ClientGone, Cancellation);
        Assert.Equal("CANCELLED", (await Api.CancelAsync(project, Cancellation)).GetProperty("status").GetString());
        Assert.Equal("CANCELLED", (await Api.GetProjectAsync(project, Cancellation)).GetProperty("status").GetString());
        await AssertRefusedAsync(HttpStatusCode.Conflict, Api.RetryAsync(project, Cancellation));
        await AssertRefusedAsync(HttpStatusCode.BadRequest, Api.StartWorkflowAsync(project, Cancellation));
        Assert.Single(CallsOf(Steps.Prd));
        Assert.Empty(CallsOf(Steps.TechStack));
    }

    [Fact(Timeout = 120_000)]
    public async Task Cancel_RightAfterTheStart_LetsNoCallBegin()
    {
        var cancelled = await Task.WhenAll(Enumerable.Range(0, 40).Select(async number =>
        {
            var mark = $"[[{Guid.NewGuid():N}]]";
            var project = await Api.CreateProjectAsync($"A shared task list for teams, features=2 {mark}", Cancellation);
            await Api.StartWorkflowAsync(project, Cancellation);
            await Api.CancelAsync(project, Cancellation);
            return (Mark: mark, At: TimeProvider.System.GetUtcNow());
        }));

        await using var later = await StartAsync(await CreateAsync(features: 2)); // whatever was on its way has come by then
        await later.WaitForEndAsync(Deadline, Cancellation);
        Assert.All(cancelled, run => Assert.All(
            _service.Models.Log.Calls.Where(call => call.Body?.Contains(run.Mark, StringComparison.Ordinal) ?? false),
            call => Assert.True(call.StartedAt <= run.At, $"A call began at {call.StartedAt:O}, the cancellation was answered at {run.At:O}.")));
    }

    [Fact(Timeout = 120_000)]
    public async Task Commands_WhereTheyDoNotApply_AreRefused()
    {
        var project = await CreateAsync(features: 2);

        await AssertRefusedAsync(HttpStatusCode.Conflict, Api.RetryAsync(project, Cancellation));
        await AssertRefusedAsync(HttpStatusCode.Conflict, Api.CancelAsync(project, Cancellation));
        await AssertRefusedAsync(HttpStatusCode.NotFound, Api.StartWorkflowAsync(Guid.NewGuid(), Cancellation));
        await AssertRefusedAsync(HttpStatusCode.NotFound, Api.RetryAsync(Guid.NewGuid(), Cancellation));
        await AssertRefusedAsync(HttpStatusCode.NotFound, Api.CancelAsync(Guid.NewGuid(), Cancellation));
        await AssertRefusedAsync(HttpStatusCode.NotFound, Api.GetProjectAsync(Guid.NewGuid(), Cancellation));

        await using var feed = await StartAsync(project);
        await feed.WaitForEndAsync(Deadline, Cancellation);
        await AssertRefusedAsync(HttpStatusCode.BadRequest, Api.StartWorkflowAsync(project, Cancellation));
        await AssertRefusedAsync(HttpStatusCode.Conflict, Api.RetryAsync(project, Cancellation));
        await AssertRefusedAsync(HttpStatusCode.Conflict, Api.CancelAsync(project, Cancellation));
    }

    [Fact(Timeout = 120_000)]
    public async Task Start_FiftyTimesAtOnce_StartsOneRun()
    {
        var project = await CreateAsync(features: 2);
        await using var feed = await Api.FollowAsync(project, after: 0, Cancellation);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            Api.SendAsync(HttpMethod.Post, $"/api/v1/projects/{project}/start-workflow", Cancellation)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(49, answers.Count(answer => answer.StatusCode == HttpStatusCode.BadRequest));
        await feed.WaitForEndAsync(Deadline, Cancellation);
        Assert.Equal(RunEvents.OfCompletedRun(eventStorming: false), RunEvents.Names(feed.Events));
        Assert.Single(CallsOf(Steps.SmartDetection));
    }

    [Fact(Timeout = 120_000)]
    public async Task Follow_FromAnyCursor_GetsEveryEventAfterItOnce()
    {
        When(Steps.TechStack).Answer(Behaviours.Held());
        var project = await CreateAsync(features: 2);
        await using var whole = await StartAsync(project);
        await HeldAsync();
        await whole.WaitForAsync(message => message.TryGetProperty("seq", out var seq) && seq.GetInt64() == 5, Deadline, Cancellation);

        await using var late = await Api.FollowAsync(project, after: null, Cancellation);
        var connected = await late.WaitForAsync("connected", Cancellation);
        Assert.Equal("PROCESSING", connected.GetProperty("current_status").GetString());
        Assert.Equal("TECH_STACK", connected.GetProperty("current_phase").GetString());
        await using var resumed = await Api.FollowAsync(project, after: 3, Cancellation);
        Script.Release();
        await Task.WhenAll(
            whole.WaitForEndAsync(Deadline, Cancellation),
            late.WaitForEndAsync(Deadline, Cancellation),
            resumed.WaitForEndAsync(Deadline, Cancellation));

        Assert.Equal(9, whole.Events.Count);
        Assert.Equal(Texts(whole.Events.Skip(5)), Texts(late.Events));
        Assert.Equal(Texts(whole.Events.Skip(3)), Texts(resumed.Events));

        await using var finished = await Api.FollowAsync(project, after: null, Cancellation);
        Assert.Equal("COMPLETED", (await finished.WaitForAsync("connected", Cancellation)).GetProperty("current_status").GetString());
    }

    [Fact(Timeout = 120_000)]
    public async Task Ping_BareAndQuoted_IsAnswered()
    {
        var project = await CreateAsync(features: 2);
        await using var feed = await Api.FollowAsync(project, after: null, Cancellation);

        await feed.SendAsync("ping", Cancellation);
        await feed.WaitForAsync("pong", Cancellation);
        await feed.SendAsync("\"ping\"", Cancellation);

        await feed.WaitForAsync(message => feed.Messages.Count(item => FeedClient.TypeOf(item) == "pong") == 2, Deadline, Cancellation);
    }

    [Fact(Timeout = 120_000)]
    public async Task Follow_WithTheUrlOfTheStartAnswer_NeedsNoHeader()
    {
        var project = await CreateAsync(features: 2);
        var started = await Api.StartWorkflowAsync(project, Cancellation);

        await using var feed = await FeedClient.ConnectAsync(
            new Uri(started.GetProperty("websocket_url").GetString() + "&after=0"), token: null, Cancellation);
        await feed.WaitForEndAsync(Deadline, Cancellation);

        Assert.Equal(RunEvents.OfCompletedRun(eventStorming: false), RunEvents.Names(feed.Events));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("wrong-token", 401)]
    [InlineData(null, 401)]
    public async Task Follow_WithoutTheToken_IsRefusedBeforeTheUpgrade(string? token, int status)
    {
        var project = await CreateAsync(features: 2);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(
            new UriBuilder(_service.Process.Address) { Scheme = "ws", Path = $"/api/v1/projects/{project}/progress" }.Uri, Cancellation));

        Assert.Equal(status, (int)socket.HttpStatusCode);
    }

    /// <summary>The specification's JavaScript client, run under Node against the running service.</summary>
    [Fact(Timeout = 300_000)]
    public async Task JavaScriptClient_OfTheSpecification_FollowsARunToItsEnd()
    {
        var project = await CreateAsync(features: 5);
        var started = await Api.StartWorkflowAsync(project, Cancellation);

        var result = await Tool.RunAsync(
            [Path.Combine(Repository.Root, "samples", "node-client", "run.sh"), started.GetProperty("websocket_url").GetString() + "&after=0"],
            Cancellation);

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Equal(
            ["connected", .. RunEvents.OfCompletedRun(eventStorming: true).Select(name => name.Split(' ')[0])],
            result.Output.Split('\n').Where(line => line.StartsWith("type ", StringComparison.Ordinal)).Select(line => line["type ".Length..]));
        Assert.Contains("Documents generated: 4", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("undefined", result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Project_OfAnIdeaWithEveryKindOfText_KeepsItExactly()
    {
        const string idea = "Ein Café-Planer 🍰 für \"Zuhause\" {idea} {{x}} </idea> \u202e\\u0000 <script>alert(1)</script> mit features=2";

        var project = await Api.CreateProjectAsync($"  {idea} {_mark}\n", Cancellation);
        await using var feed = await StartAsync(project);
        await feed.WaitForEndAsync(Deadline, Cancellation);

        Assert.Equal($"{idea} {_mark}", (await Api.GetProjectAsync(project, Cancellation)).GetProperty("idea").GetString());
        Assert.Equal("COMPLETED", (await Api.GetProjectAsync(project, Cancellation)).GetProperty("status").GetString());
    }

    [Fact(Timeout = 120_000)]
    public async Task Create_WithAWrongBody_NamesEachField()
    {
        using var body = JsonContent.Create(new { idea = "too short", user_id = "nobody" });

        using var response = await Api.SendAsync(HttpMethod.Post, "/api/v1/projects", Cancellation, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(["idea", "user_id"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    private ScriptRule When(string step, int? nth = null) => Script.When(step, nth, _mark);

    private Task<Guid> CreateAsync(int features) => Api.CreateProjectAsync(
        string.Create(CultureInfo.InvariantCulture, $"A shared task list for small teams, features={features} {_mark}"), Cancellation);

    /// <returns>A feed that has every event of the run.</returns>
    private async Task<FeedClient> StartAsync(Guid project)
    {
        var feed = await Api.FollowAsync(project, after: 0, Cancellation);
        await Api.StartWorkflowAsync(project, Cancellation);
        return feed;
    }

    private async Task<LoggedCall> HeldAsync() => Assert.Single(await Script.WaitForHeldAsync(Cancellation), IsOurs);

    private List<LoggedCall> Calls() => [.. _service.Models.Log.Calls.Where(IsOurs)];

    private List<LoggedCall> CallsOf(string step) => [.. Calls().Where(call => call.Step == step)];

    private bool IsOurs(LoggedCall call) => call.Body?.Contains(_mark, StringComparison.Ordinal) ?? false;

    private static IEnumerable<string> Texts(IEnumerable<JsonElement> events) => events.Select(item => item.GetRawText());

    private static async Task AssertRefusedAsync(HttpStatusCode status, Task<JsonElement> command) =>
        Assert.Equal(status, (await Assert.ThrowsAsync<ApiException>(() => command)).Status);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Timestamp();
}

public sealed class SqliteEndToEndTests(SqliteService service) : EndToEndTests(service), IClassFixture<SqliteService>;

public sealed class PostgresEndToEndTests(PostgresService service) : EndToEndTests(service), IClassFixture<PostgresService>;
