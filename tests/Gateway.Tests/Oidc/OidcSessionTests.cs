using System.Net;
using AiDevFramework.Gateway.Hosting;
using AiDevFramework.Gateway.Oidc;
using AiDevFramework.Gateway.Tests.Pages;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport.Api;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Oidc;

/// <summary>The session of somebody who signed in to the page with a token of an issuer.</summary>
public sealed class OidcSessionTests() : PageTest(token: null)
{
    private readonly string _file = Path.GetTempFileName();

    private protected override async Task<TestGateway> StartAsync()
    {
        await File.WriteAllTextAsync(_file, TestKey.SetOf(TestKey.Curve.ToJwk()), TestContext.Current.CancellationToken);
        return await TestGateway.StartAsync(
            ("OIDC_AUTHORITY", OidcParts.Issuer), ("OIDC_AUDIENCE", TokenDraft.Audience), ("OIDC_JWKS_FILE", _file));
    }

    private protected override void Leave() => File.Delete(_file);

    [Fact]
    public async Task SignIn_WithAToken_ShowsWhatIsHis()
    {
        await Visit.SignInAsync(Token());

        using var page = await Visit.GetAsync("/");

        var text = await Visit.TextAsync(page);
        Assert.Contains("<strong>Ann</strong>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/system\"", text, StringComparison.Ordinal);
        Assert.Equal(OidcRules.UserOf(OidcParts.Issuer, TokenDraft.Subject), Gateway.Cluster.Listed.Last().UserId);
    }

    [Fact]
    public async Task Session_OfAToken_EndsWithIt()
    {
        using var login = await Visit.PostAsync("/login", ("token", Token(lasts: 90)), ("return", "/new"));
        Assert.Contains("max-age=90;", Assert.Single(login.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Visit.Session = Visit.SessionOf(login)!;

        Gateway.Clock.Advance(TimeSpan.FromSeconds(89));
        using var before = await Visit.GetAsync("/new");
        Gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        using var after = await Visit.GetAsync("/new");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (before.StatusCode, after.StatusCode));
    }

    [Fact]
    public async Task Session_OfATokenThatLastsLonger_EndsAfterTwelveHours()
    {
        using var login = await Visit.PostAsync("/login", ("token", Token(lasts: 1_000_000)));

        Assert.Contains("max-age=43200;", Assert.Single(login.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_OfASession_EndsWithTheToken()
    {
        await Visit.SignInAsync(Token(lasts: 90));
        var project = Gateway.Cluster.Add(WorkflowStatus.Processing);
        Gateway.Cluster.Projects[project.Id] = project with { UserId = OidcRules.UserOf(OidcParts.Issuer, TokenDraft.Subject) };
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Gateway.Client.BaseAddress };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", $"{Visit.CookieName}={Visit.Session}");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        await using var feed = await EventStreamClient.ConnectAsync(
            http, $"/api/v1/feed?at={project.Id}:0", null, TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);
        await feed.NextAsync();

        Gateway.Clock.Advance(TimeSpan.FromSeconds(90));

        Assert.Null(await feed.NextAsync());
    }

    /// <summary>A ticket or a session is no bearer token, and a token of the issuer is no session.</summary>
    [Fact]
    public async Task Session_AndToken_AreNotTakenForEachOther()
    {
        await Visit.SignInAsync(Token());
        using var bearer = await Gateway.SendAsync(HttpMethod.Get, "/api/v1/projects", ("Authorization", $"Bearer {Visit.Session}"));
        Visit.Session = Token();
        using var page = await Visit.GetAsync("/");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Redirect), (bearer.StatusCode, page.StatusCode));
    }

    [Fact]
    public void Banner_WithAnIssuer_NamesIt()
    {
        using var output = new StringWriter();

        Gateway.Services.GetRequiredService<Banner>().Print(output);

        Assert.Contains(
            $"OIDC      tokens of {OidcParts.Issuer} for {TokenDraft.Audience}, keys from {_file}", output.ToString(), StringComparison.Ordinal);
    }

    private string Token(long lasts = 300) => new TokenDraft(OidcParts.Issuer, Gateway.Clock.GetUtcNow())
        .With("name", "Ann").With("exp", Gateway.Clock.GetUtcNow().ToUnixTimeSeconds() + lasts).Sign(TestKey.Curve, "ES256");
}
