using System.Net;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport.Api;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class JointFeedTests : ProgressTests
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Feed_OfSeveralProjects_BringsTheSnapshotAndTheEventsOfEachByteForByte()
    {
        var (first, second) = (Cluster.Add(WorkflowStatus.Processing).Id, Cluster.Add(WorkflowStatus.Failed).Id);
        Cluster.Store(first);
        var replayed = Cluster.Store(first, """{ "type":"phase_started","seq":2, "message":"Größe – \u00e4 😀"}""");
        Cluster.Store(second);
        await using var client = await FollowAsync($"{first}:1,{second}:1");

        Assert.Equal("text/event-stream", client.Response.Content.Headers.ContentType?.ToString());
        Assert.Equal((first, "connected"), await NextAsync(client));
        Assert.Equal((second, "connected"), await NextAsync(client));
        Assert.Equal($$"""{"project_id":"{{first}}","event":{{replayed.Payload}}}""", (await client.NextAsync())!.Value.Data);

        await Relay.OfferAsync([Cluster.Store(second, type: EventTypes.PhaseCompleted)], client.Token);
        _gateway.Clock.Advance(HeadsPoll.Interval);

        Assert.Equal((second, "phase_completed"), await NextAsync(client));
    }

    [Fact]
    public async Task ForeignAndMissingProjects_AreToldAndTheOthersGoOn()
    {
        var (mine, foreign, missing) = (Cluster.Add(WorkflowStatus.Processing).Id, Cluster.Add(WorkflowStatus.Processing).Id, Guid.NewGuid());
        var ticket = _gateway.Services.GetRequiredService<Tickets>().Mint(mine);
        await using var holder = await FollowAsync($"{foreign}:0,{mine}:0&token={ticket}", _gateway.Anonymous);
        await using var admin = await FollowAsync($"{missing}:0,{mine}:7,{foreign}:0");

        Assert.Equal((foreign, "403"), await NextAsync(holder));
        Assert.Equal((mine, "connected"), await NextAsync(holder));
        Assert.Equal((missing, "404"), await NextAsync(admin));
        Assert.Equal((mine, "400"), await NextAsync(admin)); // it has no event 7
        Assert.Equal((foreign, "connected"), await NextAsync(admin));
        Cluster.Store(mine);
        Cluster.Store(foreign);
        await Relay.CheckHeadsAsync(admin.Token);
        _gateway.Clock.Advance(HeadsPoll.Interval);
        Assert.Equal((mine, "phase_started"), await NextAsync(holder));
        Assert.Equal((foreign, "phase_started"), await NextAsync(admin));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("&progress=true", true)]
    [InlineData("&progress=false", false)]
    public async Task TextThatIsWritten_ComesUnlessItIsNotWanted(string query, bool comes)
    {
        var project = Cluster.Add(WorkflowStatus.Processing).Id;
        Cluster.Store(project);
        await using var client = await FollowAsync($"{project}:0{query}");
        await NextAsync(client);
        Assert.Equal((project, "phase_started"), await NextAsync(client));
        await Relay.OfferAsync([Cluster.Store(project)], client.Token);
        _gateway.Clock.Advance(HeadsPoll.Interval);
        Assert.Equal((project, "phase_started"), await NextAsync(client)); // it is live now

        Relay.OfferText([new ProgressUpdate(project, Utf8Text.Of("""{"type":"phase_progress","text":"# Größe"}"""))]);
        await Relay.OfferAsync([Cluster.Store(project, type: EventTypes.PhaseCompleted)], client.Token);

        Assert.Equal((project, comes ? "phase_progress" : "phase_completed"), await NextAsync(client));
    }

    [Fact]
    public async Task AReconnectingFeed_WhileProjectsRun_BringsEachEventOfEachInOrderOnce()
    {
        const int events = 60;
        var projects = Enumerable.Range(0, 10).Select(_ => Cluster.Add(WorkflowStatus.Processing).Id).ToList();
        var cursors = projects.ToDictionary(id => id, _ => 0L);
        var running = Task.Run(RunAsync, TestContext.Current.CancellationToken);
        for (var connection = 0; cursors.Values.Any(seq => seq < events); connection++)
        {
            await using var client = await FollowAsync(string.Join(',', cursors.Select(cursor => $"{cursor.Key}:{cursor.Value}")));
            for (var message = 0; message < 40 + (connection % 7) && cursors.Values.Any(seq => seq < events); message++)
            {
                var json = JsonNode.Parse((await client.NextAsync())!.Value.Data)!;
                if (json["event"]!["seq"] is { } seq)
                {
                    Assert.Equal(++cursors[(Guid)json["project_id"]!], (long)seq);
                }
            }
        }

        await running;

        async Task RunAsync()
        {
            for (var count = 0; count < events; count++)
            {
                foreach (var project in projects)
                {
                    var stored = Cluster.Store(project);
                    if ((count + project.GetHashCode()) % 3 != 0) // the others are lost on their way, as streams may do
                    {
                        await Relay.OfferAsync([stored], TestContext.Current.CancellationToken);
                    }
                }

                await Relay.CheckHeadsAsync(TestContext.Current.CancellationToken);
            }

            while (cursors.Values.Any(seq => seq < events))
            {
                await Relay.CheckHeadsAsync(TestContext.Current.CancellationToken);
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task Feed_WhoseProjectsBringNoMore_EndsAndItsReturnIsAnswered204()
    {
        var (done, running) = (Cluster.Add(WorkflowStatus.Completed).Id, Cluster.Add(WorkflowStatus.Processing).Id);
        Cluster.Store(done, type: EventTypes.WorkflowCompleted);
        await using var client = await FollowAsync($"{done}:1,{running}:0,{Guid.NewGuid()}:0");
        Assert.Equal((done, "connected"), await NextAsync(client));
        Assert.Equal((running, "connected"), await NextAsync(client));
        await NextAsync(client);

        var last = Cluster.Store(running, type: EventTypes.WorkflowCancelled);
        Cluster.Projects[running] = Cluster.Projects[running] with { Status = WorkflowStatus.Cancelled };
        await Relay.OfferAsync([last], client.Token);
        _gateway.Clock.Advance(HeadsPoll.Interval);
        Assert.Equal((running, "workflow_cancelled"), await NextAsync(client));
        Assert.Null(await client.NextAsync());

        await using var returned = await FollowAsync($"{done}:1,{running}:1");
        Assert.Equal(HttpStatusCode.NoContent, returned.Response.StatusCode);
    }

    [Fact]
    public async Task AProjectThatIsDeleted_IsToldOnceAndTheOthersGoOn()
    {
        var (kept, deleted) = (Cluster.Add(WorkflowStatus.Processing).Id, Cluster.Add(WorkflowStatus.Processing).Id);
        Cluster.Store(kept);
        Cluster.Store(deleted);
        await using var client = await FollowAsync($"{kept}:0,{deleted}:0");
        for (var message = 0; message < 4; message++)
        {
            await NextAsync(client); // each one's snapshot and event: both are live then, or about to be
        }

        Cluster.Projects.TryRemove(deleted, out _);
        Cluster.Events.TryRemove(deleted, out _);
        var next = NextAsync(client);
        while (!next.IsCompleted)
        {
            await Relay.CheckHeadsAsync(client.Token);
            await Task.WhenAny(next, Task.Yield().AsTask());
        }

        Assert.Equal((deleted, "404"), await next);
        await Relay.CheckHeadsAsync(client.Token);
        await Relay.OfferAsync([Cluster.Store(kept, type: EventTypes.PhaseCompleted)], client.Token);
        Assert.Equal((kept, "phase_completed"), await NextAsync(client));
    }

    [Fact]
    public async Task FiftyProjects_WithLongLogs_ArriveWholeAtAClientThatReads()
    {
        const int events = 200;
        var projects = Enumerable.Range(0, FeedCursor.MaxProjects).Select(_ => Cluster.Add(WorkflowStatus.Processing).Id).ToList();
        projects.ForEach(project => Enumerable.Range(0, events).ToList().ForEach(_ => Cluster.Store(project)));
        await using var client = await FollowAsync(string.Join(',', projects.Select(project => $"{project}:0")));
        for (var messages = 0; messages < projects.Count * (events + 1); messages++)
        {
            Assert.NotNull(await client.NextAsync());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ALogThatCannotBeRead_EndsTheStreamSoThatTheClientComesBack(bool silent)
    {
        Cluster.BeforeEvents = _ => throw (silent ? new TimeoutException("No silo answered.") : new StoreUnavailableException("It restarts."));
        var (quiet, unread) = (Cluster.Add(WorkflowStatus.Processing).Id, Cluster.Add(WorkflowStatus.Processing).Id);
        Cluster.Store(unread);
        await using var client = await FollowAsync($"{quiet}:0,{unread}:0");
        await NextAsync(client);
        await NextAsync(client);

        Assert.Null(await client.NextAsync());
    }

    [Fact]
    public async Task QuietFeed_HasHeartbeats()
    {
        var project = Cluster.Add(WorkflowStatus.Processing).Id;
        Cluster.Store(project);
        using var response = await _gateway.Client.GetAsync(
            $"/api/v1/feed?at={project}:1", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var line = lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        while (await NextLineAsync() != ":")
        {
            line = lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        }

        async Task<string?> NextLineAsync()
        {
            while (!line.IsCompleted)
            {
                _gateway.Clock.Advance(EventPump.Heartbeat); // the timer may not have been there for the last one
                await Task.WhenAny(line, Task.Yield().AsTask());
            }

            return await line;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("123e4567-e89b-12d3-a456-426614174000:")]
    [InlineData("123e4567-e89b-12d3-a456-426614174000:-1")]
    [InlineData("123e4567-e89b-12d3-a456-426614174000:1,")]
    [InlineData("123e4567-e89b-12d3-a456-426614174000:1:2")]
    [InlineData("123e4567-e89b-12d3-a456-426614174000:1,123E4567E89B12D3A456426614174000:2")]
    [InlineData("{123e4567-e89b-12d3-a456-426614174000}:1")]
    public async Task AListOfProjectsThatIsNone_IsRefused(string list)
    {
        using var answer = await _gateway.GetAsync($"/api/v1/feed?at={Uri.EscapeDataString(list)}");

        Assert.Contains("at must name 1 to 50 different projects", (string)(await answer.ProblemAsync(400))["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FiftyOneProjects_AreRefused()
    {
        using var answer = await _gateway.GetAsync($"/api/v1/feed?at={string.Join(',', Enumerable.Range(0, 51).Select(_ => $"{Guid.NewGuid()}:0"))}");

        await answer.ProblemAsync(400);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&token=wrong")]
    public async Task ACallerWithoutAToken_IsRefused(string query)
    {
        using var answer = await _gateway.SendAsync(
            HttpMethod.Get, $"/api/v1/feed?at={Guid.NewGuid()}:0{query}", ("Accept", "text/event-stream"));

        await answer.ProblemAsync(401);
    }

    [Fact]
    public async Task ServerStop_EndsTheFeed()
    {
        await using var client = await FollowAsync($"{Cluster.Add(WorkflowStatus.Processing).Id}:0");
        await client.NextAsync();

        var stopped = _gateway.StopAsync();

        Assert.Null(await client.NextAsync());
        await stopped.WaitAsync(client.Token);
    }

    private Task<EventStreamClient> FollowAsync(string at, HttpClient? http = null) => EventStreamClient.ConnectAsync(
        http ?? _gateway.Client, $"/api/v1/feed?at={at}", lastEventId: null, _deadline, TestContext.Current.CancellationToken);

    /// <returns>The project, and the event's type or the problem's status.</returns>
    private static async Task<(Guid ProjectId, string What)> NextAsync(EventStreamClient client)
    {
        var json = JsonNode.Parse((await client.NextAsync())!.Value.Data)!;
        return ((Guid)json["project_id"]!, json["event"]?["type"]?.ToString() ?? json["problem"]!["status"]!.ToString());
    }
}
