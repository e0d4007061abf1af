using System.Net;
using System.Net.WebSockets;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Tests.Progress;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport.Api;
using Microsoft.AspNetCore.SignalR;

namespace AiDevFramework.Gateway.Tests.Authorization;

/// <summary>Keys on everything that follows a project: WebSocket, server-sent events, pages of the log, tickets, hub.</summary>
public sealed class KeyTransportTests : ProgressTests
{
    private Guid _owner;
    private Guid _project;
    private string _key = "";
    private string _keyId = "";
    private string _stranger = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var project = Cluster.Add(WorkflowStatus.Processing);
        Cluster.Store(project.Id);
        (_project, _owner) = (project.Id, project.UserId);
        (_key, _keyId) = Cluster.ApiKeys.Make(_owner, Scopes.PlansRead);
        (_stranger, _) = Cluster.ApiKeys.Make(Guid.NewGuid(), Scopes.All & ~Scopes.Admin);
    }

    [Theory]
    [InlineData("/events")]
    [InlineData("/events/stream")]
    [InlineData("/progress")]
    public async Task Follow_ByAStranger_IsAnsweredAsIfThereWereNoSuchProject(string path)
    {
        var nothing = Guid.NewGuid();
        foreach (var query in (string[])["", "?after=1", "?after=99"])
        {
            using var foreign = await GetAsync($"/api/v1/projects/{_project}{path}{query}", _stranger);
            using var missing = await GetAsync($"/api/v1/projects/{nothing}{path}{query}", _stranger);

            var refusal = await foreign.ProblemAsync(404);
            Answers.JsonEquals(
                (await missing.ProblemAsync(404)).ToJsonString().Replace($"{nothing}", $"{_project}", StringComparison.Ordinal), refusal);
        }
    }

    [Fact]
    public async Task Connect_ByAStranger_IsRefusedOnEachTransport()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {_stranger}");
        var address = new Uri($"ws://{_gateway.Client.BaseAddress!.Authority}/api/v1/projects/{_project}/progress");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, TestContext.Current.CancellationToken));
        await using var hub = await HubClient.ConnectAsync(_gateway, _stranger);
        var refusal = await Assert.ThrowsAsync<HubException>(() => hub.SubscribeAsync(_project, null));
        using var ticket = await PostAsync($"/api/v1/projects/{_project}/tickets", _stranger);

        Assert.Contains("There is no project", refusal.Message, StringComparison.Ordinal);
        await ticket.ProblemAsync(404);
    }

    [Fact]
    public async Task Connect_WithTheOwnersKey_OpensEachTransportAndARevokedOneClosesThem()
    {
        using var ticketAnswer = await PostAsync($"/api/v1/projects/{_project}/tickets", _key);
        var ticket = (string)(await ticketAnswer.JsonAsync())["token"]!;
        using var socket = await ProgressClient.ConnectAsync(
            _gateway, _project, "", options => options.SetRequestHeader("Authorization", $"Bearer {_key}"));
        using var page = await ProgressClient.ConnectAsync(_gateway, _project, $"?token={ticket}", _ => { });
        await using var stream = await EventStreamClient.ConnectAsync(
            _gateway.Anonymous, TestGateway.StreamPath(_project, $"?token={_key}"), null, TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
        await using var hub = await HubClient.ConnectAsync(_gateway, _key);
        await hub.SubscribeAsync(_project, 1);
        await stream.NextAsync();

        Cluster.ApiKeys.Revoke(_keyId);
        _gateway.Clock.Advance(KeyWatch.Interval);

        (int, string?) expected = (4401, "The token is no longer valid; get a new one and resume with after=1.");
        Assert.Equal(expected, await socket.ClosedAsync());
        Assert.Equal(expected, await page.ClosedAsync());
        Assert.Null(await stream.NextAsync());
        Assert.Contains("no longer valid", (await hub.ClosedAsync()).Reason, StringComparison.Ordinal);
        foreach (var former in (string[])[_key, ticket])
        {
            using var refused = await _gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{_project}/events?token={former}");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Fact]
    public async Task ExpiredKey_ClosesWhatItOpened()
    {
        var (key, _) = Cluster.ApiKeys.Make(_owner, Scopes.PlansRead, _gateway.Clock.GetUtcNow().AddSeconds(1));
        using var socket = await ProgressClient.ConnectAsync(
            _gateway, _project, "", options => options.SetRequestHeader("Authorization", $"Bearer {key}"));
        await socket.JsonAsync();

        _gateway.Clock.Advance(KeyWatch.Interval);

        Assert.Equal(4401, (await socket.ClosedAsync()).Status);
    }

    [Theory]
    [InlineData("/events")]
    [InlineData("/events/stream")]
    [InlineData("/progress")]
    public async Task Follow_WithoutTheScope_Answers403(string path)
    {
        var (key, _) = Cluster.ApiKeys.Make(_owner, Scopes.PlansWrite);

        using var refused = await GetAsync($"/api/v1/projects/{_project}{path}", key);

        Assert.Equal("urn:aidev:problem:missing-scope", (string)(await refused.ProblemAsync(403))["type"]!);
        var hub = await Assert.ThrowsAsync<HttpRequestException>(() => HubClient.ConnectAsync(_gateway, key));
        Assert.Equal(HttpStatusCode.Forbidden, hub.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/events")]
    [InlineData("/events/stream")]
    [InlineData("/progress")]
    public async Task AnyRequest_WhereNobodyCanBeAskedAboutKeys_Answers503(string path)
    {
        Cluster.ApiKeys.Failure = new StoreUnavailableException("away");

        using var refused = await GetAsync($"/api/v1/projects/{_project}{path}", _key);
        using var admin = await _gateway.GetAsync($"/api/v1/projects/{_project}");

        await refused.ProblemAsync(503);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.False(refused.Headers.Contains("WWW-Authenticate"));
        Assert.Equal(HttpStatusCode.OK, admin.StatusCode);
    }

    [Fact]
    public async Task Commands_ByAStranger_MissAndChangeNothing()
    {
        foreach (var command in (string[])["start-workflow", "retry", "cancel"])
        {
            using var refused = await PostAsync($"/api/v1/projects/{_project}/{command}", _stranger);
            Assert.Equal("urn:aidev:problem:project-not-found", (string)(await refused.ProblemAsync(404))["type"]!);
        }

        Assert.Equal(WorkflowStatus.Processing, Cluster.Projects[_project].Status);
    }

    private Task<HttpResponseMessage> GetAsync(string path, string key) =>
        _gateway.SendAsync(HttpMethod.Get, path, ("Authorization", $"Bearer {key}"));

    private Task<HttpResponseMessage> PostAsync(string path, string key) =>
        _gateway.SendAsync(HttpMethod.Post, path, ("Authorization", $"Bearer {key}"));
}
