using System.Globalization;
using System.Text;
using System.Text.Json;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using AiDevFramework.TestSupport.Telemetry;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Telemetry;

/// <summary>What Langfuse gets of runs that complete, fail and change hands, on real silos.</summary>
public sealed class LangfuseTests(LangfuseTests.Fixture fixture) : IClassFixture<LangfuseTests.Fixture>
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(90);

    private static readonly Guid _user = Guid.Parse("550e8400-e29b-41d4-a716-446655440000");

    private readonly AppCluster _cluster = fixture.Cluster;

    [Fact(Timeout = 180_000)]
    public async Task Run_ThatCompletes_IsOneTraceWithEverythingThatLangfuseShows()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (project, trace) = await RunAsync("A wobblegong tracker for divers, features=5 [[whole]]", cancellation);
        var root = Assert.Single(trace, span => span.ParentSpanId.Length == 0);
        var phases = trace.Where(span => span.Attributes.ContainsKey("aidev.phase") && span.Attributes["langfuse.observation.type"] == "span").ToList();
        var calls = trace.Where(span => span.Attributes["langfuse.observation.type"] == "generation").ToList();
        var events = trace.Where(span => span.Attributes["langfuse.observation.type"] == "event").ToList();

        Assert.Equal((1 + 5 + 6 + 2, 5, 6, 2), (trace.Count, phases.Count, calls.Count, events.Count));
        Assert.Equal(["workflow_started", "workflow_completed"], events.OrderBy(span => span.Start).Select(span => span.Name));
        Assert.All(phases.Concat(events), span => Assert.Equal(root.SpanId, span.ParentSpanId));
        Assert.All(calls, call => Assert.Contains(call.ParentSpanId, phases.Select(phase => phase.SpanId)));
        Assert.Equal(root.TraceId, Assert.Single(await TraceIdsAsync(project, cancellation)));
        Assert.All(trace, span =>
        {
            Assert.Equal("workflow run", span.Attributes["langfuse.trace.name"]);
            Assert.Equal(_user.ToString(), span.Attributes["langfuse.user.id"]);
            Assert.Equal(project.ToString(), span.Attributes["langfuse.session.id"]);
            Assert.Equal($"project:{project},user:{_user},run:1", span.Attributes["langfuse.trace.tags"]);
            Assert.Equal(("test-bench", "v7"), (span.Attributes["langfuse.environment"], span.Attributes["langfuse.release"]));
            Assert.Equal("DEFAULT", span.Attributes["langfuse.observation.level"]);
            Assert.Equal((project.ToString(), "1"), (span.Attributes["langfuse.trace.metadata.project_id"], span.Attributes["langfuse.trace.metadata.run"]));
        });
        CheckTotals(root, calls);
    }

    [Fact(Timeout = 180_000)]
    public async Task Call_OfARun_SaysWhoWasAskedWhatItTookAndWhatItCost()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (_, trace) = await RunAsync("A shop for plants, features=5 [[call]]", cancellation);
        var call = Assert.Single(trace, span => span.Attributes.GetValueOrDefault("aidev.step") == "PRD");
        var billed = Assert.Single(_cluster.Fake.Log.Calls, logged => logged.Step == Steps.Prd && logged.Body!.Contains("[[call]]", StringComparison.Ordinal));

        Assert.Equal(("chat openai/gpt-4o", "chat", "generation"), (call.Name, call.Attributes["gen_ai.operation.name"], call.Attributes["langfuse.observation.type"]));
        Assert.Equal("127.0.0.1", call.Attributes["gen_ai.provider.name"]);
        Assert.Equal(("openai/gpt-4o", "openai/gpt-4o"), (call.Attributes["gen_ai.request.model"], call.Attributes["langfuse.observation.model.name"]));
        Assert.Equal("""{"temperature":0.7,"max_tokens":8000}""", call.Attributes["langfuse.observation.model.parameters"]);
        Assert.Equal("init_prompt", call.Attributes["langfuse.observation.prompt.name"]);
        Assert.Matches("^[0-9a-f]{12}$", call.Attributes["langfuse.observation.metadata.prompt_version"]);
        Assert.Equal(("stop", "PRD", "1"), (call.Attributes["gen_ai.response.finish_reasons"], call.Attributes["langfuse.observation.metadata.step"], call.Attributes["langfuse.observation.metadata.attempts"]));
        var usage = JsonDocument.Parse(call.Attributes["langfuse.observation.usage_details"]).RootElement;
        Assert.Equal(
            (int.Parse(call.Attributes["gen_ai.usage.input_tokens"], CultureInfo.InvariantCulture), int.Parse(call.Attributes["gen_ai.usage.output_tokens"], CultureInfo.InvariantCulture)),
            (usage.GetProperty("input").GetInt32(), usage.GetProperty("output").GetInt32()));
        Assert.Equal(usage.GetProperty("input").GetInt32() + usage.GetProperty("output").GetInt32(), usage.GetProperty("total").GetInt32());
        var cost = JsonDocument.Parse(call.Attributes["langfuse.observation.cost_details"]).RootElement.GetProperty("total").GetDecimal();
        Assert.Equal(billed.BilledUsd!.Value, cost, precision: 6);
        Assert.Equal(cost, decimal.Parse(call.Attributes["gen_ai.usage.cost"], CultureInfo.InvariantCulture), precision: 6);
        var firstToken = DateTimeOffset.Parse(call.Attributes["langfuse.observation.completion_start_time"], CultureInfo.InvariantCulture);
        Assert.InRange(firstToken, call.Start, call.End);
        Assert.Equal("attempt", Assert.Single(call.Events).Name);
    }

    [Fact(Timeout = 180_000)]
    public async Task Call_WithCachedAndReasoningTokens_CountsEachTokenOnce()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _cluster.Fake.Script.When(step: Steps.Prd, nth: 1, marker: "[[cached]]").Answer(Behaviours.ErrorChunk(), Behaviours.DetailedUsage());
        var (_, trace) = await RunAsync("A shop for plants, features=5 [[cached]]", cancellation);
        var call = Assert.Single(trace, span => span.Attributes.GetValueOrDefault("aidev.step") == "PRD");
        var plain = Assert.Single(trace, span => span.Attributes.GetValueOrDefault("aidev.step") == "TECH_STACK");
        var answered = _cluster.Fake.Log.Calls.Last(logged => logged.Step == Steps.Prd && logged.Body!.Contains("[[cached]]", StringComparison.Ordinal));
        var (input, output) = (answered.PromptTokens, answered.CompletionTokens);

        Assert.Equal(($"{input}", $"{output}"), (call.Attributes["gen_ai.usage.input_tokens"], call.Attributes["gen_ai.usage.output_tokens"]));
        Assert.Equal(
            ($"{input / 2}", $"{output / 5}"), (call.Attributes["gen_ai.usage.cache_read.input_tokens"], call.Attributes["gen_ai.usage.reasoning.output_tokens"]));
        var usage = JsonDocument.Parse(call.Attributes["langfuse.observation.usage_details"]).RootElement;
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["input"] = input - (input / 2),
                ["input_cached_tokens"] = input / 2,
                ["output"] = output - (output / 5),
                ["output_reasoning_tokens"] = output / 5,
                ["total"] = input + output,
            },
            usage.EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt32()));
        Assert.DoesNotContain(plain.Attributes.Keys, name => name.Contains("cache_read", StringComparison.Ordinal) || name.Contains("reasoning", StringComparison.Ordinal));
        Assert.DoesNotContain("_tokens", plain.Attributes["langfuse.observation.usage_details"], StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task Run_ThatFails_SaysWhereAndWhyAsAnError()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _cluster.Fake.Script.When(step: Steps.TechStack, marker: "[[refused]]").Answer(Behaviours.Unauthorized());
        var (project, trace) = await RunAsync("A shop for shells, features=5 [[refused]]", cancellation);
        var message = $"{_cluster.Fake.BaseAddress.Authority} API key was refused; check OPENROUTER_API_KEY";
        var root = Assert.Single(trace, span => span.ParentSpanId.Length == 0);
        var phase = Assert.Single(trace, span => span.Name == "phase TECH_STACK");
        var failed = trace.Where(span => span.Attributes["langfuse.observation.level"] == "ERROR").ToList();

        Assert.Equal(
            ["chat openai/gpt-4o", "phase TECH_STACK", "phase_failed", "workflow run", "workflow_failed"],
            failed.Select(span => span.Name).Order(StringComparer.Ordinal));
        Assert.All(failed, span => Assert.Equal((message, 2), (span.Attributes["langfuse.observation.status_message"], span.Status)));
        Assert.Equal(phase.SpanId, Assert.Single(trace, span => span.Name == "phase_failed").ParentSpanId);
        Assert.All(
            failed.Where(span => span.Attributes["langfuse.observation.type"] == "event"),
            span => Assert.Equal(message, span.Attributes["langfuse.observation.metadata.error"]));
        Assert.Equal("key_refused", Assert.Single(failed, span => span.Name.StartsWith("chat", StringComparison.Ordinal)).Attributes["error.type"]);
        Assert.Equal("failed", root.Attributes["langfuse.trace.metadata.status"]);
        Assert.Equal(["workflow_started", "phase_failed", "workflow_failed"], root.Events.Select(item => item.Name));

        using var api = _cluster.Client(0);
        _cluster.Fake.Script.Clear();
        await api.RetryAsync(project, cancellation);
        var second = await fixture.Langfuse.Spans.WaitForAsync(
            span => span.ParentSpanId.Length == 0 && span.TraceId != root.TraceId && span.Attributes["langfuse.session.id"] == project.ToString(), _deadline, cancellation);
        Assert.Equal(("2", "completed"), (second.Attributes["langfuse.trace.metadata.run"], second.Attributes["langfuse.trace.metadata.status"]));
        Assert.Equal([root.TraceId, second.TraceId], await TraceIdsAsync(project, cancellation));
    }

    [Fact(Timeout = 180_000)]
    public async Task Run_WhoseSiloIsKilled_GoesOnInTheSameTraceUnderOneRoot()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _cluster.Fake.Script.When(step: Steps.Prd, nth: 1, marker: "[[killed]]").Answer(Behaviours.Held());
        using var api = _cluster.Client(0);
        var project = await api.CreateProjectAsync("A shop for plants, features=5 [[killed]]", cancellation);
        await api.StartWorkflowAsync(project, cancellation);
        await _cluster.Fake.Script.WaitForHeldAsync(cancellation);
        await fixture.Langfuse.Spans.WaitForAsync(
            span => span.Name == "phase EVENT_STORMING" && span.Attributes["langfuse.session.id"] == project.ToString(), _deadline, cancellation);
        var first = await _cluster.OwnerAsync(project, cancellation);

        await first.KillAsync(cancellation);
        await api.WaitForEndAsync(project, _deadline, cancellation);
        var trace = await TraceAsync(project, cancellation);
        await first.StartAsync(cancellation);

        var root = Assert.Single(trace, span => span.ParentSpanId.Length == 0);
        var phases = trace.Where(span => span.Name.StartsWith("phase ", StringComparison.Ordinal)).OrderBy(span => span.Start).ToList();
        var (before, after) = (phases[0].Resource["service.instance.id"], phases[^1].Resource["service.instance.id"]);
        Assert.NotEqual(before, after);
        Assert.Equal([before, before, after, after, after], phases.Select(span => span.Resource["service.instance.id"]));
        Assert.All(phases, span => Assert.Equal(root.SpanId, span.ParentSpanId));
        Assert.Equal(trace.Count, trace.Select(span => span.SpanId).Distinct().Count());
        Assert.Equal(6, trace.Count(span => span.Attributes["langfuse.observation.type"] == "generation")); // the one in flight died with its silo
        Assert.Equal(["workflow_started", "workflow_completed"], root.Events.Select(item => item.Name));
        Assert.Equal(root.TraceId, Assert.Single(await TraceIdsAsync(project, cancellation)));
    }

    [Fact(Timeout = 180_000)]
    public async Task Run_WhoseSiloIsKilledWhileItSends_StillGetsOneRoot()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _cluster.Fake.Script.When(step: Steps.Prd, nth: 1, marker: "[[sending]]").Answer(Behaviours.Held());
        using var api = _cluster.Client(0);
        var asked = fixture.Langfuse.Asked.Items.Count;
        fixture.Langfuse.Mood = CollectorMood.Hangs;
        var project = await api.CreateProjectAsync("A shop for plants, features=5 [[sending]]", cancellation);
        await api.StartWorkflowAsync(project, cancellation);
        await _cluster.Fake.Script.WaitForHeldAsync(cancellation);
        await fixture.Langfuse.Asked.WaitForAsync(_ => fixture.Langfuse.Asked.Items.Count > asked, _deadline, cancellation);
        var first = await _cluster.OwnerAsync(project, cancellation);

        await first.KillAsync(cancellation); // in the middle of its request
        fixture.Langfuse.Mood = CollectorMood.Well;
        var end = await api.WaitForEndAsync(project, _deadline, cancellation);
        var trace = await TraceAsync(project, cancellation);
        await first.StartAsync(cancellation);

        Assert.Equal("COMPLETED", end.GetProperty("status").GetString());
        var root = Assert.Single(trace, span => span.ParentSpanId.Length == 0);
        Assert.All(trace, span => Assert.Equal(root.TraceId, span.TraceId));
        Assert.Equal("6", root.Attributes["langfuse.trace.metadata.calls"]); // of the rows, whatever spans were lost
        Assert.Equal(
            ["phase EXECUTION_PLAN", "phase PRD", "phase TECH_STACK"],
            trace.Where(span => span.Name.StartsWith("phase ", StringComparison.Ordinal)).Select(span => span.Name).Order(StringComparer.Ordinal).TakeLast(3));
    }

    [Fact(Timeout = 180_000)]
    public async Task Requests_ToLangfuse_HaveItsHeadersAndHoldNoTextAndNoSecret()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await RunAsync("A wobblegong tracker for divers, features=5 [[quiet]]", cancellation);
        var headers = fixture.Langfuse.Headers.Items[0];
        var texts = fixture.Langfuse.Texts.ToList();

        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("pk-lf-public:sk-lf-secret"))}", headers["Authorization"]);
        Assert.Equal(("4", "application/x-protobuf"), (headers["x-langfuse-ingestion-version"], headers["Content-Type"]));
        Assert.All(fixture.Langfuse.Asked.Items, path => Assert.Equal(OtlpCollector.LangfusePath, path)); // no metrics
        Assert.All(fixture.Langfuse.Spans.Items, span => Assert.Equal("AiDevFramework", span.Scope));
        foreach (var secret in (string[])[AppProcess.AdminToken, "sk-test", "sk-lf-secret", "wobblegong", "Executive Summary"])
        {
            Assert.DoesNotContain(texts, text => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static void CheckTotals(OtlpSpan root, IReadOnlyList<OtlpSpan> calls)
    {
        var cost = calls.Sum(call => JsonDocument.Parse(call.Attributes["langfuse.observation.cost_details"]).RootElement.GetProperty("total").GetDecimal());
        var tokens = calls.Sum(call => JsonDocument.Parse(call.Attributes["langfuse.observation.usage_details"]).RootElement.GetProperty("total").GetInt32());
        var output = JsonDocument.Parse(root.Attributes["langfuse.trace.output"]).RootElement;
        Assert.Equal(("completed", cost, tokens, 4, 6), (
            output.GetProperty("status").GetString(), output.GetProperty("total_cost").GetDecimal(), output.GetProperty("total_tokens").GetInt32(),
            output.GetProperty("documents_generated").GetInt32(), output.GetProperty("calls").GetInt32()));
        Assert.Equal(root.Attributes["langfuse.trace.output"], root.Attributes["langfuse.observation.output"]);
        Assert.Equal(cost, decimal.Parse(root.Attributes["langfuse.trace.metadata.total_cost"], CultureInfo.InvariantCulture));
        Assert.Equal("4", root.Attributes["langfuse.trace.metadata.documents_generated"]);
        Assert.True(int.Parse(root.Attributes["langfuse.trace.metadata.total_duration_seconds"], CultureInfo.InvariantCulture) >= 0);
    }

    private async Task<(Guid Project, IReadOnlyList<OtlpSpan> Trace)> RunAsync(string idea, CancellationToken cancellationToken)
    {
        using var api = _cluster.Client(0);
        var project = await api.CreateProjectAsync(idea, cancellationToken);
        await api.StartWorkflowAsync(project, cancellationToken);
        await api.WaitForEndAsync(project, _deadline, cancellationToken);
        return (project, await TraceAsync(project, cancellationToken));
    }

    /// <summary>All spans of a project's, once the root is there: it ends last, and what ended before came before or with it.</summary>
    private async Task<IReadOnlyList<OtlpSpan>> TraceAsync(Guid project, CancellationToken cancellationToken)
    {
        await fixture.Langfuse.Spans.WaitForAsync(
            span => span.ParentSpanId.Length == 0 && span.Attributes["langfuse.session.id"] == project.ToString(), _deadline, cancellationToken);
        return [.. fixture.Langfuse.Spans.Items.Where(span => span.Attributes["langfuse.session.id"] == project.ToString())];
    }

    private async Task<IReadOnlyList<string>> TraceIdsAsync(Guid project, CancellationToken cancellationToken)
    {
        await using var command = _cluster.Data.CreateCommand(
            "select langfuse_trace_id from llm_logs where project_id = @project group by langfuse_trace_id order by min(created_at)");
        command.Parameters.Add(new NpgsqlParameter("project", project));
        var ids = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    /// <summary>Two silos and a gateway that send to Langfuse and nowhere else.</summary>
    public sealed class Fixture(PostgresFixture postgres) : IAsyncLifetime
    {
        internal OtlpCollector Langfuse { get; private set; } = null!;

        internal AppCluster Cluster { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Langfuse = await OtlpCollector.StartAsync();
            Cluster = await AppCluster.StartAsync(
                postgres, 2, 1, TestContext.Current.CancellationToken,
                [.. Langfuse.LangfuseSettings, ("LANGFUSE_TRACING_ENVIRONMENT", "test-bench"), ("LANGFUSE_RELEASE", "v7")]);
        }

        public async ValueTask DisposeAsync()
        {
            if (Cluster is not null)
            {
                await Cluster.DisposeAsync();
            }

            await Langfuse.DisposeAsync();
        }
    }
}
