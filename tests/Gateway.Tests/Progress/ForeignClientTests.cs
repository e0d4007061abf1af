using AiDevFramework.Gateway.Progress;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>Packages that people use, in processes of their own: each loses its connection once and must miss and repeat nothing.</summary>
[Trait("Runs", "Programs")]
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
        var stored = new List<ProgressEvent> { Store("Größe 😀"), Store("two") };
        await using var client = await ForeignClient.StartAsync(kind, _gateway, _project);
        var places = _gateway.Services.GetRequiredService<ProgressPlaces>();
        await UntilAsync(() => places.Count > 0);

        stored.Add(Store("three"));
        stored.Add(_gateway.Cluster.Store(_project, """{"type":"workflow_completed","seq":4}""", EventTypes.WorkflowCompleted));
        _gateway.Cluster.Projects[_project] = _gateway.Cluster.Projects[_project] with { Status = WorkflowStatus.Completed };
        foreach (var place in places.Open)
        {
            place.TryEnd(PlaceEnd.Idle); // whatever it had heard by then: what comes after is in the log
        }

        var result = await client.EndAsync();
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
