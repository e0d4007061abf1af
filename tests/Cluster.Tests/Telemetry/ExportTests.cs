using System.Net;
using AiDevFramework.TestSupport.Processes;
using AiDevFramework.TestSupport.Telemetry;

namespace AiDevFramework.Cluster.Tests.Telemetry;

/// <summary>What gateways and silos send to a collector and show to a scraper while a project runs.</summary>
[Collection(nameof(ObservedRun))]
public sealed class ExportTests(TelemetryFixture fixture)
{
    private const string Gateway = "aidev-gateway";
    private const string Silo = "aidev-silo";

    /// <summary>Of the request that started the run.</summary>
    private IReadOnlyList<OtlpSpan> Request => [.. fixture.Collector.Spans.Items.Where(span => span.TraceId == fixture.TraceId)];

    /// <summary>Of the run, which the request is linked to.</summary>
    private IReadOnlyList<OtlpSpan> Trace => [.. fixture.Collector.Spans.Items.Where(span => span.TraceId == fixture.Run.TraceId)];

    [Fact]
    public void Trace_OfAStart_GoesFromTheRequestToTheGrainAndIsLinkedToTheRun()
    {
        var request = Assert.Single(Request, span => span.Scope == "Microsoft.AspNetCore");
        var links = Request.SelectMany(span => span.Links);

        Assert.Equal((Gateway, "POST /api/v1/projects/{project_id}/start-workflow", "00f067aa0ba902b7"), (request.Service, request.Name, request.ParentSpanId));
        Assert.Contains(Request, span => span.Service == Gateway && span.Scope == "Microsoft.Orleans.Application" && span.ParentSpanId == request.SpanId);
        Assert.Single(Request, span => span.Name == "commit transition" && AncestorsOf(span, Request).Contains(request));
        Assert.Equal((fixture.Run.TraceId, fixture.Run.SpanId), Assert.Single(links));
    }

    [Fact]
    public void Trace_OfARun_GoesFromItsPhasesToTheModel()
    {
        var trace = Trace;
        var run = Assert.Single(trace, span => span.ParentSpanId.Length == 0);
        var drive = Assert.Single(trace, span => span.Name == "drive run");
        var phases = trace.Where(span => span.Name.StartsWith("phase ", StringComparison.Ordinal)).ToList();
        var calls = trace.Where(span => span.Name.StartsWith("chat ", StringComparison.Ordinal)).ToList();
        var sent = trace.Where(span => span.Scope == "System.Net.Http").ToList();

        Assert.Equal(("workflow run", Silo), (run.Name, run.Service));
        Assert.Equal(["phase SMART_DETECTION", "phase EVENT_STORMING", "phase PRD", "phase TECH_STACK", "phase EXECUTION_PLAN"], phases.OrderBy(span => span.Start).Select(span => span.Name));
        Assert.All(phases.Append(drive), span => Assert.Equal(run.SpanId, span.ParentSpanId));
        Assert.Equal(Assert.Single(drive.Links).TraceId, fixture.TraceId);
        Assert.Equal(6, calls.Count);
        Assert.All(calls, call => Assert.Equal(call.Attributes["aidev.phase"], Assert.Single(phases, phase => phase.SpanId == call.ParentSpanId).Attributes["aidev.phase"]));
        Assert.Equal(6, sent.Count);
        Assert.All(sent, span => Assert.Contains(calls, call => call.SpanId == span.ParentSpanId));
        Assert.Equal(6, trace.Count(span => span.Name == "commit transition" && AncestorsOf(span, trace).Contains(drive)));
        Assert.All(phases.Concat(calls), span => Assert.True(run.Start <= span.Start && span.End <= run.End));
    }

    [Fact]
    public void Span_OfAModelCall_SaysWhatItCostAndNotWhatItSaid()
    {
        var call = Assert.Single(Trace, span => span.Attributes.GetValueOrDefault("aidev.step") == "PRD");

        Assert.Equal("chat openai/gpt-4o", call.Name);
        Assert.Equal(fixture.Project.ToString(), call.Attributes["aidev.project.id"]);
        Assert.Equal(("answered", "1", "1"), (call.Attributes["aidev.outcome"], call.Attributes["aidev.call.attempts"], call.Attributes["aidev.run"]));
        Assert.True(int.Parse(call.Attributes["gen_ai.usage.output_tokens"], null) > 0);
        Assert.True(decimal.Parse(call.Attributes["aidev.call.cost_usd"], System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public void Spans_OfTheMachinery_BeginNoTrace()
    {
        var roots = fixture.Collector.Spans.Items.Where(span => span.ParentSpanId.Length == 0);

        Assert.All(roots, root => Assert.Contains(root.Scope, (string[])["Microsoft.AspNetCore", "AiDevFramework"]));
    }

    [Fact]
    public void Resource_OfAProcess_NamesItsInstanceAndVersion() =>
        Assert.All(fixture.Collector.Spans.Items, span =>
        {
            Assert.NotEmpty(span.Resource["service.instance.id"]);
            Assert.NotEmpty(span.Resource["service.version"]);
        });

    [Fact]
    public void Export_OfAWholeRun_HoldsNoTextOfAUserOrAModelAndNoSecret()
    {
        var texts = fixture.Collector.Texts.ToList();

        Assert.NotEmpty(texts);
        foreach (var secret in (string[])[AppProcess.AdminToken, "sk-test", "wobblegong", "url.query", "Executive Summary"])
        {
            Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("aidev.workflows.started", "{run}", Silo)]
    [InlineData("aidev.phase.duration", "s", Silo)]
    [InlineData("aidev.model_call.duration", "s", Silo)]
    [InlineData("aidev.model_call.tokens", "{token}", Silo)]
    [InlineData("aidev.model_call.cost_usd", "{USD}", Silo)]
    [InlineData("aidev.commit.batch_size", "{write}", Silo)]
    [InlineData("aidev.events.published", "{event}", Silo)]
    [InlineData("aidev.gateway.events.delivered", "{event}", Gateway)]
    [InlineData("http.server.request.duration", "s", Gateway)]
    [InlineData("http.client.request.duration", "s", Silo)]
    [InlineData("db.client.operation.duration", "s", Silo)]
    [InlineData("orleans-app-requests-latency", "ms", Silo)]
    [InlineData("dotnet.process.cpu.time", "s", Silo)]
    public async Task Metric_AfterARun_IsSentWithItsUnit(string name, string unit, string service)
    {
        var metric = await fixture.Collector.Metrics.WaitForAsync(
            item => item.Name == name && item.Service == service && item.Points.Any(point => point.Value > 0),
            TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(unit, metric.Unit);
    }

    [Fact]
    public async Task Metrics_AfterARun_AddUp()
    {
        var scrape = fixture.Scrape;
        // One, and one more for each create that a busy machine answered with 503 before it was stored: the client repeats it.
        var projects = await fixture.Cluster.CountAsync("select count(*) from projects", TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (scrape.Sum("aidev_workflows_started_total"), scrape.Sum("aidev_workflows_ended_total", "outcome=\"completed\"")));
        Assert.Equal(5, scrape.Sum("aidev_phase_duration_seconds_count", "outcome=\"completed\""));
        Assert.Equal(6, scrape.Sum("aidev_model_call_duration_seconds_count", "outcome=\"answered\""));
        Assert.Equal(projects + 7, scrape.Sum("aidev_commit_verdicts_total", "verdict=\"stored\"")); // the project, the start, the six calls
        Assert.Equal(0, scrape.Sum("aidev_commit_queue_length") + scrape.Sum("aidev_model_calls_in_flight") + scrape.Sum("aidev_model_calls_waiting"));
        Assert.Equal(11, scrape.Sum("aidev_events_published_total"));
        Assert.Equal(11, scrape.Sum("aidev_gateway_events_delivered_total", "transport=\"websocket\""));
        Assert.Equal(0, scrape.Sum("aidev_telemetry_spans_dropped_total"));
        Assert.Equal(
            (double)fixture.Cluster.Fake.Log.BilledUsd, scrape.Sum("aidev_model_call_cost_usd_total"), tolerance: 0.000_01); // six places a call
    }

    [Fact]
    public async Task Metrics_OfAGateway_AreForTheOperatorAlone()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var http = new HttpClient();
        using var refused = await http.GetAsync(new Uri(fixture.Cluster.Gateways[0].Address, "/metrics"), cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private static IEnumerable<OtlpSpan> AncestorsOf(OtlpSpan span, IReadOnlyList<OtlpSpan> trace)
    {
        for (var next = span; next is not null; next = trace.SingleOrDefault(parent => parent.SpanId == next.ParentSpanId))
        {
            yield return next;
        }
    }
}
