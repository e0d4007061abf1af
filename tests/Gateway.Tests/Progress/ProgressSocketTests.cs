using System.Net.WebSockets;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class ProgressSocketTests : ProgressTests
{
    [Fact]
    public async Task Connect_ToARunningProject_TellsWhereItStands()
    {
        var project = Cluster.Add(WorkflowStatus.Processing, Phase.SmartDetection);
        Cluster.Store(project.Id);
        using var client = await ProgressClient.ConnectAsync(_gateway, project.Id);

        Answers.JsonEquals($$"""
            {
              "type": "connected",
              "project_id": "{{project.Id}}",
              "current_status": "PROCESSING",
              "current_phase": "SMART_DETECTION",
              "last_seq": 1,
              "message": "Connected to project progress updates",
              "timestamp": "2025-11-09T12:00:00.000Z"
            }
            """, await client.JsonAsync());
    }

    [Theory]
    [InlineData(WorkflowStatus.Created, "CREATED")]
    [InlineData(WorkflowStatus.Completed, "COMPLETED")]
    [InlineData(WorkflowStatus.Failed, "FAILED")]
    [InlineData(WorkflowStatus.Cancelled, "CANCELLED")]
    public async Task Connect_WhileNothingRuns_TellsTheStatusWithoutAPhase(WorkflowStatus status, string name)
    {
        using var client = await ProgressClient.ConnectAsync(_gateway, Cluster.Add(status).Id);

        var connected = await client.JsonAsync();

        Assert.Equal(name, (string)connected["current_status"]!);
        Assert.True(connected.ContainsKey("current_phase"));
        Assert.Null(connected["current_phase"]);
    }

    [Fact]
    public async Task Events_OfEveryKind_PassByteForByte()
    {
        var project = Cluster.Add(WorkflowStatus.Processing);
        using var client = await ProgressClient.ConnectAsync(_gateway, project.Id);
        Assert.Equal("connected", await client.TypeAsync());
        (string Type, string Payload)[] events =
        [
            (EventTypes.PhaseStarted, """{ "type":"phase_started","seq":1, "phase":"PRD","message":"Größe – \u00e4 😀"}"""),
            (EventTypes.PhaseCompleted, """{"seq":2,"type":"phase_completed","duration_seconds":45,"cost_usd":0.120000}"""),
            (EventTypes.PhaseFailed, """{"type":"phase_failed","seq":3,"error":"OpenRouter API rate limit exceeded","retry_available":true}"""),
            (EventTypes.WorkflowCompleted, """{"type":"workflow_completed","seq":4,"total_cost_usd":0.4523,"documents_generated":4}"""),
            (EventTypes.WorkflowFailed, """{"type":"workflow_failed","seq":5,"error":"Database connection lost"}"""),
            (EventTypes.WorkflowCancelled, """{"type":"workflow_cancelled","seq":6}"""),
        ];

        foreach (var (type, payload) in events)
        {
            await Relay.OfferAsync([Cluster.Store(project.Id, payload, type)], client.Token);
            Assert.Equal(payload, await client.TextAsync());
        }
    }

    [Theory]
    [InlineData("ping")]
    [InlineData("\"ping\"")]
    [InlineData(" ping\n")]
    public async Task Ping_BareOrQuoted_IsAnswered(string ping)
    {
        using var client = await ProgressClient.ConnectAsync(_gateway, Cluster.Add(WorkflowStatus.Created).Id);
        await client.JsonAsync();

        await client.SendAsync(ping);

        Answers.JsonEquals("""{"type":"pong","timestamp":"2025-11-09T12:00:00.000Z"}""", await client.JsonAsync());
    }

    [Fact]
    public async Task OtherText_IsPassedOver()
    {
        using var client = await ProgressClient.ConnectAsync(_gateway, Cluster.Add(WorkflowStatus.Created).Id);
        await client.JsonAsync();

        await client.SendAsync("hello");
        await client.SendAsync("");
        await client.SendAsync(new string(' ', 1020) + "ping"); // the longest message there may be

        Assert.Equal("pong", await client.TypeAsync());
    }

    [Theory]
    [InlineData("?after=0", new long[] { 1, 2, 3 })]
    [InlineData("?after=2", new long[] { 3 })]
    [InlineData("?after=3", new long[0])]
    [InlineData("", new long[0])]
    public async Task Connect_WithACursor_ReplaysWhatCameAfterItThenGoesLive(string query, long[] replayed)
    {
        var project = Cluster.Add(WorkflowStatus.Processing);
        for (var count = 0; count < 3; count++)
        {
            Cluster.Store(project.Id);
        }

        using var client = await ProgressClient.ConnectAsync(_gateway, project.Id, query);
        Assert.Equal("connected", await client.TypeAsync());
        foreach (var seq in replayed)
        {
            Assert.Equal(seq, (long)(await client.JsonAsync())["seq"]!);
        }

        await Relay.OfferAsync([Cluster.Store(project.Id)], client.Token);
        _gateway.Clock.Advance(HeadsPoll.Interval); // where the offer came before the connection was live
        Assert.Equal(4, (long)(await client.JsonAsync())["seq"]!);
    }

    [Fact]
    public async Task Connect_BehindALongLog_ReplaysAllOfItInOrder()
    {
        const int count = 5_000; // pages of the log, and more than a connection may queue
        var project = Cluster.Add(WorkflowStatus.Completed);
        for (var seq = 0; seq < count; seq++)
        {
            Cluster.Store(project.Id);
        }

        using var client = await ProgressClient.ConnectAsync(_gateway, project.Id, "?after=0");
        await client.JsonAsync();
        for (var seq = 1; seq <= count; seq++)
        {
            Assert.Equal(seq, (long)(await client.JsonAsync())["seq"]!);
        }
    }

    [Fact]
    public async Task LostStreamEvent_IsFoundByThePollOfHeads()
    {
        var project = Cluster.Add(WorkflowStatus.Processing);
        using var client = await ProgressClient.ConnectAsync(_gateway, project.Id);
        Assert.Equal("connected", await client.TypeAsync());
        await Relay.OfferAsync([Cluster.Store(project.Id)], client.Token);
        Assert.Equal(1, (long)(await client.JsonAsync())["seq"]!);

        Cluster.Store(project.Id); // no stream tells of it
        _gateway.Clock.Advance(HeadsPoll.Interval);

        Assert.Equal(2, (long)(await client.JsonAsync())["seq"]!);
    }

    [Fact]
    public async Task BinaryMessage_ClosesWith1003()
    {
        using var client = await ProgressClient.ConnectAsync(_gateway, Cluster.Add(WorkflowStatus.Created).Id);

        await client.SendAsync([1, 2, 3], WebSocketMessageType.Binary);

        Assert.Equal(1003, (await client.ClosedAsync()).Status);
    }

    [Fact]
    public async Task LongMessage_ClosesWith1009()
    {
        using var client = await ProgressClient.ConnectAsync(_gateway, Cluster.Add(WorkflowStatus.Created).Id);

        await client.SendAsync(new string('x', 20_000));

        Assert.Equal(1009, (await client.ClosedAsync()).Status);
    }

    [Fact]
    public async Task TextThatIsNoUtf8_ClosesWith1007()
    {
        using var client = await ProgressClient.ConnectAsync(_gateway, Cluster.Add(WorkflowStatus.Created).Id);

        await client.SendAsync([0xC3, 0x28], WebSocketMessageType.Text);

        Assert.Equal(1007, (await client.ClosedAsync()).Status);
    }

    [Fact]
    public async Task ClientsClose_IsAnswered()
    {
        using var client = await ProgressClient.ConnectAsync(_gateway, Cluster.Add(WorkflowStatus.Created).Id);

        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", client.Token);

        Assert.Equal(WebSocketState.Closed, client.Socket.State);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task ServerStop_ClosesWith1001()
    {
        using var client = await ProgressClient.ConnectAsync(_gateway, Cluster.Add(WorkflowStatus.Created).Id);
        await client.JsonAsync();

        var stopped = _gateway.StopAsync();

        Assert.Equal(1001, (await client.ClosedAsync()).Status);
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, client.Token);
        await stopped.WaitAsync(client.Token);
    }

    [Fact]
    public async Task LogThatCannotBeRead_ClosesWith1013()
    {
        Cluster.BeforeEvents = _ => throw new StoreUnavailableException("The database is restarting.");
        var project = Cluster.Add(WorkflowStatus.Processing).Id;
        Cluster.Store(project);
        using var client = await ProgressClient.ConnectAsync(_gateway, project, "?after=0");

        Assert.Equal(1013, (await client.ClosedAsync()).Status);
    }

    [Fact]
    public async Task ClientThatReadsTooSlowly_ClosesWith1013AndWhereToResume()
    {
        var project = Cluster.Add(WorkflowStatus.Processing);
        Cluster.Store(project.Id);
        using var client = await ProgressClient.ConnectAsync(_gateway, project.Id, "?after=0");
        await client.JsonAsync();
        await client.JsonAsync(); // the log is behind it
        var payload = new string('x', 16 * 1024);

        for (var count = 0; count < 4 * FeedReader.Capacity; count++)
        {
            await Relay.OfferAsync([Cluster.Store(project.Id, payload)], client.Token); // more than all buffers on the way hold
        }

        var (status, reason) = await client.ClosedAsync();
        Assert.Equal(1013, status);
        Assert.Matches(@"^Too slow; resume with after=[0-9]+\.$", reason);
    }
}
