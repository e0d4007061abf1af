using System.Net;
using System.Text.RegularExpressions;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>The screen with the projects.</summary>
public sealed class ListPageTests : PageTest
{
    private static readonly DateTimeOffset _noon = FakeCluster.CreatedAt;


    [Fact]
    public async Task Get_WithoutAProject_ShowsExamplesAndNoEmptyList()
    {
        var page = await PageAsync("/");

        Assert.Contains("From an idea to a plan you can start on Monday", page, StringComparison.Ordinal);
        Assert.Equal(["marketplace", "renamer", "portal"], Regex.Matches(page, "name=\"example\" value=\"([a-z]+)\"").Select(match => match.Groups[1].Value));
        Assert.DoesNotContain("class=\"projects\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WorkflowStatus.Created, false, "Not started", "start")]
    [InlineData(WorkflowStatus.Processing, false, "Running", "stop")]
    [InlineData(WorkflowStatus.Completed, false, "Completed", null)]
    [InlineData(WorkflowStatus.Failed, true, "Failed", "retry")]
    [InlineData(WorkflowStatus.Failed, false, "Failed", null)]
    [InlineData(WorkflowStatus.Cancelled, false, "Stopped", null)]
    public async Task Get_OfAProject_ShowsWhereItStandsAndWhatCanBeDone(WorkflowStatus status, bool canRetry, string word, string? act)
    {
        var row = Row("A <b>task</b> list & \"more\"") with { Status = status, CanRetry = canRetry };
        Gateway.Cluster.List = new ProjectListPage([row], Next: null);

        var page = await PageAsync("/");

        var card = page.Split("<ul class=\"projects\"")[1].Split("</ul>")[0];
        Assert.Contains(word, card, StringComparison.Ordinal);
        Assert.Contains($"href=\"/projects/{row.Id}\"", card, StringComparison.Ordinal);
        Assert.Contains("A &lt;b&gt;task&lt;/b&gt; list &amp; &quot;more&quot;", card.Replace("&#x3C;", "&lt;", StringComparison.Ordinal).Replace("&#x3E;", "&gt;", StringComparison.Ordinal).Replace("&#x22;", "&quot;", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(
            act is null ? [] : [act], Regex.Matches(card, $"action=\"/projects/{row.Id}/([a-z]+)\"").Select(match => match.Groups[1].Value));
        Assert.Equal(status is WorkflowStatus.Processing, card.Contains($"data-project=\"{row.Id}\"", StringComparison.Ordinal));
        Assert.Contains("$0.45", card, StringComparison.Ordinal);
        Assert.Contains("up to $0.02 more, not yet known", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithFilters_AsksForThemAndKeepsThemInTheForm()
    {
        var user = Guid.NewGuid();

        var page = await PageAsync($"/?q=%22task+board%22&status=FAILED&phase=PRD&verdict=DRAFT&user_id={user}&created_after=2025-11-09&sort=-updated_at");

        var question = Gateway.Cluster.Listed.Last();
        Assert.Equal(
            ("\"task board\"", WorkflowStatus.Failed, Phase.Prd, PlanVerdict.Draft, user, ProjectSort.LastChangedFirst),
            (question.Text, question.Status, question.Phase, question.Verdict, question.UserId, question.Sort));
        foreach (var kept in (string[])[
            "<option value=\"FAILED\" selected", "<option value=\"PRD\" selected", "<option value=\"DRAFT\" selected", "<option value=\"-updated_at\" selected",
            $"value=\"{user}\"", "value=\"2025-11-09\"", "No project matches."])
        {
            Assert.Contains(kept, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("start on Monday", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfMoreThanAPage_LinksToTheNextWithItsFilters()
    {
        Gateway.Cluster.List = new ProjectListPage([Row("One of many")], new ProjectListPlace(_noon, Guid.NewGuid()), WasCut: true);

        var first = await PageAsync("/?q=task&status=");
        var next = Regex.Match(first, "rel=\"next\" href=\"([^\"]+)\"").Groups[1].Value;
        var second = await PageAsync(WebUtility.HtmlDecode(next));

        Assert.StartsWith("/?q=task&amp;cursor=", next, StringComparison.Ordinal);
        Assert.Contains("There are more than 1,000 matches", first, StringComparison.Ordinal);
        Assert.NotNull(Gateway.Cluster.Listed.Last().After);
        Assert.Contains("Back to the beginning", second, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?status=NOTHING")]
    [InlineData("/?cursor=forged")]
    [InlineData("/?q=%22%22")]
    [InlineData("/?created_after=yesterday")]
    public async Task Get_WithAFilterThatIsWrong_SaysSoAndKeepsIt(string path)
    {
        using var answer = await Visit.GetAsync(path);

        var page = await Visit.TextAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("class=\"note bad\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"filter-form\"", page, StringComparison.Ordinal);
    }

    private static ProjectListRow Row(string title) => new(
        Guid.NewGuid(), Guid.NewGuid(), title, WorkflowStatus.Completed, Phase.Prd, PlanVerdict.Concerns, null, new ProjectCost(0.45m, 0, 1, 0.02m, null),
        DurationSeconds: 180, DocumentsGenerated: 3, CanRetry: false, _noon, _noon.AddMinutes(3), null, Run: 1, _noon, LastSeq: 7);

    private async Task<string> PageAsync(string path)
    {
        using var answer = await Visit.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Visit.TextAsync(answer);
    }
}
