using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>Packages that people use, in processes of their own: each loses its connection once and must miss and repeat nothing.</summary>
public sealed class ForeignClientTests : ProgressTests
{
    private Guid _project;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
    }

    [Theory(Timeout = 300_000)]
    [InlineData("ws")]
    [InlineData("eventsource")]
    [InlineData("signalr")]
    [InlineData("signalr-msgpack")]
    [InlineData("python")]
    public async Task Client_WhoseConnectionIsLost_SeesEveryEventOnce(string kind)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var stored = new List<ProgressEvent> { Store("Größe 😀"), Store("two") };
        var client = RunAsync(kind, cancellation);
        var places = _gateway.Services.GetRequiredService<ProgressPlaces>();
        await UntilAsync(() => places.Count > 0);

        stored.Add(Store("three"));
        stored.Add(_gateway.Cluster.Store(_project, """{"type":"workflow_completed","seq":4}""", EventTypes.WorkflowCompleted));
        _gateway.Cluster.Projects[_project] = _gateway.Cluster.Projects[_project] with { Status = WorkflowStatus.Completed };
        foreach (var place in places.Open)
        {
            place.TryEnd(PlaceEnd.Idle); // whatever it had heard by then: what comes after is in the log
        }

        var result = await client;
        Assert.True(result.ExitCode == 0, result.Output);
        var lines = result.Output.Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.Equal(stored.Select(item => $"{item.Seq} {item.Payload}"), lines.Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])));
        Assert.Equal(kind == "eventsource", lines.Contains("closed"));
    }

    private ProgressEvent Store(string text)
    {
        var seq = _gateway.Cluster.Projects[_project].LastSeq + 1;
        return _gateway.Cluster.Store(_project, $$"""{"type":"phase_started","seq":{{seq}},"message":"{{text}}"}""");
    }

    private Task<ToolResult> RunAsync(string kind, CancellationToken cancellationToken)
    {
        var (authority, token) = (_gateway.Client.BaseAddress!.Authority, TestGateway.AdminToken);
        string Test(string folder, string file) => Path.Combine(Repository.Root, "tests", folder, file);
        string[] command = kind switch
        {
            "ws" => [Test("node-client", "run.sh"), kind, $"ws://{authority}/api/v1/projects/{_project}/progress?token={token}"],
            "eventsource" => [Test("node-client", "run.sh"), kind, $"http://{authority}/api/v1/projects/{_project}/events/stream?token={token}"],
            "python" => ["python3", Test("python-client", "client.py"), $"ws://{authority}/api/v1/projects/{_project}/progress?token={token}"],
            _ => [Test("node-client", "run.sh"), kind, $"http://{authority}/hubs/progress?access_token={token}", _project.ToString()],
        };
        return Tool.RunAsync(command, cancellationToken);
    }

    /// <summary>Looks again and again: the other side is a process of its own, which gives no signal.</summary>
    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
