using System.Net;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class ProgressHubTests : ProgressTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Subscribe_WithACursor_BringsSnapshotReplayAndLiveEvents(bool messagePack)
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        _gateway.Cluster.Store(project);
        var second = _gateway.Cluster.Store(project, """{ "type":"phase_started","seq":2, "message":"Größe – \u00e4 😀"}""");
        await using var client = await HubClient.ConnectAsync(_gateway, messagePack: messagePack);

        var connected = JsonNode.Parse(await client.SubscribeAsync(project, 1))!;

        Assert.Equal(("connected", "PROCESSING", 2), ((string)connected["type"]!, (string)connected["current_status"]!, (int)connected["last_seq"]!));
        Assert.Equal(new HubClient.Event(project.ToString(), 2, second.Payload.ToString()), await client.EventAsync());
        var third = _gateway.Cluster.Store(project);
        await Relay.OfferAsync([third], client.Token);
        _gateway.Clock.Advance(HeadsPoll.Interval);
        Assert.Equal(new HubClient.Event(project.ToString(), 3, third.Payload.ToString()), await client.EventAsync());
    }

    [Fact]
    public async Task Connection_OfSeveralProjects_HearsEachUntilItUnsubscribes()
    {
        var (one, other) = (_gateway.Cluster.Add(WorkflowStatus.Processing).Id, _gateway.Cluster.Add(WorkflowStatus.Processing).Id);
        await using var client = await HubClient.ConnectAsync(_gateway);
        await client.SubscribeAsync(one, 0);
        await client.SubscribeAsync(other, 0);
        await client.Connection.InvokeAsync("Unsubscribe", one.ToString(), client.Token);

        _gateway.Cluster.Store(one);
        var heard = _gateway.Cluster.Store(other);
        _gateway.Clock.Advance(HeadsPoll.Interval);
        await Relay.CheckHeadsAsync(client.Token);

        Assert.Equal(heard.Payload.ToString(), (await client.EventAsync()).Payload);
    }

    [Fact]
    public async Task SubscribeAgain_StartsAnewFromItsCursor()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        _gateway.Cluster.Store(project);
        await using var client = await HubClient.ConnectAsync(_gateway);
        await client.SubscribeAsync(project, 0);
        Assert.Equal(1, (await client.EventAsync()).Seq);

        await client.SubscribeAsync(project, 0);

        Assert.Equal(1, (await client.EventAsync()).Seq);
        await Relay.OfferAsync([_gateway.Cluster.Store(project)], client.Token);
        _gateway.Clock.Advance(HeadsPoll.Interval);
        Assert.Equal(2, (await client.EventAsync()).Seq);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Connect_WithoutAGoodToken_IsRefusedBeforeItStarts(string? token)
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => HubClient.ConnectAsync(_gateway, token));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Negotiate_FromAForeignPage_IsRefused()
    {
        using var answer = await _gateway.SendAsync(
            HttpMethod.Post, $"/hubs/progress/negotiate?negotiateVersion=1&access_token={TestGateway.AdminToken}",
            ("Origin", "https://evil.example.org"));

        await answer.ProblemAsync(403);
    }

    [Fact]
    public async Task Ticket_OpensItsOwnProjectOnly()
    {
        var (own, foreign) = (_gateway.Cluster.Add(WorkflowStatus.Created).Id, _gateway.Cluster.Add(WorkflowStatus.Created).Id);
        await using var client = await HubClient.ConnectAsync(_gateway, _gateway.Services.GetRequiredService<Tickets>().Mint(own));

        var refused = await Assert.ThrowsAsync<HubException>(() => client.SubscribeAsync(foreign, 0));

        Assert.Contains("ticket", refused.Message, StringComparison.Ordinal);
        Assert.Contains("connected", await client.SubscribeAsync(own, 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscribe_ToWhatIsNotThere_SaysSo()
    {
        await using var client = await HubClient.ConnectAsync(_gateway);

        var unknown = await Assert.ThrowsAsync<HubException>(() => client.SubscribeAsync(Guid.NewGuid(), 0));
        var junk = await Assert.ThrowsAsync<HubException>(() => client.SubscribeAsync("junk", 0));

        Assert.Contains("There is no project", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("must be a UUID", junk.Message, StringComparison.Ordinal);
    }

    /// <summary>As often as clients like: their mistakes are nothing for an operator.</summary>
    [Fact]
    public async Task Subscribe_ThatIsRefused_IsNotLoggedAsAFault()
    {
        await using var client = await HubClient.ConnectAsync(_gateway);
        var project = _gateway.Cluster.Add(WorkflowStatus.Created).Id;

        await Assert.ThrowsAsync<HubException>(() => client.SubscribeAsync(project, "junk"));
        await Assert.ThrowsAsync<HubException>(() => client.SubscribeAsync("junk", 0));
        await Assert.ThrowsAsync<HubException>(() => client.Connection.InvokeAsync("Subscribe", new { }, client.Token));

        Assert.DoesNotContain(_gateway.Log.GetSnapshot(), entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Subscribe_WhileTheDatabaseIsAway_SaysThatItMayDoLater()
    {
        await using var client = await HubClient.ConnectAsync(_gateway);
        _gateway.Cluster.Failure = new StoreUnavailableException("The database is restarting.");

        var refused = await Assert.ThrowsAsync<HubException>(() => client.SubscribeAsync(Guid.NewGuid(), 0));

        Assert.Contains("Call again in a moment.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(LogLevel.Warning, Assert.Single(_gateway.Log.GetSnapshot(), entry => entry.Level >= LogLevel.Warning).Level);
    }

    [Fact]
    public async Task Subscribe_ThatFailsUnexpectedly_IsLoggedOnce()
    {
        await using var client = await HubClient.ConnectAsync(_gateway);
        _gateway.Cluster.Failure = new InvalidOperationException("nobody planned for this");

        var refused = await Assert.ThrowsAsync<HubException>(() => client.SubscribeAsync(Guid.NewGuid(), 0));

        Assert.DoesNotContain("nobody planned", refused.Message, StringComparison.Ordinal);
        var entry = Assert.Single(_gateway.Log.GetSnapshot(), entry => entry.Level >= LogLevel.Warning);
        Assert.Equal((LogLevel.Error, _gateway.Cluster.Failure), (entry.Level, entry.Exception));
    }

    [Fact]
    public async Task IdleConnection_IsToldWhereToResumeAndClosed()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        _gateway.Cluster.Store(project);
        await using var client = await HubClient.ConnectAsync(_gateway);
        await client.SubscribeAsync(project, 0);
        await client.EventAsync();

        _gateway.Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal((project.ToString(), 1, "Idle for too long; resume with after=1."), await client.ClosedAsync());
        await client.GoneAsync();
    }

    [Fact]
    public async Task ConnectionThatGoesWhileItSubscribes_LeavesNothingBehind()
    {
        var relay = _gateway.Services.GetRequiredService<ProgressRelay>();
        var places = _gateway.Services.GetRequiredService<ProgressPlaces>();
        var silence = new TaskCompletionSource();
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        var client = await HubClient.ConnectAsync(_gateway);
        _gateway.Cluster.Silence = silence.Task;
        var subscribing = client.SubscribeAsync(project, 0);
        await UntilAsync(() => relay.Count == 1);

        await client.DisposeAsync();
        await UntilAsync(() => places.Count == 0);
        silence.SetResult();

        await UntilAsync(() => relay.Count == 0);
        await Assert.ThrowsAnyAsync<Exception>(() => subscribing); // its connection is gone

        static async Task UntilAsync(Func<bool> condition)
        {
            var since = System.Diagnostics.Stopwatch.GetTimestamp();
            while (!condition())
            {
                Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(since), TimeSpan.Zero, TimeSpan.FromSeconds(60));
                await Task.Yield();
            }
        }
    }

    [Theory]
    [InlineData("PUT", "/negotiate", 405, "about:blank")]
    [InlineData("GET", "", 400, "urn:aidev:problem:no-connection")]
    [InlineData("POST", "", 400, "urn:aidev:problem:no-connection")]
    [InlineData("GET", "?id=none", 404, "urn:aidev:problem:connection-not-found")]
    [InlineData("POST", "?id=none", 404, "urn:aidev:problem:connection-not-found")]
    [InlineData("DELETE", "?id=none", 404, "urn:aidev:problem:connection-not-found")]
    public async Task RefusalsOfSignalR_AreProblemsLikeAllOthers(string method, string rest, int status, string type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), ProgressHub.Path + rest);
        request.Headers.Authorization = new("Bearer", TestGateway.AdminToken);
        request.Headers.Accept.ParseAdd("text/event-stream");

        using var response = await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var problem = await response.ProblemAsync(status);
        Assert.Equal(type, (string)problem["type"]!);
        Assert.NotEmpty((string)problem["detail"]!);
    }

    [Fact]
    public async Task RefusalOfAWebSocket_ThatBelongsToNoConnection_IsAProblem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ProgressHub.Path + "?id=none");
        request.Headers.Authorization = new("Bearer", TestGateway.AdminToken);
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

        using var response = await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("urn:aidev:problem:connection-not-found", (string)(await response.ProblemAsync(404))["type"]!);
    }

    [Fact]
    public async Task LogThatCannotBeRead_ClosesTheSubscription()
    {
        _gateway.Cluster.BeforeEvents = _ => throw new StoreUnavailableException("The database is restarting.");
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        _gateway.Cluster.Store(project);
        await using var client = await HubClient.ConnectAsync(_gateway);
        await client.SubscribeAsync(project, 0);

        Assert.Equal((project.ToString(), 0), ((await client.ClosedAsync()) is var closed ? (closed.ProjectId, closed.LastSeq) : default));
    }
}
