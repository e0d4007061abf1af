using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Oidc;
using AiDevFramework.Gateway.Tests.Progress;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport.Api;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>Tokens of an issuer on everything that a key opens: requests, tickets, WebSocket, server-sent events, hub.</summary>
public sealed class OidcTransportTests : ProgressTests, IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private Guid _project;

    public override async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_file, TestKey.SetOf(TestKey.Rsa.ToJwk()), TestContext.Current.CancellationToken);
        _gateway = await TestGateway.StartAsync(
            ("OIDC_AUTHORITY", OidcParts.Issuer), ("OIDC_AUDIENCE", TokenDraft.Audience), ("OIDC_JWKS_FILE", _file), ("LOG_LEVEL", "DEBUG"));
        var project = Cluster.Add(WorkflowStatus.Processing);
        Cluster.Projects[project.Id] = project with { UserId = OidcRules.UserOf(OidcParts.Issuer, TokenDraft.Subject) };
        Cluster.Store(project.Id);
        _project = project.Id;
    }

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Create_ByAUser_MakesHisProjectAndNobodyElses()
    {
        using var mine = await PostAsync("/api/v1/projects", Token(), $$"""{"idea":"{{TestGateway.Idea}}"}""");
        using var foreign = await PostAsync("/api/v1/projects", Token(), $$"""{"idea":"{{TestGateway.Idea}}","user_id":"{{Guid.NewGuid()}}"}""");

        Assert.Equal(HttpStatusCode.Created, mine.StatusCode);
        Assert.Equal(OidcRules.UserOf(OidcParts.Issuer, TokenDraft.Subject), Assert.Single(Cluster.Created).UserId);
        await foreign.ProblemAsync(403);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/documents")]
    [InlineData("/costs")]
    [InlineData("/events")]
    [InlineData("/events/stream")]
    [InlineData("/progress")]
    public async Task Get_ByAStranger_IsAnsweredAsIfThereWereNoSuchProject(string path)
    {
        var nothing = Guid.NewGuid();
        using var foreign = await GetAsync($"/api/v1/projects/{_project}{path}", Token("stranger"));
        using var missing = await GetAsync($"/api/v1/projects/{nothing}{path}", Token("stranger"));

        var refusal = await foreign.ProblemAsync(404);
        Answers.JsonEquals((await missing.ProblemAsync(404)).ToJsonString().Replace($"{nothing}", $"{_project}", StringComparison.Ordinal), refusal);
    }

    [Fact]
    public async Task Connect_ByAStranger_IsRefusedOnEachTransport()
    {
        var stranger = Token("stranger");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {stranger}");
        var address = new Uri($"ws://{_gateway.Client.BaseAddress!.Authority}/api/v1/projects/{_project}/progress");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, TestContext.Current.CancellationToken));
        await using var hub = await HubClient.ConnectAsync(_gateway, stranger);
        var refusal = await Assert.ThrowsAsync<HubException>(() => hub.SubscribeAsync(_project, null));
        using var ticket = await PostAsync($"/api/v1/projects/{_project}/tickets", stranger);
        await using var feed = await FollowAsync($"/api/v1/feed?at={_project}:0", stranger);

        Assert.Contains("There is no project", refusal.Message, StringComparison.Ordinal);
        await ticket.ProblemAsync(404);
        Assert.Equal(404, (int)JsonNode.Parse((await feed.NextAsync())!.Value.Data)!["problem"]!["status"]!);
    }

    [Fact]
    public async Task Connect_WithAToken_OpensEachTransportAndItsEndClosesThem()
    {
        var token = Token(lasts: 120);
        using var ticketAnswer = await PostAsync($"/api/v1/projects/{_project}/tickets", token);
        var answer = await ticketAnswer.JsonAsync();
        var ticket = (string)answer["token"]!;
        Assert.Equal(_gateway.Clock.GetUtcNow().AddSeconds(120), (DateTimeOffset)answer["expires_at"]!);
        using var socket = await ProgressClient.ConnectAsync(
            _gateway, _project, "", options => options.SetRequestHeader("Authorization", $"Bearer {token}"));
        using var page = await ProgressClient.ConnectAsync(_gateway, _project, $"?token={ticket}", _ => { });
        await using var stream = await FollowAsync(TestGateway.StreamPath(_project, $"?access_token={token}"), null);
        await using var feed = await FollowAsync($"/api/v1/feed?at={_project}:1", token);
        await using var hub = await HubClient.ConnectAsync(_gateway, token);
        await hub.SubscribeAsync(_project, 1);
        await stream.NextAsync();
        await feed.NextAsync();

        _gateway.Clock.Advance(TimeSpan.FromSeconds(120));

        (int, string?) expected = (4401, "The token is no longer valid; get a new one and resume with after=1.");
        Assert.Equal(expected, await socket.ClosedAsync());
        Assert.Equal(expected, await page.ClosedAsync());
        Assert.Null(await stream.NextAsync());
        Assert.Null(await feed.NextAsync());
        Assert.Contains("no longer valid", (await hub.ClosedAsync()).Reason, StringComparison.Ordinal);
        foreach (var former in (string[])[token, ticket])
        {
            using var refused = await _gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{_project}/events?token={former}");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Connect_WithATokenForAges_StaysOpen()
    {
        var token = Token(lasts: 100L * 365 * 24 * 3600);
        using var socket = await ProgressClient.ConnectAsync(
            _gateway, _project, "", options => options.SetRequestHeader("Authorization", $"Bearer {token}"));
        using var ticket = await PostAsync($"/api/v1/projects/{_project}/tickets", token);

        Assert.Equal("connected", (string)(await socket.JsonAsync())["type"]!);
        Assert.Equal(_gateway.Clock.GetUtcNow().AddMinutes(15), (DateTimeOffset)(await ticket.JsonAsync())["expires_at"]!);
    }

    [Fact]
    public async Task AnyRequest_WithoutTheScope_Answers403()
    {
        var token = Draft().With("scope", "openid").Sign(TestKey.Rsa);

        foreach (var path in (string[])["", "/events", "/events/stream", "/progress"])
        {
            using var refused = await GetAsync($"/api/v1/projects/{_project}{path}", token);
            Assert.Equal("urn:aidev:problem:missing-scope", (string)(await refused.ProblemAsync(403))["type"]!);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/events")]
    [InlineData("/events/stream")]
    [InlineData("/progress")]
    public async Task AnyRequest_WithATokenThatIsNotGood_Answers401AndLogsNothingOfIt(string path)
    {
        var good = Token();
        foreach (var bad in (string[])[
            Draft().With("aud", "other").Sign(TestKey.Rsa), Draft().Sign(TestKey.OtherRsa), Token(lasts: 0),
            Draft().WithHeader("jku", $"{_gateway.Client.BaseAddress}keys").Sign(TestKey.Rsa), $"{good[..^4]}AAAA", "a.b.c", $"{new string('x', 16_000)}.y.z"])
        {
            using var refused = await GetAsync($"/api/v1/projects/{_project}{path}", bad);
            await refused.ProblemAsync(401);
            Assert.StartsWith("Bearer", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(
                _gateway.Log.GetSnapshot(),
                line => bad.Split('.').Any(part => part.Length > 10 && line.ToString().Contains(part, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task AnyRequest_WithTheAdminToken_PassesThoughItHasTheFormOfAnother()
    {
        const string admin = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl";
        await using var gateway = await TestGateway.StartAsync(
            ("ADMIN_TOKEN", admin), ("OIDC_AUTHORITY", OidcParts.Issuer), ("OIDC_AUDIENCE", TokenDraft.Audience), ("OIDC_JWKS_FILE", _file));

        using var answer = await gateway.SendAsync(HttpMethod.Get, "/api/v1/projects", ("Authorization", $"Bearer {admin}"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task AnyRequest_AfterTheFileHasChanged_GoesByTheNewKeysAndAFileWithoutKeysChangesNothing()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Token()));

        await ChangeAsync(TestKey.SetOf(TestKey.OtherRsa.ToJwk()));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Token()));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Draft().Sign(TestKey.OtherRsa)));

        await ChangeAsync("{");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Draft().Sign(TestKey.OtherRsa)));
        Assert.Single(_gateway.Log.GetSnapshot(), line => line.Message.Contains("cannot be got, which is tried again: it is no JSON.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnyRequest_WhileNoKeysWereEverGot_Answers503()
    {
        await using var gateway = await TestGateway.StartAsync(("OIDC_AUTHORITY", "http://127.0.0.1:9"), ("OIDC_AUDIENCE", TokenDraft.Audience));
        var token = new TokenDraft("http://127.0.0.1:9", gateway.Clock.GetUtcNow()).Sign(TestKey.Rsa);

        foreach (var path in (string[])["", "/events", "/events/stream", "/progress"])
        {
            using var refused = await gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{_project}{path}", ("Authorization", $"Bearer {token}"));
            await refused.ProblemAsync(503);
            Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter?.Delta);
            Assert.False(refused.Headers.Contains("WWW-Authenticate"));
        }

        using var admin = await gateway.GetAsync("/api/v1/projects");
        Assert.Equal(HttpStatusCode.OK, admin.StatusCode);
    }

    [Fact]
    public async Task Keys_WithTheScope_AreMadeForTheUserAndNobodyElse()
    {
        var token = Draft().With("scope", "keys plans:read").Sign(TestKey.Rsa);

        using var mine = await PostAsync("/api/v1/keys", token, """{"name":"laptop","scopes":["plans:read"]}""");
        using var more = await PostAsync("/api/v1/keys", token, """{"name":"laptop","scopes":["plans:write"]}""");
        using var without = await PostAsync("/api/v1/keys", Token(), """{"name":"laptop","scopes":["plans:read"]}""");

        Assert.Equal(OidcRules.UserOf(OidcParts.Issuer, TokenDraft.Subject), (Guid)(await mine.JsonAsync())["user_id"]!);
        await more.ProblemAsync(403);
        await without.ProblemAsync(403);
    }

    private TokenDraft Draft(string subject = TokenDraft.Subject) => new TokenDraft(OidcParts.Issuer, _gateway.Clock.GetUtcNow()).With("sub", subject);

    private string Token(string subject = TokenDraft.Subject, long lasts = 300) =>
        Draft(subject).With("exp", _gateway.Clock.GetUtcNow().ToUnixTimeSeconds() + lasts).Sign(TestKey.Rsa);

    private async Task ChangeAsync(string json)
    {
        await File.WriteAllTextAsync(_file, json, TestContext.Current.CancellationToken);
        _gateway.Clock.Advance(SigningKeyWatch.Interval);
        await _gateway.Services.GetRequiredService<SigningKeys>().RoundAsync(); // the watch's, or another
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var answer = await GetAsync($"/api/v1/projects/{_project}", token);
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> GetAsync(string path, string token) =>
        _gateway.SendAsync(HttpMethod.Get, path, ("Authorization", $"Bearer {token}"));

    private async Task<HttpResponseMessage> PostAsync(string path, string token, string? json = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = json is null ? null : new StringContent(json, new MediaTypeHeaderValue("application/json"));
        return await _gateway.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<EventStreamClient> FollowAsync(string path, string? token)
    {
        var client = EventClientOf(token);
        return await EventStreamClient.ConnectAsync(client, path, null, TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
    }

    private HttpClient EventClientOf(string? token)
    {
        if (token is null)
        {
            return _gateway.Anonymous;
        }

        var client = new HttpClient { BaseAddress = _gateway.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
