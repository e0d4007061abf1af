using System.Diagnostics;
using AiDevFramework.Cluster.Tests.Embedded;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Telemetry;

namespace AiDevFramework.Cluster.Tests.Telemetry;

/// <summary>A collector that is away, slow or broken is nobody's problem but the collector's.</summary>
public sealed class BadCollectorTests
{
    private const int Runs = 5;

    [Theory(Timeout = 180_000)]
    [InlineData("collector", "Hangs", "queue_full")]
    [InlineData("collector", "Fails", "export_failed")]
    [InlineData("collector", null, "export_failed")] // nobody listens there
    [InlineData("langfuse", "Hangs", "queue_full")]
    [InlineData("langfuse", "Fails", "export_failed")]
    [InlineData("langfuse", "Slow", "queue_full")]
    [InlineData("langfuse", null, "export_failed")]
    public async Task Runs_WithABadCollector_CompleteAndTheDroppedSpansAreCounted(string destination, string? mood, string reason)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var collector = await OtlpCollector.StartAsync(mood is null ? CollectorMood.Well : Enum.Parse<CollectorMood>(mood));
        var settings = destination == "collector" ? collector.Settings : collector.LangfuseSettings;
        if (mood is null)
        {
            await collector.DisposeAsync();
        }

        await using var service = await EmbeddedService.StartAsync(
            postgres: null, cancellation, [.. settings, ("METRICS_ENABLED", "True"), ("OTEL_BSP_MAX_QUEUE_SIZE", "32"), ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "16")]);

        var projects = await Task.WhenAll(Enumerable.Range(0, Runs).Select(_ =>
            service.Api.CreateProjectAsync("A task list that sorts itself by deadline", cancellation)));
        await Task.WhenAll(projects.Select(project => service.Api.StartWorkflowAsync(project, cancellation)));
        var ends = await Task.WhenAll(projects.Select(project => service.Api.WaitForEndAsync(project, TimeSpan.FromSeconds(90), cancellation)));

        Assert.All(ends, end => Assert.Equal("COMPLETED", end.GetProperty("status").GetString()));
        Assert.Equal(Runs, (await ScrapeAsync(service, cancellation)).Sum("aidev_workflows_ended_total", "outcome=\"completed\""));
        while ((await ScrapeAsync(service, cancellation)).Sum("aidev_telemetry_spans_dropped_total", $"destination=\"{destination}\",reason=\"{reason}\"") == 0)
        {
            // Nothing was sent yet, or a busy machine makes spans so slowly that the slow collector keeps up: more of them.
            var another = await service.Api.CreateProjectAsync("A task list that sorts itself by deadline", cancellation);
            await service.Api.StartWorkflowAsync(another, cancellation);
        }

        var since = Stopwatch.GetTimestamp();
        Assert.Equal(0, await service.Process.TerminateAsync(cancellation));
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, Machine.Allow(TimeSpan.FromSeconds(10)));
    }

    private static async Task<Scrape> ScrapeAsync(EmbeddedService service, CancellationToken cancellationToken)
    {
        using var answer = await service.Api.SendAsync(HttpMethod.Get, "/metrics", cancellationToken);
        return new Scrape(await answer.Content.ReadAsStringAsync(cancellationToken));
    }
}
