using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Web.CostPage;
using AiDevFramework.Web.DocumentPage;
using AiDevFramework.Web.Frame;
using AiDevFramework.Web.PlanPage;
using AiDevFramework.Web.SystemPage;
using AiDevFramework.Web.Tests.Pictures;
using AiDevFramework.Web.Words;

namespace AiDevFramework.Web.Tests.Screens;

/// <summary>Whole screens, whatever they have to show.</summary>
public sealed class ScreenTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Plans
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var plan in (string[])["portal", "marketplace", "renamer", "broken", "empty", "forty"])
            {
                data.Add(plan, "en");
                data.Add(plan, "de");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Plan_OfAnyState_IsWhole(string plan, string language)
    {
        var model = PlanModel.Of(LayoutTests.PlanOf(plan), "/projects/1");

        Whole(await Rendered.OfAsync<PlanScreen>(("View", View(language)), ("Model", model)));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Document_OfAnyState_IsWholeAndItsLinksLeadSomewhere(string plan, string language)
    {
        var review = LayoutTests.PlanOf(plan);
        foreach (var text in review.Source.Documents)
        {
            var view = new DocumentView(text.Type, text.ContentMd, new DocumentMetadata("m", 10), s_noon);

            var page = Whole(await Rendered.OfAsync<DocumentScreen>(("View", View(language)), ("Model", DocumentDraft.Of(view, review, "/projects/1", Texts.Find(language)!.Plan))));

            Assert.All(page.QuerySelectorAll("main a[href^='#']"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
        }
    }

    [Fact]
    public async Task Document_WithFindings_ShowsThemBesideTheirLines()
    {
        var review = SamplePlans.Broken;
        var schedule = review.Source.Documents.Single(document => document.Type is DocumentType.ExecutionPlan);

        var page = Whole(await Rendered.OfAsync<DocumentScreen>(("View", View("en")), ("Model", DocumentDraft.Of(
            new DocumentView(schedule.Type, schedule.ContentMd, new DocumentMetadata("m", 10), s_noon), review, "/projects/1", PlanTexts.English))));

        Assert.NotEmpty(page.QuerySelectorAll(".prose .finding"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Costs_OfNothingAndOfMuch_AreWhole(string language)
    {
        AttemptView[] attempts =
        [
            .. Enumerable.Range(0, 300).Select(number => new AttemptView(
                Guid.NewGuid(), Guid.NewGuid(), (Phase)(number % 5), "<b>" + number % 7, number % 9 == 0 ? "UNKNOWN" : "ANSWERED", 0.5m, number % 9 == 0 ? null : 0.1m, 1, 2, s_noon.AddDays(-number % 20))),
        ];

        Whole(await Rendered.OfAsync<CostScreen>(("View", View(language)), ("Model", new CostModel(null, null, 30, OfAll: true, IsCut: false, []))));
        var page = Whole(await Rendered.OfAsync<CostScreen>(("View", View(language)), ("Model", new CostModel(null, null, 30, OfAll: true, IsCut: true, attempts))));

        Assert.Equal(CostModel.MostShown, page.QuerySelectorAll("h2#attempts ~ .scroll tbody tr").Length);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task System_WithTrouble_IsWhole(string language)
    {
        var model = new SystemModel(
            "1.0.0", "10.0.1", [new("database", null), new("cluster", "No silo answers.")], [], 1, [], [new("PORT", true), new("ADMIN_TOKEN", false)], HasDashboard: true);

        var page = Whole(await Rendered.OfAsync<SystemScreen>(("View", View(language)), ("Model", model)));

        Assert.Single(page.QuerySelectorAll(".badge.bad"));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@a", "'@a")]
    [InlineData("\ta", "'\ta")]
    [InlineData("\ra", "\"'\ra\"")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("a", "a")]
    [InlineData("", "")]
    public void Cell_OfAText_IsNoFormula(string text, string cell) => Assert.Equal(cell, CostFile.Cell(text));

    [Fact]
    public void File_OfAHostileDocument_RunsNothing()
    {
        var html = DocumentFile.Html("<script>1</script>", "en\"><script>", "<script>2</script> [x](javascript:3) ![y](https://evil.example/z.png)");

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IDocument Whole(string html)
    {
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Empty(page.QuerySelectorAll("[style], style, img, [onclick]"));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Empty(ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key));
        return page;
    }

    private static PageView View(string language) => new()
    {
        Texts = Texts.Find(language)!,
        Product = "Product",
        Root = "",
        Here = "/",
        Assets = "/assets/1",
        Visitor = new Visitor("admin", SeesAll: true, MaySeeSystem: true),
    };
}
