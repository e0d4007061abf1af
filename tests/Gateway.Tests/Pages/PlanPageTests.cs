using System.Net;
using AiDevFramework.Gateway.Tests.Plans;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>The screens of plans, documents, costs and the system, and the files that can be taken from them.</summary>
public sealed class PlanPageTests : PageTest
{
    private Guid _project;

    private protected override async Task<TestGateway> StartAsync()
    {
        var gateway = await TestGateway.StartAsync();
        _project = PortalPlan.AddTo(gateway.Cluster);
        return gateway;
    }

    [Theory]
    [InlineData("/plan", "id=\"verdict\"")]
    [InlineData("/plan", "id=\"graph-title\"")]
    [InlineData("/documents/PRD", "id=\"AC2.1\"")]
    [InlineData("/documents/EXECUTION_PLAN", "id=\"T1.2\"")]
    [InlineData("/documents/TECH_STACK", "class=\"prose\"")]
    [InlineData("/documents/EVENT_STORMING", "class=\"prose\"")]
    [InlineData("/costs", "<h1>")]
    public async Task Get_OfAScreenOfAProject_ShowsIt(string path, string part)
    {
        foreach (var language in (string[])["en", "de"])
        {
            using var answer = await Visit.GetAsync($"/projects/{_project}{path}", ("Accept-Language", language));

            var page = await Visit.TextAsync(answer);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
            Assert.Contains(part, page, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
            Assert.Contains("trusted-types 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/costs")]
    [InlineData("/system")]
    public async Task Get_OfAScreenOfTheService_ShowsIt(string path)
    {
        using var answer = await Visit.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(TestGateway.AdminToken, await Visit.TextAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/plan")]
    [InlineData("/documents/PRD")]
    [InlineData("/documents/PRD/file.md")]
    [InlineData("/documents/PRD/file.html")]
    [InlineData("/costs")]
    [InlineData("/costs/file.csv")]
    public async Task Get_OfAProjectThatThereIsNot_IsAPageThatSaysSo(string path)
    {
        using var answer = await Visit.GetAsync($"/projects/{Guid.NewGuid()}{path}");

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("/plan")]
    [InlineData("/documents/PRD/file.md")]
    [InlineData("/costs/file.csv")]
    public async Task Get_WithoutASession_LeadsToTheLogin(string path)
    {
        Visit.Session = "";

        using var answer = await Visit.GetAsync($"/projects/{_project}{path}");

        Assert.StartsWith("/login?return=", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfADocumentOfNoType_IsRefused()
    {
        using var answer = await Visit.GetAsync($"/projects/{_project}/documents/poem");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("md", "text/markdown")]
    [InlineData("html", "text/html")]
    public async Task Get_OfAFile_IsAnAttachmentThatRunsNothing(string ending, string type)
    {
        using var answer = await Visit.GetAsync($"/projects/{_project}/documents/PRD/file.{ending}");

        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"attachment; filename=\"{_project}-prd.{ending}\"", answer.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.EndsWith("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl is { NoStore: true, Private: true });
        Assert.Contains("AC2.1", await Visit.TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfCosts_ShowsWhatIsKnownApartFromWhatIsNot()
    {
        Gateway.Cluster.Attempts.Enqueue(new AttemptView(_project, Guid.NewGuid(), Phase.Prd, "=cmd|' /C calc'!A0", "ANSWERED", 0.5m, 0.25m, 100, 50, FakeCluster.CreatedAt));
        Gateway.Cluster.Attempts.Enqueue(new AttemptView(_project, Guid.NewGuid(), Phase.Prd, "openai/gpt-4o", "UNKNOWN", 0.75m, null, 0, 0, FakeCluster.CreatedAt));

        using var answer = await Visit.GetAsync($"/projects/{_project}/costs");
        using var file = await Visit.GetAsync("/costs/file.csv");

        var page = await Visit.TextAsync(answer);
        Assert.Contains("$0.25", page, StringComparison.Ordinal);
        Assert.Contains("up to $0.75", page, StringComparison.Ordinal);
        var lines = (await Visit.TextAsync(file)).Split("\r\n");
        Assert.Equal(4, lines.Length);
        Assert.Contains(",'=cmd|' /C calc'!A0,ANSWERED,0.5,0.25,100,50", lines[1], StringComparison.Ordinal);
    }
}
