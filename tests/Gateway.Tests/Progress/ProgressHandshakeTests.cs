using System.Net;
using System.Net.WebSockets;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class ProgressHandshakeTests : IAsyncLifetime
{
    private const string Page = "https://app.example.org";

    private TestGateway _gateway = null!;
    private Guid _project;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(("BACKEND_CORS_ORIGINS", Page));
        _project = _gateway.Cluster.Add(WorkflowStatus.Created).Id;
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("?token={admin}")]
    [InlineData("?access_token={admin}")]
    [InlineData("?token={ticket}")]
    [InlineData("?access_token={ticket}")]
    public async Task Connect_WithATokenInTheQuery_IsGranted(string query)
    {
        using var client = await ProgressClient.ConnectAsync(_gateway, _project, Fill(query), _ => { });

        Assert.Equal("connected", await client.TypeAsync());
    }

    [Theory]
    [InlineData("{admin}")]
    [InlineData("{ticket}")]
    public async Task Connect_WithATokenInTheHeader_IsGranted(string token)
    {
        using var client = await ProgressClient.ConnectAsync(
            _gateway, _project, "", options => options.SetRequestHeader("Authorization", $"Bearer {Fill(token)}"));

        Assert.Equal("connected", await client.TypeAsync());
    }

    [Theory]
    [InlineData("", "Bearer")]
    [InlineData("?after=0", "Bearer")]
    [InlineData("?token=", "Bearer error=\"invalid_token\"")]
    [InlineData("?token=wrong", "Bearer error=\"invalid_token\"")]
    [InlineData("?access_token=wrong", "Bearer error=\"invalid_token\"")]
    public async Task Connect_WithoutAGoodToken_IsRefusedBeforeTheUpgrade(string query, string challenge)
    {
        using var answer = await _gateway.SendAsync(HttpMethod.Get, PathOf(_project, query), Upgrade());

        await answer.ProblemAsync(401);
        Assert.Equal(challenge, answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Connect_WithATicketOfAnotherProject_IsRefused()
    {
        var other = _gateway.Cluster.Add(WorkflowStatus.Created).Id;

        await RefusedAsync(other, Fill("?token={ticket}"), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Connect_WithAnExpiredTicket_IsRefused()
    {
        var query = Fill("?token={ticket}");
        _gateway.Clock.Advance(Tickets.Lifetime);

        await RefusedAsync(_project, query, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Connect_ToAnUnknownProject_IsRefused() =>
        await RefusedAsync(Guid.NewGuid(), Fill("?token={admin}"), HttpStatusCode.NotFound);

    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public async Task Connect_WithACursorThatCannotBe_IsRefused(string after) =>
        await RefusedAsync(_project, Fill("?token={admin}&after=" + after), HttpStatusCode.BadRequest);

    [Fact]
    public async Task Connect_FromAPageThatIsNotAllowed_IsRefused() => await RefusedAsync(
        _project, Fill("?token={admin}"), HttpStatusCode.Forbidden,
        options => options.SetRequestHeader("Origin", "https://evil.example.org"));

    [Fact]
    public async Task Connect_FromAnAllowedPage_IsGranted()
    {
        using var client = await ProgressClient.ConnectAsync(
            _gateway, _project, Fill("?token={ticket}"), options => options.SetRequestHeader("Origin", Page));

        Assert.Equal("connected", await client.TypeAsync());
    }

    /// <summary>Browsers tell their pages no status of a refused upgrade, but the code and the reason of a close.</summary>
    [Theory]
    [InlineData("", 4401, "The token is not valid or no longer; get a ticket from POST …/tickets.")]
    [InlineData("?token=wrong", 4401, "The token is not valid or no longer; get a ticket from POST …/tickets.")]
    [InlineData("?token={expired}", 4401, "The token is not valid or no longer; get a ticket from POST …/tickets.")]
    [InlineData("?token={foreign}", 4403, "Get a ticket for this project from POST …/tickets, or use the websocket_url that starting it answered.")]
    [InlineData("?token={ticket}&after=1", 1008, "after must be the seq of an event you have, from 0 to 0; leave it out to follow what comes next.")]
    public async Task Connect_FromAPageThatIsRefused_IsClosedWithTheReason(string query, int code, string reason)
    {
        var expired = Fill("{ticket}");
        _gateway.Clock.Advance(Tickets.Lifetime);
        var foreign = _gateway.Services.GetRequiredService<Tickets>().Mint(_gateway.Cluster.Add(WorkflowStatus.Created).Id);
        query = Fill(query.Replace("{expired}", expired, StringComparison.Ordinal).Replace("{foreign}", foreign, StringComparison.Ordinal));

        using var client = await ProgressClient.ConnectAsync(
            _gateway, _project, query, options => options.SetRequestHeader("Origin", Page));

        Assert.Equal((code, reason), await client.ClosedAsync());
    }

    [Fact]
    public async Task Connect_FromAPageToAProjectThatIsNotThere_IsClosedWith1008()
    {
        using var client = await ProgressClient.ConnectAsync(
            _gateway, Guid.NewGuid(), Fill("?token={admin}"), options => options.SetRequestHeader("Origin", Page));

        var (code, reason) = await client.ClosedAsync();
        Assert.Equal(1008, code);
        Assert.StartsWith("There is no project", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithoutAnUpgrade_Answers426()
    {
        using var answer = await _gateway.GetAsync(PathOf(_project));

        await answer.ProblemAsync(426);
        Assert.Equal("websocket", answer.Headers.Upgrade.ToString());
    }

    [Fact]
    public async Task Get_OfAnIdThatIsNoUuid_Answers400()
    {
        using var answer = await _gateway.GetAsync("/api/v1/projects/nonsense/progress");

        await answer.ProblemAsync(400);
    }

    private static string PathOf(Guid project, string query = "") => $"/api/v1/projects/{project}/progress{query}";

    private static (string, string)[] Upgrade() =>
    [
        ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];

    private string Fill(string text) => text
        .Replace("{admin}", TestGateway.AdminToken, StringComparison.Ordinal)
        .Replace("{ticket}", _gateway.Services.GetRequiredService<Tickets>().Mint(_project), StringComparison.Ordinal);

    private async Task RefusedAsync(
        Guid project, string query, HttpStatusCode status, Action<ClientWebSocketOptions>? configure = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        configure?.Invoke(socket.Options);
        var address = new UriBuilder(new Uri(_gateway.Client.BaseAddress!, PathOf(project, query))) { Scheme = "ws" };

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address.Uri, TestContext.Current.CancellationToken));

        Assert.Equal(status, socket.HttpStatusCode);
    }
}
