using System.Text.Json;
using AiDevFramework.Cluster.Tests.Embedded;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport.Telemetry;

namespace AiDevFramework.Cluster.Tests.Telemetry;

/// <summary>Texts of users and models leave the service only where a setting says so, and never more of them than it says.</summary>
public sealed class TraceContentTests
{
    private const string Idea = "A wobblegong tracker for divers, features=5";

    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);

    [Fact(Timeout = 180_000)]
    public async Task Spans_WithTraceContent_HaveIdeaPromptsAnswersAndDocumentsUpToTheBound()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var collector = await OtlpCollector.StartAsync();
        await using var langfuse = await OtlpCollector.StartAsync();
        await using var service = await EmbeddedService.StartAsync(
            postgres: null, cancellation, [.. collector.Settings, .. langfuse.LangfuseSettings, ("TRACE_CONTENT", "True"), ("TRACE_CONTENT_MAX_CHARS", "1000")]);

        var spans = await RunAsync(service, langfuse, cancellation);

        var root = Assert.Single(spans, span => span.ParentSpanId.Length == 0);
        Assert.Equal((Idea, Idea), (root.Attributes["langfuse.trace.input"], root.Attributes["langfuse.observation.input"]));
        Assert.Contains("\"status\":\"completed\"", root.Attributes["langfuse.trace.output"], StringComparison.Ordinal);
        var document = Assert.Single(spans, span => span.Name == "phase PRD").Attributes["langfuse.observation.output"];
        Assert.StartsWith("# Product Requirements Document", document, StringComparison.Ordinal);
        Assert.EndsWith(" more characters)", document, StringComparison.Ordinal);

        var call = Assert.Single(spans, span => span.Attributes.GetValueOrDefault("aidev.step") == "SMART_DETECTION");
        var turns = JsonDocument.Parse(call.Attributes["langfuse.observation.input"]).RootElement.EnumerateArray().ToList();
        Assert.Equal(["system", "user"], turns.Select(turn => turn.GetProperty("role").GetString()));
        Assert.StartsWith("{", call.Attributes["langfuse.observation.output"], StringComparison.Ordinal);
        Assert.All(spans, span => Assert.All(
            span.Attributes.Where(pair => pair.Key is "langfuse.observation.input" or "langfuse.observation.output"),
            pair => Assert.InRange(pair.Value.Length, 1, 1400))); // the bound, and the frame around it

        await collector.Spans.WaitForAsync(span => span.Name == "workflow run", _deadline, cancellation);
        var same = Assert.Single(collector.Spans.Items, span => span.SpanId == call.SpanId);
        Assert.Equal("assistant", JsonDocument.Parse(same.Attributes["gen_ai.output.messages"]).RootElement[0].GetProperty("role").GetString());
        Assert.Equal("text", JsonDocument.Parse(same.Attributes["gen_ai.system_instructions"]).RootElement[0].GetProperty("type").GetString());
        Assert.Contains("\"parts\"", same.Attributes["gen_ai.input.messages"], StringComparison.Ordinal);
    }

    /// <summary>The checker names what stands in a document, and that is text of the model's.</summary>
    [Theory(Timeout = 180_000)]
    [InlineData("False", "The model's answer could not be used.")]
    [InlineData("True", "The model's answer could not be used, not even after a repair. ")]
    public async Task Message_OfADocumentThatWasRejected_QuotesItOnlyWithTraceContent(string setting, string message)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var langfuse = await OtlpCollector.StartAsync();
        await using var service = await EmbeddedService.StartAsync(
            postgres: null, cancellation, [.. langfuse.LangfuseSettings, ("TRACE_CONTENT", setting)]);
        service.Models.Script.When(step: Steps.Prd).Answer(Behaviours.Text("# Product Requirements Document\n\nLater."));

        var spans = await RunAsync(service, langfuse, cancellation);

        var failed = spans.Where(span => span.Attributes["langfuse.observation.level"] == "ERROR").ToList();
        Assert.Equal(4, failed.Count); // the phase, the run and their events; the calls were answered
        Assert.All(
            failed.Where(span => span.Attributes["langfuse.observation.type"] == "span"),
            span => Assert.StartsWith(message, span.Attributes["langfuse.observation.status_message"], StringComparison.Ordinal));
        Assert.Equal(setting == "True", failed.Any(span => span.Attributes["langfuse.observation.status_message"].Contains("missing", StringComparison.Ordinal)));
    }

    [Fact(Timeout = 180_000)]
    public async Task Runs_ThatTheSamplerLeavesOut_HaveNoSpanAndNoTraceId()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var collector = await OtlpCollector.StartAsync();
        await using var service = await EmbeddedService.StartAsync(
            postgres: null, cancellation, [.. collector.Settings, ("OTEL_TRACES_SAMPLER", "always_off")]);

        var project = await service.Api.CreateProjectAsync(Idea, cancellation);
        await service.Api.StartWorkflowAsync(project, cancellation);
        var end = await service.Api.WaitForEndAsync(project, _deadline, cancellation);
        Assert.Equal(0, await service.Process.TerminateAsync(cancellation)); // sends what there is

        Assert.Equal("COMPLETED", end.GetProperty("status").GetString());
        Assert.Empty(collector.Spans.Items);
    }

    private static async Task<IReadOnlyList<OtlpSpan>> RunAsync(EmbeddedService service, OtlpCollector langfuse, CancellationToken cancellationToken)
    {
        var project = await service.Api.CreateProjectAsync(Idea, cancellationToken);
        await service.Api.StartWorkflowAsync(project, cancellationToken);
        await service.Api.WaitForEndAsync(project, _deadline, cancellationToken);
        await langfuse.Spans.WaitForAsync(span => span.ParentSpanId.Length == 0, _deadline, cancellationToken);
        return langfuse.Spans.Items;
    }
}
