using System.Net;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Pages.Runs;

public sealed class RunEndpointTests : PageTest
{
    [Fact]
    public async Task Screen_OfAProject_ShowsItsEventsAndWhereTheFeedGoesOn()
    {
        var project = Gateway.Cluster.Add(WorkflowStatus.Processing, Phase.Prd).Id;
        Gateway.Cluster.Store(project, """{"type":"phase_started","seq":1,"phase":"PRD","message":"Größe & mehr"}""");

        using var answer = await Visit.GetAsync($"/projects/{project}");

        var html = await Visit.TextAsync(answer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Größe &amp; mehr", html, StringComparison.Ordinal);
        Assert.Contains("data-feed=\"/api/v1/feed\"", html, StringComparison.Ordinal);
        Assert.Contains("data-seq=\"1\"", html, StringComparison.Ordinal);
        Assert.Contains("live/run.js", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/stop")]
    [InlineData("/retry")]
    [InlineData("/start")]
    public async Task AProjectThatIsMissing_IsAnswered404AsAPage(string command)
    {
        var path = $"/projects/{Guid.NewGuid()}{command}";
        using var answer = command.Length == 0 ? await Visit.GetAsync(path) : await Visit.PostAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Stop_AndASecondStopOfAnotherTab_LeadBackToTheScreen()
    {
        var project = Gateway.Cluster.Add(WorkflowStatus.Processing, Phase.Prd).Id;
        for (var tab = 0; tab < 2; tab++)
        {
            using var answer = await Visit.PostAsync($"/projects/{project}/stop");

            Assert.Equal((HttpStatusCode.Redirect, $"/projects/{project}"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
            Assert.Equal(WorkflowStatus.Cancelled, Gateway.Cluster.Projects[project].Status);
        }
    }

    [Theory]
    [InlineData("/?status=PROCESSING", "/?status=PROCESSING")]
    [InlineData("//elsewhere.example", "/")]
    public async Task ACommandOfAList_LeadsBackToIt(string given, string expected)
    {
        var project = Gateway.Cluster.Add(WorkflowStatus.Processing, Phase.Prd).Id;

        using var answer = await Visit.PostAsync($"/projects/{project}/stop", ("return", given));

        Assert.Equal(expected, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Start_OfANewProject_RunsIt()
    {
        var project = Gateway.Cluster.Add(WorkflowStatus.Created).Id;

        using var answer = await Visit.PostAsync($"/projects/{project}/start");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(WorkflowStatus.Processing, Gateway.Cluster.Projects[project].Status);
    }

    [Theory]
    [InlineData("keep", "", 0.5)]
    [InlineData("", "", 0.5)]
    [InlineData("change", "2.5", 2.5)]
    [InlineData("change", " $2,50 ", 2.5)]
    [InlineData("remove", "7", null)]
    public async Task Retry_WithABudgetOrNone_HandsItOn(string kind, string amount, double? expected)
    {
        var project = Gateway.Cluster.Add(WorkflowStatus.Failed, Phase.Prd, ProjectMetadata.Empty with { MaxCostUsd = 0.5m }).Id;

        using var answer = await Visit.PostAsync($"/projects/{project}/retry", ("budget", kind), ("max_cost_usd", amount));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(
            (WorkflowStatus.Processing, (decimal?)expected),
            (Gateway.Cluster.Projects[project].Status, Gateway.Cluster.Projects[project].Metadata.MaxCostUsd));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1,000.50")]
    [InlineData("0.0000001")]
    [InlineData("much <more>")]
    public async Task Retry_WithAnAmountThatIsNone_SaysSoAndKeepsWhatWasTyped(string amount)
    {
        var project = Gateway.Cluster.Add(WorkflowStatus.Failed, Phase.Prd, ProjectMetadata.Empty with { MaxCostUsd = 0.5m }).Id;

        using var answer = await Visit.PostAsync($"/projects/{project}/retry", ("budget", "change"), ("max_cost_usd", amount));

        var html = await Visit.TextAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Give an amount above 0", html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{WebUtility.HtmlEncode(amount)}\"", html, StringComparison.Ordinal);
        Assert.Equal(WorkflowStatus.Failed, Gateway.Cluster.Projects[project].Status);
    }

    [Theory]
    [InlineData("same-origin", HttpStatusCode.OK)]
    [InlineData("same-site", HttpStatusCode.Unauthorized)]
    [InlineData("cross-site", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Feed_WithTheSession_OpensForPagesOfOursAlone(string? site, HttpStatusCode expected)
    {
        var path = $"/api/v1/feed?at={Gateway.Cluster.Add(WorkflowStatus.Processing).Id}:0";
        using var answer = await Visit.SendAsync(HttpMethod.Head, path, null, site is null ? [] : [("Sec-Fetch-Site", site)]);

        Assert.True(expected == answer.StatusCode || (expected is HttpStatusCode.Unauthorized && answer.StatusCode is HttpStatusCode.Forbidden), $"{answer.StatusCode}");
    }
}
