using AiDevFramework.Plans.Views;
using AiDevFramework.Web.Markdown;
using AiDevFramework.Web.Pictures;
using AiDevFramework.Web.Words;

namespace AiDevFramework.Web.Tests.Pictures;

/// <summary>Pictures as the page gets them.</summary>
public sealed class PictureTests
{
    public static TheoryData<string, bool> Plans
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var plan in (string[])["portal", "marketplace", "renamer", "broken", "empty", "one", "forty"])
            {
                data.Add(plan, true);
                data.Add(plan, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Pictures_OfAPlan_AreNamedHaveTablesAndNoStyles(string name, bool english)
    {
        var review = LayoutTests.PlanOf(name);
        var words = english ? PictureTexts.English : PictureTexts.German;
        var tasks = TasksView.Of(review, [], readyOnly: false);

        var html = string.Concat(
            await Rendered.OfAsync<TaskGraph>(("Tasks", tasks), ("Words", words), ("Links", ItemLinks.None)),
            await Rendered.OfAsync<Gantt>(("Stages", review.Plan.Stages), ("Longest", tasks.CriticalPath), ("Words", words)),
            await Rendered.OfAsync<TraceMatrix>(("Matrix", MatrixView.Of(review)), ("Stages", review.Plan.Stages.Count), ("Words", words), ("Links", ItemLinks.None), ("Verified", new HashSet<string>())),
            await Rendered.OfAsync<EventFlow>(("Plan", review.Plan), ("Words", words)));

        var page = Markup.Harmless(html);
        var drawings = page.QuerySelectorAll("figure svg[role=img]");
        Assert.Equal(4, page.QuerySelectorAll("figure table").Length);
        Assert.Equal(name == "empty" ? 0 : 3, Math.Min(3, drawings.Length));
        Assert.All(drawings, svg =>
        {
            var ids = svg.GetAttribute("aria-labelledby")!.Split(' ');
            Assert.All(ids, id => Assert.False(string.IsNullOrWhiteSpace(page.GetElementById(id)?.TextContent)));
        });
        var all = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(all.Distinct(), all);
    }

    [Fact]
    public async Task Matrix_WithAHole_ShowsItInPictureAndTable()
    {
        var review = SamplePlans.Broken;

        var page = Markup.Read(await Rendered.OfAsync<TraceMatrix>(
            ("Matrix", MatrixView.Of(review)), ("Stages", review.Plan.Stages.Count), ("Words", PictureTexts.English), ("Links", ItemLinks.None), ("Verified", new HashSet<string>())));

        Assert.NotEmpty(page.QuerySelectorAll("svg rect.hole"));
        Assert.NotEmpty(page.QuerySelectorAll("td.hole-cell"));
    }

    [Fact]
    public async Task CostBars_WithUnknownCosts_ShowThemApart()
    {
        var page = Markup.Harmless(await Rendered.OfAsync<CostBars>(
            ("Name", "models"), ("Title", "By model"), ("Heading", "Model"), ("Bars", new CostBar[] { new("a", 0.5m, 0.25m), new("b", 0.1m, 0) }), ("Words", PictureTexts.English)));

        Assert.Single(page.QuerySelectorAll("svg[role=img] rect.guessed"));
        Assert.Equal(["$0.50", "$0.25"], page.QuerySelectorAll("tbody tr:first-child td").Select(cell => cell.TextContent));
    }
}
