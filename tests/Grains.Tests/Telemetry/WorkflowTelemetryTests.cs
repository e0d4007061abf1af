using AiDevFramework.Grains.Telemetry;
using AiDevFramework.Grains.Tests.Workflow;
using AiDevFramework.Grains.Workflow;
using AiDevFramework.TestSupport.Telemetry;

namespace AiDevFramework.Grains.Tests.Telemetry;

public sealed class WorkflowTelemetryTests
{
    [Fact]
    public void Record_OfARunWithTrouble_CountsItsStartsItsEndsAndItsPhases()
    {
        using var measured = Play(Happening.Start, Happening.Accept, Happening.Repair, Happening.Fail, Happening.Retry, Happening.Cancel);

        Assert.Equal(new Dictionary<string, double> { ["start"] = 1, ["retry"] = 1 }, measured.Of("aidev.workflows.started"));
        Assert.Equal(new Dictionary<string, double> { ["failed"] = 1, ["cancelled"] = 1 }, measured.Of("aidev.workflows.ended"));
        Assert.Equal(
            new Dictionary<string, double> { ["completed SMART_DETECTION"] = 30, ["failed PRD"] = 60, ["cancelled PRD"] = 30 },
            measured.Of("aidev.phase.duration"));
        Assert.Empty(measured.Of("aidev.takeovers"));
    }

    [Fact]
    public void Record_OfARunThatCompletes_CountsFourPhases()
    {
        using var measured = Play([Happening.Start, .. Enumerable.Repeat(Happening.Accept, 6)]);

        Assert.Equal(new Dictionary<string, double> { ["completed"] = 1 }, measured.Of("aidev.workflows.ended"));
        Assert.Equal(4, measured.Of("aidev.phase.duration").Count);
    }

    [Fact]
    public void Record_OfARunThatChangesHands_TellsALostSiloFromOneThatStopped()
    {
        var history = new WorkflowHistory(storming: false, secondsBetween: 1);
        history.Play([Happening.Start]);
        var lost = WorkflowRules.TakeOver(history.State, "another silo", WorkflowHistory.Noon);
        var released = WorkflowRules.Release(lost.Next, WorkflowHistory.Noon);
        var handedOver = WorkflowRules.TakeOver(released.Next, "a third silo", WorkflowHistory.Noon);

        using var measured = new Measurements();
        WorkflowTelemetry.Record(history.State.Project, lost);
        WorkflowTelemetry.Record(lost.Next.Project, released);
        WorkflowTelemetry.Record(released.Next.Project, handedOver);

        Assert.Equal(new Dictionary<string, double> { ["lost"] = 1, ["handed_over"] = 1 }, measured.Of("aidev.takeovers"));
    }

    private static Measurements Play(params Happening[] happenings)
    {
        var history = new WorkflowHistory(storming: false, secondsBetween: 30);
        var before = history.State.Project;
        history.Play(happenings);
        var measured = new Measurements();
        foreach (var transition in history.Transitions)
        {
            WorkflowTelemetry.Record(before, transition);
            before = transition.Next.Project;
        }

        return measured;
    }
}
