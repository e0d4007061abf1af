using System.Net;
using System.Net.WebSockets;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class TicketEndpointTests : ProgressTests
{
    private Guid _project;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
    }

    [Fact]
    public async Task Post_ByTheAdmin_GivesATicketAndWhereToUseIt()
    {
        using var answer = await _gateway.PostAsync($"/api/v1/projects/{_project}/tickets");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var ticket = await answer.JsonAsync();
        var (token, host) = ((string)ticket["token"]!, _gateway.Client.BaseAddress!.Authority);
        Assert.Equal("2025-11-09T12:15:00.000Z", (string)ticket["expires_at"]!);
        Assert.Equal($"ws://{host}/api/v1/projects/{_project}/progress?token={token}", (string)ticket["websocket_url"]!);
        Assert.Equal($"http://{host}/api/v1/projects/{_project}/events/stream?token={token}", (string)ticket["events_url"]!);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri((string)ticket["websocket_url"]!), TestContext.Current.CancellationToken);
        using var events = await _gateway.Anonymous.GetAsync(
            (string)ticket["events_url"]!, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, events.StatusCode);
    }

    [Theory]
    [InlineData("none", 401)]
    [InlineData("wrong", 401)]
    [InlineData("ticket", 401)] // a ticket makes no tickets
    public async Task Post_ByAnybodyElse_IsRefused(string who, int status)
    {
        var token = who == "ticket" ? _gateway.Services.GetRequiredService<Tickets>().Mint(_project) : who;

        using var answer = await _gateway.SendAsync(
            HttpMethod.Post, $"/api/v1/projects/{_project}/tickets", who == "none" ? [] : [("Authorization", $"Bearer {token}")]);

        await answer.ProblemAsync(status);
    }

    [Fact]
    public async Task Post_ForAnUnknownProject_Answers404()
    {
        using var answer = await _gateway.PostAsync($"/api/v1/projects/{Guid.NewGuid()}/tickets");

        await answer.ProblemAsync(404);
    }

    [Fact]
    public async Task ExpiredTicket_ClosesNothingAndOpensNothing()
    {
        var query = $"?token={_gateway.Services.GetRequiredService<Tickets>().Mint(_project)}";
        using var open = await ProgressClient.ConnectAsync(_gateway, _project, query, _ => { });
        await open.JsonAsync();

        _gateway.Clock.Advance(Tickets.Lifetime);

        using var refused = await _gateway.SendAsync(HttpMethod.Get, TestGateway.StreamPath(_project, query));
        await refused.ProblemAsync(401);
        await _gateway.Services.GetRequiredService<ProgressRelay>().OfferAsync([_gateway.Cluster.Store(_project)], open.Token);
        _gateway.Clock.Advance(HeadsPoll.Interval);
        Assert.Equal(1, (long)(await open.JsonAsync())["seq"]!);
    }
}
