using System.Net;
using System.Net.Http.Headers;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using AiDevFramework.TestSupport.Telemetry;

namespace AiDevFramework.Cluster.Tests.Telemetry;

/// <summary>Two silos and a gateway that send to a collector, and one project that was run and followed from its start to its end.</summary>
public sealed class TelemetryFixture(PostgresFixture postgres) : IAsyncLifetime
{
    public const string Idea = "A wobblegong tracker for reef divers";

    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(90);

    internal OtlpCollector Collector { get; private set; } = null!;

    internal AppCluster Cluster { get; private set; } = null!;

    /// <summary>What the client that started the run says it is part of.</summary>
    internal string TraceId { get; } = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));

    internal Guid Project { get; private set; }

    /// <summary>The root of the run's own trace.</summary>
    internal OtlpSpan Run { get; private set; } = null!;

    /// <summary>Samples of all three processes.</summary>
    internal Scrape Scrape { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Collector = await OtlpCollector.StartAsync();
        Cluster = await AppCluster.StartAsync(postgres, 2, 1, cancellation, [.. Collector.Settings, ("METRICS_ENABLED", "True")]);
        using var client = Cluster.Client(0);
        Project = await client.CreateProjectAsync(Idea, cancellation);
        await using var feed = await client.FollowAsync(Project, after: 0, cancellation);
        await StartAsync(cancellation);
        await client.WaitForEndAsync(Project, _deadline, cancellation);
        await Collector.Spans.WaitForAsync(span => span.TraceId == TraceId && span.Scope == "Microsoft.AspNetCore", _deadline, cancellation);
        await Collector.Spans.WaitForAsync(span => span.Name == "drive run", _deadline, cancellation);
        Run = await Collector.Spans.WaitForAsync(span => span.Name == "workflow run", _deadline, cancellation);
        await Collector.Spans.WaitForAsync(span => span.Scope == "Npgsql", _deadline, cancellation);
        await Collector.Metrics.WaitForAsync(
            metric => metric.Name == "aidev.workflows.ended" && metric.Points.Any(point => point.Value > 0), _deadline, cancellation);
        Scrape = new Scrape(string.Concat(await Task.WhenAll(
            Cluster.Gateways.Concat(Cluster.Silos).Select(process => ScrapeAsync(process, cancellation)))));
    }

    public async ValueTask DisposeAsync()
    {
        if (Cluster is not null)
        {
            await Cluster.DisposeAsync();
        }

        await Collector.DisposeAsync();
    }

    /// <summary>As a client does that traces its own work: its request is part of the trace.</summary>
    private async Task StartAsync(CancellationToken cancellationToken)
    {
        using var start = new HttpRequestMessage(
            HttpMethod.Post, new Uri(Cluster.Gateways[0].Address, $"/api/v1/projects/{Project}/start-workflow?token={AppProcess.AdminToken}"));
        start.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AppProcess.AdminToken);
        start.Headers.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");
        using var http = new HttpClient();
        using var started = await http.SendAsync(start, cancellationToken);
        if (started.StatusCode is not HttpStatusCode.ServiceUnavailable) // not answered in time, but under way
        {
            started.EnsureSuccessStatusCode();
        }
    }

    private static async Task<string> ScrapeAsync(AppProcess process, CancellationToken cancellationToken)
    {
        using var client = new ApiClient(process.Address, AppProcess.AdminToken);
        using var answer = await client.SendAsync(HttpMethod.Get, "/metrics", cancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }
}

/// <summary>The tests that look at the same run.</summary>
[CollectionDefinition(nameof(ObservedRun))]
public sealed class ObservedRun : ICollectionFixture<TelemetryFixture>;
