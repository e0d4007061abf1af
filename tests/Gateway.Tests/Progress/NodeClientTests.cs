using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>The specification's JavaScript client, run by Node on a project's progress.</summary>
[Trait("Runs", "Programs")]
public sealed class NodeClientTests : ProgressTests
{
    [Fact(Timeout = 300_000)]
    public async Task Client_OfACompletedRun_SeesEveryEventAndEndsWell()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Completed).Id;
        _gateway.Cluster.Store(project, """{"type":"phase_started","seq":1,"phase":"PRD","message":"Generating"}""");
        _gateway.Cluster.Store(project, """{"type":"phase_completed","seq":2,"phase":"PRD","duration_seconds":45,"cost_usd":0.12}""");
        _gateway.Cluster.Store(
            project,
            """{"type":"workflow_completed","seq":3,"total_duration_seconds":180,"total_cost_usd":0.4523,"documents_generated":4}""",
            EventTypes.WorkflowCompleted);

        var result = await FollowAsync(project, TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Equal(["connected", "phase_started", "phase_completed", "workflow_completed"], TypesIn(result));
        Assert.Contains("Phase PRD completed in 45s", result.Output, StringComparison.Ordinal);
        Assert.Contains("Documents generated: 4", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("undefined", result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Client_OfAFailedRun_EndsWith1()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Failed).Id;
        _gateway.Cluster.Store(
            project, """{"type":"workflow_failed","seq":1,"error":"Database connection lost"}""", EventTypes.WorkflowFailed);

        var result = await FollowAsync(project, TestContext.Current.CancellationToken);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["connected", "workflow_failed"], TypesIn(result));
        Assert.Contains("Error shown: Database connection lost", result.Output, StringComparison.Ordinal);
    }

    private Task<ToolResult> FollowAsync(Guid project, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(new Uri(_gateway.Client.BaseAddress!, $"/api/v1/projects/{project}/progress"))
        {
            Scheme = "ws",
            Query = $"token={TestGateway.AdminToken}&after=0",
        };
        return Tool.RunAsync([Path.Combine(Repository.Root, "samples", "node-client", "run.sh"), address.Uri.AbsoluteUri], cancellationToken);
    }

    private static IEnumerable<string> TypesIn(ToolResult result) =>
        result.Output.Split('\n').Where(line => line.StartsWith("type ", StringComparison.Ordinal)).Select(line => line["type ".Length..]);
}
