using System.Text;
using System.Text.Json;
using AiDevFramework.Cluster.Tests.Embedded;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport.Telemetry;

namespace AiDevFramework.Cluster.Tests.Telemetry;

/// <summary>The older endpoint of Langfuse, for those who ask for it.</summary>
public sealed class LangfuseIngestionTests
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);

    [Fact(Timeout = 180_000)]
    public async Task Events_OfARun_AreATraceWithItsObservations()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var langfuse = await OtlpCollector.StartAsync();
        await using var service = await StartAsync(langfuse, cancellation, ("TRACE_CONTENT", "True"));
        service.Models.Script.When(step: Steps.Prd).Answer(Behaviours.DetailedUsage());

        var (project, events) = await RunAsync(service, langfuse, cancellation);

        var types = events.GroupBy(item => item.GetProperty("type").GetString()!).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(
            new Dictionary<string, int> { ["trace-create"] = 2, ["span-create"] = 6, ["generation-create"] = 6, ["event-create"] = 2 }, types);
        var root = events.Single(item => item.GetProperty("body").GetProperty("name").GetString() == "workflow run" && TypeOf(item) == "span-create").GetProperty("body");
        var trace = events.Last(item => TypeOf(item) == "trace-create").GetProperty("body");
        Assert.Equal(
            ("workflow run", project.ToString(), 3, "completed"),
            (Text(trace, "name"), Text(trace, "sessionId"), trace.GetProperty("tags").GetArrayLength(), Text(trace.GetProperty("output"), "status")));
        Assert.Equal("A shop for plants, features=5", Text(trace, "input"));
        Assert.Equal("4", Text(trace.GetProperty("metadata"), "documents_generated"));
        Assert.False(root.TryGetProperty("parentObservationId", out _));

        var call = events.Single(item => TypeOf(item) == "generation-create"
            && Text(item.GetProperty("body").GetProperty("metadata"), "step") == "PRD").GetProperty("body");
        Assert.Equal(("openai/gpt-4o", "DEFAULT", "init_prompt"), (Text(call, "model"), Text(call, "level"), Text(call, "promptName")));
        Assert.Equal(8000, call.GetProperty("modelParameters").GetProperty("max_tokens").GetInt32());
        var usage = call.GetProperty("usageDetails").EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt32());
        Assert.Equal(["input", "input_cached_tokens", "output", "output_reasoning_tokens", "total"], usage.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(usage["total"], usage.Where(count => count.Key != "total").Sum(count => count.Value));
        Assert.All(usage.Values, count => Assert.True(count > 0));
        Assert.True(call.GetProperty("costDetails").GetProperty("total").GetDecimal() > 0);
        Assert.Equal("system", Text(call.GetProperty("input")[0], "role"));
        Assert.StartsWith("# Product Requirements Document", Text(call, "output"), StringComparison.Ordinal);
        Assert.InRange(call.GetProperty("completionStartTime").GetDateTimeOffset(), call.GetProperty("startTime").GetDateTimeOffset(), call.GetProperty("endTime").GetDateTimeOffset());
        Assert.All(events.Where(item => TypeOf(item) != "trace-create"), item => Assert.Equal(Text(trace, "id"), Text(item.GetProperty("body"), "traceId")));
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("pk-lf-public:sk-lf-secret"))}", langfuse.Headers.Items[0]["Authorization"]);
        Assert.All(langfuse.Asked.Items, path => Assert.Equal(OtlpCollector.IngestionPath, path));
    }

    [Fact(Timeout = 180_000)]
    public async Task Events_ThatAreRefused_AreCountedAndTheOthersKept()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var langfuse = await OtlpCollector.StartAsync();
        langfuse.Refuses = item => TypeOf(item) == "generation-create";
        await using var service = await StartAsync(langfuse, cancellation, ("METRICS_ENABLED", "True"));
        service.Models.Script.When(step: Steps.Prd).Answer(Behaviours.Unauthorized());

        var (_, events) = await RunAsync(service, langfuse, cancellation);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(_deadline);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await DroppedAsync(service, deadline.Token) < 3)
        {
            await timer.WaitForNextTickAsync(deadline.Token); // counted when the answer has been read
        }

        Assert.Contains(events, item => TypeOf(item) == "event-create" && Text(item.GetProperty("body"), "name") == "phase_failed" && Text(item.GetProperty("body"), "level") == "ERROR");
        Assert.DoesNotContain(events, item => TypeOf(item) == "generation-create");
        Assert.Equal(3, await DroppedAsync(service, cancellation));
    }

    [Theory(Timeout = 180_000)]
    [InlineData("Hangs")]
    [InlineData("Fails")]
    public async Task Runs_WithABadInstance_Complete(string mood)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var langfuse = await OtlpCollector.StartAsync(Enum.Parse<CollectorMood>(mood));
        await using var service = await StartAsync(langfuse, cancellation);
        var project = await service.Api.CreateProjectAsync("A shop for plants, features=5", cancellation);
        await service.Api.StartWorkflowAsync(project, cancellation);

        var end = await service.Api.WaitForEndAsync(project, _deadline, cancellation);

        Assert.Equal("COMPLETED", end.GetProperty("status").GetString());
    }

    private static async Task<double> DroppedAsync(EmbeddedService service, CancellationToken cancellationToken)
    {
        using var answer = await service.Api.SendAsync(HttpMethod.Get, "/metrics", cancellationToken);
        return new Scrape(await answer.Content.ReadAsStringAsync(cancellationToken))
            .Sum("aidev_telemetry_spans_dropped_total", "destination=\"langfuse\",reason=\"export_failed\"");
    }

    private static Task<EmbeddedService> StartAsync(
        OtlpCollector langfuse, CancellationToken cancellationToken, params (string Name, string? Value)[] settings) =>
        EmbeddedService.StartAsync(postgres: null, cancellationToken, [.. langfuse.LangfuseSettings, ("LANGFUSE_INGESTION", "legacy"), .. settings]);

    private static async Task<(Guid Project, IReadOnlyList<JsonElement> Events)> RunAsync(
        EmbeddedService service, OtlpCollector langfuse, CancellationToken cancellationToken)
    {
        var project = await service.Api.CreateProjectAsync("A shop for plants, features=5", cancellationToken);
        await service.Api.StartWorkflowAsync(project, cancellationToken);
        await service.Api.WaitForEndAsync(project, _deadline, cancellationToken);
        await langfuse.Events.WaitForAsync(
            item => TypeOf(item) == "span-create" && Text(item.GetProperty("body"), "name") == "workflow run", _deadline, cancellationToken);
        return (project, langfuse.Events.Items);
    }

    private static string? TypeOf(JsonElement item) => Text(item, "type");

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
