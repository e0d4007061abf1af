using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Grains.Tests.Workflow;

public sealed class StateChartTests
{
    [Fact]
    public void Page_OfTheStateMachine_ShowsWhatTheRulesDo() =>
        GeneratedText.RequireCurrent("docs/architecture/state-machine.md", StateChart.Draw());

    [Fact]
    public void Chart_OfTheRules_HasEveryStatusAndStep()
    {
        var chart = StateChart.Draw();

        Assert.All(Enum.GetValues<WorkflowStatus>(), status => Assert.Contains(WireName.Of(status), chart, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<Step>(), step => Assert.Contains($" {WireName.Of(step)} --> ", chart, StringComparison.Ordinal));
    }
}
