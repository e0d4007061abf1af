using System.Net;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Progress;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Security;

/// <summary>Whose quota a request uses up: that of who somebody is, not of where somebody is.</summary>
public sealed class QuotaAccountTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private Guid _project;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(("RATE_LIMIT_ENABLED", "true"));
        _project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("/events")]
    [InlineData("/events/stream")]
    [InlineData("/progress")]
    public async Task Strangers_WhoUsedUpTheirQuota_DoNotPayWithThatOfATicket(string feed)
    {
        var path = $"/api/v1/projects/{_project}{feed}";
        for (var sent = 0; sent < 30; sent++)
        {
            using var missing = await GetAsync(path);
            using var wrong = await GetAsync($"{path}?token=wrong");
            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (missing.StatusCode, wrong.StatusCode));
        }

        using var refused = await GetAsync(path);
        await refused.ProblemAsync(429);
        Assert.NotNull(refused.Headers.RetryAfter);

        foreach (var token in (string[])[Mint(_project), TestGateway.AdminToken])
        {
            using var admitted = await GetAsync($"{path}?token={token}");
            Assert.True(admitted.StatusCode is HttpStatusCode.OK or HttpStatusCode.UpgradeRequired, $"{admitted.StatusCode}");
            Assert.Contains(";r=59;", admitted.Headers.GetValues("RateLimit").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TicketHolder_WhereverTheTicketIsPut_HasOneAccount()
    {
        var (one, other) = (Mint(_project), Mint(_gateway.Cluster.Add(WorkflowStatus.Processing).Id));
        var path = $"/api/v1/projects/{_project}/events";
        (string Query, (string, string)[] Headers)[] ways =
        [
            ($"?token={one}", []), ($"?access_token={one}", []), ("", [("Authorization", $"Bearer {one}")]),
            ("", [("Authorization", $"bearer   {one}")]), ($"?token={one}", [("X-Forwarded-For", "203.0.113.7")]),
        ];
        for (var sent = 0; sent < 60; sent++)
        {
            var (query, headers) = ways[sent % ways.Length];
            using var admitted = await _gateway.SendAsync(HttpMethod.Get, path + query, headers);
            Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
            Assert.Equal($"\"get-events\";r={59 - sent};t=60", admitted.Headers.GetValues("RateLimit").Single());
        }

        foreach (var (query, headers) in ways)
        {
            using var refused = await _gateway.SendAsync(HttpMethod.Get, path + query, headers);
            await refused.ProblemAsync(429);
        }

        using var foreign = await GetAsync($"{path}?token={other}");
        await foreign.ProblemAsync(403); // its own account
        using var proper = await GetAsync($"{path}?token={TestGateway.AdminToken}");
        Assert.Equal(HttpStatusCode.OK, proper.StatusCode);
    }

    [Fact]
    public async Task Ticket_OnAnEndpointThatItDoesNotOpen_CountsAsAStrangers()
    {
        using var refused = await _gateway.SendAsync(
            HttpMethod.Get, $"/api/v1/projects/{_project}", ("Authorization", $"Bearer {Mint(_project)}"));
        using var also = await GetAsync($"/api/v1/projects/{_project}?token={TestGateway.AdminToken}"); // no place for a token here

        await refused.ProblemAsync(401);
        await also.ProblemAsync(401);
        Assert.Equal("\"get-project\";r=28;t=60", also.Headers.GetValues("RateLimit").Single());
    }

    /// <summary>One spelled with padding would be another holder with a quota of its own.</summary>
    [Fact]
    public async Task Ticket_InASecondSpelling_OpensNothing()
    {
        using var refused = await GetAsync($"/api/v1/projects/{_project}/events?token={Mint(_project)}%3D");

        await refused.ProblemAsync(401);
    }

    [Fact]
    public async Task RefusalOfAStreamsClient_IsAProblemWithAllHeaders()
    {
        var path = TestGateway.StreamPath(_project);
        for (var sent = 0; sent < 60; sent++)
        {
            using var wrong = await GetAsync($"{path}?token=wrong");
        }

        using var refused = await _gateway.SendAsync(
            HttpMethod.Get, $"{path}?token=wrong", ("Accept", "text/event-stream"), ("Origin", "http://localhost:3000"));

        await refused.ProblemAsync(429);
        Assert.Equal("60", refused.Headers.RetryAfter?.ToString());
        Assert.Equal("\"follow-events\";q=60;w=60", refused.Headers.GetValues("RateLimit-Policy").Single());
        Assert.Equal("nosniff", refused.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("http://localhost:3000", refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task WrongTokens_OfTheHub_DoNotUseUpTheTickets()
    {
        for (var sent = 0; sent < 61; sent++)
        {
            using var wrong = await _gateway.SendAsync(HttpMethod.Post, "/hubs/progress/negotiate?negotiateVersion=1&access_token=wrong");
            Assert.Equal(sent < 60 ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests, wrong.StatusCode);
        }

        await using var client = await HubClient.ConnectAsync(_gateway, Mint(_project));
    }

    /// <summary>The head alone: the body of a feed has no end.</summary>
    private Task<HttpResponseMessage> GetAsync(string path) => _gateway.Anonymous.GetAsync(
        new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    private string Mint(Guid project) => _gateway.Services.GetRequiredService<Tickets>().Mint(project);
}
