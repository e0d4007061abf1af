using AiDevFramework.Gateway.Progress;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport.Api;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class LiveTextTests : ProgressTests
{
    private const string Payload = """{"type":"phase_progress","phase":"PRD","percent":42,"offset":0,"text":"# Größe 😀"}""";

    [Fact]
    public async Task Text_ReachesThoseWhoAskedForItOnly()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        using var socket = await ProgressClient.ConnectAsync(_gateway, project, "?progress=true");
        await using var stream = await _gateway.StreamAsync(project, "?progress=true");
        await using var hub = await HubClient.ConnectAsync(_gateway, query: "?progress=true");
        using var other = await ProgressClient.ConnectAsync(_gateway, project);
        await socket.JsonAsync();
        await stream.NextAsync();
        await other.JsonAsync();
        await hub.SubscribeAsync(project, null);
        await LiveAsync(project, socket, stream, hub, other);

        Relay.OfferText([new ProgressUpdate(project, Utf8Text.Of(Payload))]);
        await Relay.OfferAsync([_gateway.Cluster.Store(project)], socket.Token);

        Assert.Equal(Payload, await socket.TextAsync());
        var piece = (await stream.NextAsync())!.Value;
        Assert.Equal((Payload, "phase_progress"), (piece.Data, piece.EventType));
        Assert.Equal(new HubClient.Event(project.ToString(), null, Payload), await hub.EventAsync());
        Assert.Equal(2, (long)(await other.JsonAsync())["seq"]!); // nothing came before it
    }

    [Fact]
    public async Task Silo_IsAskedForText_WhileARunGoesOnAndSomebodyWantsIt()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Created).Id;
        using var quiet = await ProgressClient.ConnectAsync(_gateway, project);
        using var watching = await ProgressClient.ConnectAsync(_gateway, project, "?progress=true");
        await watching.JsonAsync();
        await LiveAsync(project, watching);
        await AskedAsync(1); // its event tells that a run began

        await Relay.OfferAsync([_gateway.Cluster.Store(project, type: EventTypes.WorkflowFailed)], watching.Token);
        Assert.Equal("workflow_failed", await watching.TypeAsync());
        Assert.Empty(Relay.TextsWanted);
        await Relay.OfferAsync([_gateway.Cluster.Store(project)], watching.Token);
        await AskedAsync(2); // the retry
        Assert.Equal(project, Assert.Single(Relay.TextsWanted));
        _gateway.Clock.Advance(TextWatch.Interval);
        await AskedAsync(3); // and again, for a silo that takes over

        async Task AskedAsync(int times)
        {
            while (_gateway.Cluster.Watched.Count < times)
            {
                await Task.Yield();
                watching.Token.ThrowIfCancellationRequested();
            }
        }
    }

    [Fact]
    public async Task Text_ForAConnectionThatIsBehind_IsDroppedAndEventsAreNot()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        var reader = new FeedReader(project, after: 0, wantsText: true);
        await Relay.FollowAsync(reader, TestContext.Current.CancellationToken);
        for (var count = 0; count < 500; count++)
        {
            Relay.OfferText([new ProgressUpdate(project, Utf8Text.Of(Payload))]);
            await Relay.OfferAsync([_gateway.Cluster.Store(project)], TestContext.Current.CancellationToken);
        }

        var (events, texts) = (0, 0);
        while (reader.Messages.TryRead(out var message))
        {
            _ = message.Seq is null ? texts++ : events++;
        }

        Assert.Equal(500, events);
        Assert.InRange(texts, 1, 64);
    }

    /// <summary>Stores the project's first event and waits until each of the clients has it: they are live then.</summary>
    private async Task LiveAsync(
        Guid project, ProgressClient socket, EventStreamClient? stream = null, HubClient? hub = null, ProgressClient? other = null)
    {
        _gateway.Cluster.Store(project);
        await Relay.CheckHeadsAsync(socket.Token);
        _gateway.Clock.Advance(HeadsPoll.Interval);
        Assert.Equal(1, (long)(await socket.JsonAsync())["seq"]!);
        Assert.Equal("1", stream is null ? "1" : (await stream.NextAsync())!.Value.EventId);
        Assert.Equal(1, hub is null ? 1 : (await hub.EventAsync()).Seq);
        Assert.Equal(1, other is null ? 1 : (long)(await other.JsonAsync())["seq"]!);
    }
}
