using System.Net;
using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>Signing in and out, and what others might try with it.</summary>
public sealed class LoginTests() : PageTest(token: null)
{
    [Theory]
    [InlineData("/", "/login?return=%2F")]
    [InlineData("/new", "/login?return=%2Fnew")]
    [InlineData("/?q=a%20b&sort=x", "/login?return=%2F%3Fq%3Da%2520b%26sort%3Dx")]
    public async Task Get_OfAPageWithoutASession_LeadsToTheLoginAndBack(string path, string login)
    {
        using var answer = await Visit.GetAsync(path);

        Assert.Equal((HttpStatusCode.Redirect, login), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Post_OfTheAdminToken_SetsASessionThatOpensThePages()
    {
        using var answer = await Visit.PostAsync("/login", ("token", $" {TestGateway.AdminToken}\r\n"), ("return", "/new"));

        Assert.Equal("/new", answer.Headers.Location?.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Matches($"^{Visit.CookieName}=[A-Za-z0-9_.-]+; max-age=43200; path=/; samesite=strict; httponly$", cookie);
        Assert.DoesNotContain(TestGateway.AdminToken, cookie, StringComparison.Ordinal);
        Visit.Session = Visit.SessionOf(answer)!;
        using var page = await Visit.GetAsync("/new");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("guess")]
    [InlineData("Bearer " + TestGateway.AdminToken)]
    [InlineData(TestGateway.AdminToken + "x")]
    public async Task Post_OfAnotherToken_SaysSoAndSetsNothing(string token)
    {
        using var answer = await Visit.PostAsync("/login", ("token", token), ("return", "/new"));

        var page = await Visit.TextAsync(answer);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("That opens nothing here.", page, StringComparison.Ordinal);
        Assert.Contains("name=\"return\" value=\"/new\"", page, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain(token.Length > 0 ? token : "value=\"guess", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example.com")]
    [InlineData("https://evil.example.com/")]
    [InlineData("/\\evil.example.com")]
    [InlineData("\\\\evil.example.com")]
    [InlineData("/\t/evil.example.com")]
    [InlineData("/new\r\nSet-Cookie: x=y")]
    [InlineData("javascript:alert(1)")]
    [InlineData("new")]
    [InlineData("/login?return=/new")]
    [InlineData("/logout")]
    [InlineData("")]
    public async Task Post_WithAReturnThatIsNoPathOfOurs_LeadsToTheProjects(string back)
    {
        using var answer = await Visit.PostAsync("/login", ("token", TestGateway.AdminToken), ("return", back));

        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://localhost")]
    [InlineData(null)]
    public async Task Post_FromAnotherOrigin_IsRefused(string? origin)
    {
        using var login = await Visit.PostFromAsync(origin, "/login", ("token", TestGateway.AdminToken));
        await Visit.SignInAsync();
        using var create = await Visit.PostFromAsync(origin, "/new", ("idea", TestGateway.Idea), ("act", "start"));
        using var logout = await Visit.PostFromAsync(origin, "/logout");

        foreach (var refused in (HttpResponseMessage[])[login, create, logout])
        {
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.False(refused.Headers.Contains("Set-Cookie"));
            Assert.Equal("text/html", refused.Content.Headers.ContentType?.MediaType);
        }

        Assert.Empty(Gateway.Cluster.Created);
    }

    [Theory]
    [InlineData("same-origin", true)]
    [InlineData("same-site", false)]
    [InlineData("cross-site", false)]
    [InlineData("none", false)]
    public async Task Post_WithoutAnOrigin_GoesByTheSiteThatTheBrowserNames(string site, bool isTaken)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", TestGateway.AdminToken)]);

        using var answer = await Visit.SendAsync(HttpMethod.Post, "/login", form, [("Sec-Fetch-Site", site)]);

        Assert.Equal(isTaken ? HttpStatusCode.Redirect : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Post_WithTheSessionOfSomebodyElse_MakesANewOne()
    {
        await Visit.SignInAsync();
        var fixated = Visit.Session;

        using var answer = await Visit.PostAsync("/login", ("token", TestGateway.AdminToken));

        Assert.NotEqual(fixated, Visit.SessionOf(answer));
    }

    /// <summary>Browsers guard the name of the cookie as it is written; another spelling of it is anybody's.</summary>
    [Fact]
    public async Task Get_WithTheSessionUnderAnotherSpellingOfTheCookie_LeadsToTheLogin()
    {
        await Visit.SignInAsync();
        var (session, name) = (Visit.Session, Visit.CookieName);
        Visit.Session = "";

        using var other = await Visit.GetAsync("/new", ("Cookie", $"{name.ToUpperInvariant()}={session}"));
        using var right = await Visit.GetAsync("/new", ("Cookie", $"{name}={session}"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (other.StatusCode, right.StatusCode));
    }

    [Fact]
    public async Task Post_OfLogout_TakesTheCookieAway()
    {
        await Visit.SignInAsync();

        using var answer = await Visit.PostAsync("/logout");

        Assert.Equal("/login", answer.Headers.Location?.OriginalString);
        Assert.Matches($"^{Visit.CookieName}=; max-age=0; path=/; samesite=strict; httponly$", answer.Headers.GetValues("Set-Cookie").Single());
    }

    [Fact]
    public async Task Get_ThatAnotherSiteLinksTo_AsksOnceMoreFromHere()
    {
        using var linked = await Visit.GetAsync("/new", ("Sec-Fetch-Site", "cross-site"));
        using var again = await Visit.GetAsync("/new", ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(HttpStatusCode.OK, linked.StatusCode);
        Assert.Contains("<meta http-equiv=\"refresh\" content=\"0\"", await Visit.TextAsync(linked), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
    }

    [Fact]
    public async Task Session_AtTheApi_CountsForNothing()
    {
        await Visit.SignInAsync();
        var project = Gateway.Cluster.Add(Grains.Abstractions.Projects.WorkflowStatus.Completed);

        using var read = await Visit.GetAsync($"/api/v1/projects/{project.Id}");
        using var bearer = await Gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{project.Id}", ("Authorization", $"Bearer {Visit.Session}"));
        using var ticket = await Gateway.SendAsync(HttpMethod.Get, $"{TestGateway.StreamPath(project.Id)}?token={Visit.Session}");

        await read.ProblemAsync(401);
        await bearer.ProblemAsync(401);
        await ticket.ProblemAsync(401);
    }

    [Fact]
    public async Task Session_OfAnotherSpelling_OpensNothing()
    {
        await Visit.SignInAsync();
        var session = Visit.Session;
        var tickets = new Gateway.Security.Tickets(
            (Gateway.Security.AdminToken)Gateway.Services.GetService(typeof(Gateway.Security.AdminToken))!, Gateway.Clock);
        foreach (var forged in (string[])[
            session + "x", session[..^1], session.Replace("eyJ", "eyK", StringComparison.Ordinal), "eyJhbGciOiJub25lIn0." + session.Split('.')[1] + ".",
            tickets.Mint(Guid.NewGuid()), TestGateway.AdminToken, $"{session.Split('.')[0]}.{session.Split('.')[1]}.", "", new string('x', 4000)])
        {
            Visit.Session = forged;
            using var answer = await Visit.GetAsync("/new");
            Assert.DoesNotContain("idea-form", await Visit.TextAsync(answer), StringComparison.Ordinal);
            using var sent = await Visit.PostAsync("/examples", ("example", "renamer"));
            Assert.Equal((HttpStatusCode.Redirect, "/login?return=%2F"), (sent.StatusCode, sent.Headers.Location?.OriginalString));
        }

        Assert.Empty(Gateway.Cluster.Created);
    }

    [Fact]
    public async Task Session_AfterTwelveHours_HasEnded()
    {
        await Visit.SignInAsync();

        Gateway.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(2));
        using var still = await Visit.GetAsync("/new");
        Gateway.Clock.Advance(TimeSpan.FromSeconds(2));
        using var ended = await Visit.GetAsync("/new");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (still.StatusCode, ended.StatusCode));
    }

    [Fact]
    public async Task Session_OfOneGateway_IsGoodAtAnother()
    {
        await Visit.SignInAsync();
        await using var another = await TestGateway.StartAsync();
        using var visit = new Visit(another) { Session = Visit.Session };

        using var page = await visit.GetAsync("/new");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("Sec-Fetch-Site", "same-site", 401)]
    [InlineData("Sec-Fetch-Site", "cross-site", 401)]
    [InlineData("Sec-Fetch-Site", "none", 401)]
    [InlineData("Origin", "OWN", 200)]
    [InlineData("Origin", "https://evil.example.com", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("X-Nothing", "x", 401)]
    public async Task Stream_WithTheSession_IsOpenedByPagesOfOursAlone(string header, string value, int status)
    {
        await Visit.SignInAsync();
        var project = Gateway.Cluster.Add(Grains.Abstractions.Projects.WorkflowStatus.Processing);
        (string, string) site = (header, value == "OWN" ? Visit.Origin : value);

        using var answer = await Visit.SendAsync(HttpMethod.Head, $"/api/v1/feed?at={project.Id}:0", null, [site]);
        using var ofOne = await Visit.SendAsync(HttpMethod.Head, TestGateway.StreamPath(project.Id), null, [site]);
        using var socket = await Visit.GetAsync($"/api/v1/projects/{project.Id}/progress", site);

        Assert.Equal(status, (int)answer.StatusCode);
        var expected = status == 403 ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized; // no page calls them
        Assert.Equal((expected, expected), (ofOne.StatusCode, socket.StatusCode));
    }

    [Fact]
    public async Task Stream_WithoutASession_WantsAToken()
    {
        var project = Gateway.Cluster.Add(Grains.Abstractions.Projects.WorkflowStatus.Completed);

        using var none = await Visit.GetAsync($"/api/v1/feed?at={project.Id}:0");
        Visit.Session = "x";
        using var wrong = await Visit.GetAsync($"/api/v1/feed?at={project.Id}:0", ("Sec-Fetch-Site", "same-origin"));

        await none.ProblemAsync(401);
        await wrong.ProblemAsync(401);
    }
}
