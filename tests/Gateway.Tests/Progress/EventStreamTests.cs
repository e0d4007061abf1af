using System.Net;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class EventStreamTests : ProgressTests
{
    [Fact]
    public async Task Stream_OfARunningProject_BringsSnapshotReplayAndLiveEvents()
    {
        var project = Cluster.Add(WorkflowStatus.Processing).Id;
        var first = Cluster.Store(project, """{ "type":"phase_started","seq":1, "message":"Größe – \u00e4 😀"}""");
        await using var client = await _gateway.StreamAsync(project, "?after=0");

        Assert.Equal(HttpStatusCode.OK, client.Response.StatusCode);
        Assert.Equal("text/event-stream", client.Response.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", client.Response.Headers.CacheControl?.ToString());
        Assert.Equal("no", client.Response.Headers.GetValues("X-Accel-Buffering").Single());
        var connected = (await client.NextAsync())!.Value;
        Assert.Equal(("connected", "0", TimeSpan.FromSeconds(2)), (connected.EventType, connected.EventId, connected.ReconnectionInterval));
        Assert.Contains("\"current_status\":\"PROCESSING\"", connected.Data, StringComparison.Ordinal);
        var replayed = (await client.NextAsync())!.Value;
        Assert.Equal((first.Payload.ToString(), "phase_started", "1"), (replayed.Data, replayed.EventType, replayed.EventId));

        var second = Cluster.Store(project, type: EventTypes.PhaseCompleted);
        await Relay.OfferAsync([second], client.Token);
        _gateway.Clock.Advance(HeadsPoll.Interval);
        var live = (await client.NextAsync())!.Value;
        Assert.Equal((second.Payload.ToString(), "phase_completed", "2"), (live.Data, live.EventType, live.EventId));
    }

    [Fact]
    public async Task LastEventId_OfAClientThatComesBack_WinsOverTheAddress()
    {
        var project = Cluster.Add(WorkflowStatus.Processing).Id;
        Cluster.Store(project);
        Cluster.Store(project);
        await using var client = await _gateway.StreamAsync(project, "?after=0", lastEventId: "1");

        Assert.Equal("1", (await client.NextAsync())!.Value.EventId); // connected: a client that hears no more resumes here
        Assert.Equal("2", (await client.NextAsync())!.Value.EventId);
    }

    [Theory]
    [InlineData(WorkflowStatus.Completed, EventTypes.WorkflowCompleted)]
    [InlineData(WorkflowStatus.Cancelled, EventTypes.WorkflowCancelled)]
    public async Task Stream_OfAProjectThatBringsNoMore_EndsAndItsReturnIsAnswered204(WorkflowStatus status, string type)
    {
        var project = Cluster.Add(status).Id;
        var last = Cluster.Store(project, type: type);
        await using var client = await _gateway.StreamAsync(project, "?after=0");
        await client.NextAsync();
        Assert.Equal(last.Payload.ToString(), (await client.NextAsync())!.Value.Data);
        Assert.Null(await client.NextAsync());

        await using var returned = await _gateway.StreamAsync(project, "?after=0", lastEventId: "1");
        Assert.Equal(HttpStatusCode.NoContent, returned.Response.StatusCode);

        await using var newcomer = await _gateway.StreamAsync(project);
        Assert.Equal("connected", (await newcomer.NextAsync())!.Value.EventType);
        Assert.Null(await newcomer.NextAsync());
    }

    [Fact]
    public async Task Stream_OfAFailedRun_StaysOpenForARetry()
    {
        var project = Cluster.Add(WorkflowStatus.Failed).Id;
        Cluster.Store(project, type: EventTypes.WorkflowFailed);
        await using var client = await _gateway.StreamAsync(project, lastEventId: "0");
        await client.NextAsync();
        Assert.Equal("workflow_failed", (await client.NextAsync())!.Value.EventType);

        await Relay.OfferAsync([Cluster.Store(project)], client.Token);
        _gateway.Clock.Advance(HeadsPoll.Interval);

        Assert.Equal("2", (await client.NextAsync())!.Value.EventId);
    }

    [Fact]
    public async Task QuietStream_HasAHeartbeatEvery15Seconds()
    {
        var project = Cluster.Add(WorkflowStatus.Processing).Id;
        using var response = await _gateway.Client.GetAsync(
            TestGateway.StreamPath(project), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        while (!(await lines.ReadLineAsync(TestContext.Current.CancellationToken))!.StartsWith("data:", StringComparison.Ordinal))
        {
        }

        Assert.Equal("", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        var next = lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        while (!next.IsCompleted)
        {
            _gateway.Clock.Advance(EventStream.Heartbeat); // the timer may not have been there for the last one
            await Task.WhenAny(next, Task.Yield().AsTask());
        }

        Assert.Equal(":", await next);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // not to be taken for a client that takes nothing, which is cut off
    public async Task Stream_OfAProjectWhoseLogCannotBeRead_EndsSoThatTheClientComesBack(bool silent)
    {
        Cluster.BeforeEvents = _ => throw (silent
            ? new TimeoutException("No silo answered in time.")
            : new Grains.Abstractions.StoreUnavailableException("The database is restarting."));
        var project = Cluster.Add(WorkflowStatus.Processing).Id;
        Cluster.Store(project);
        await using var client = await _gateway.StreamAsync(project, "?after=0");

        Assert.Equal("connected", (await client.NextAsync())!.Value.EventType);
        Assert.Null(await client.NextAsync());
    }

    [Fact]
    public async Task ServerStop_EndsTheStream()
    {
        await using var client = await _gateway.StreamAsync(Cluster.Add(WorkflowStatus.Processing).Id);
        await client.NextAsync();

        var stopped = _gateway.StopAsync();

        Assert.Null(await client.NextAsync());
        await stopped.WaitAsync(client.Token);
    }

    [Theory]
    [InlineData("", 401)]
    [InlineData("?token=wrong", 401)]
    [InlineData("?token={foreign}", 403)]
    public async Task Stream_ForACallerWithoutTheRight_IsRefusedBeforeItStarts(string query, int status)
    {
        var foreign = _gateway.Services.GetRequiredService<Gateway.Security.Tickets>().Mint(Guid.NewGuid());
        var path = TestGateway.StreamPath(
            Cluster.Add(WorkflowStatus.Processing).Id, query.Replace("{foreign}", foreign, StringComparison.Ordinal));

        using var answer = await _gateway.SendAsync(HttpMethod.Get, path, ("Accept", "text/event-stream"));

        await answer.ProblemAsync(status);
    }
}

internal static class Yielding
{
    /// <summary>A task that ends after the other work that is ready now.</summary>
    public static async Task AsTask(this System.Runtime.CompilerServices.YieldAwaitable yield) => await yield;
}
