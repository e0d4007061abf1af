using System.Collections.Concurrent;
using System.Diagnostics;
using AiDevFramework.Grains.Abstractions.Telemetry;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Telemetry;
using AiDevFramework.Grains.Tests.Workflow;

namespace AiDevFramework.Grains.Tests.Telemetry;

public sealed class WorkflowSpansTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public WorkflowSpansTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public void Tell_OfARun_GivesItsSpansTheirIdsParentsAndTimes()
    {
        using var request = new Activity("whatever runs now").Start();
        var spans = Tell([Happening.Start, .. Enumerable.Repeat(Happening.Accept, 6)], out var project);
        var trace = RunTrace.Of(project)!;
        var root = Assert.Single(spans, span => span.ParentSpanId == default);

        Assert.Equal((trace.Id, trace.Root.SpanId), (root.TraceId.ToHexString(), root.SpanId)); // .NET's own field took the id
        Assert.All(spans, span => Assert.Equal(root.TraceId, span.TraceId));
        Assert.All(spans.Except([root]), span => Assert.Equal(root.SpanId, span.ParentSpanId));
        Assert.Equal(
            ["workflow_started", "phase SMART_DETECTION", "phase PRD", "phase TECH_STACK", "phase EXECUTION_PLAN", "workflow_completed", "workflow run"],
            spans.Select(span => span.OperationName));
        Assert.Equal((project.RunStartedAt!.Value.UtcDateTime, project.CompletedAt!.Value.UtcDateTime), (root.StartTimeUtc, root.StartTimeUtc + root.Duration));
        Assert.Same(request, Activity.Current);
    }

    [Fact]
    public void Tell_OfARetry_BelongsToAnotherTrace()
    {
        var spans = Tell([Happening.Start, Happening.Fail, Happening.Retry, Happening.Cancel], out var project);
        var roots = spans.Where(span => span.ParentSpanId == default).ToList();

        Assert.Equal(["failed", "cancelled"], roots.Select(span => span.GetTagItem(Tracing.Outcome)));
        Assert.Equal(2, roots.Select(span => span.TraceId).Distinct().Count());
        Assert.Equal(RunTrace.Of(project)!.Id, roots[1].TraceId.ToHexString());
        Assert.Equal(
            ["workflow_started", "phase SMART_DETECTION", "phase_failed", "workflow_failed", "workflow run", "workflow_started", "phase SMART_DETECTION", "workflow_cancelled", "workflow run"],
            spans.Select(span => span.OperationName));
        Assert.Equal(spans.Count, spans.Select(span => (span.TraceId, span.SpanId)).Distinct().Count());
    }

    public void Dispose() => _listener.Dispose();

    private List<Activity> Tell(Happening[] happenings, out ProjectSnapshot project)
    {
        var history = new WorkflowHistory(storming: false, secondsBetween: 30);
        var before = history.State.Project;
        history.Play(happenings);
        foreach (var transition in history.Transitions)
        {
            WorkflowSpans.Record(before, transition);
            before = transition.Next.Project;
        }

        var id = before.Id.ToString();
        project = before;
        return [.. _ended.Where(span => (string?)span.GetTagItem(Tracing.ProjectId) == id)];
    }
}
