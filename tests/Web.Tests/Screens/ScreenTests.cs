using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Web.CostPage;
using AiDevFramework.Web.DocumentPage;
using AiDevFramework.Web.Frame;
using AiDevFramework.Web.PlanPage;
using AiDevFramework.Web.Projects;
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

    [Fact]
    public async Task Costs_OfSeveralProjects_NameThemByTheirIdeas()
    {
        var (known, foreign) = (Guid.NewGuid(), new Guid("01a23023-8637-71b7-9be7-d3f857d29806"));
        var model = new CostModel(null, null, 30, OfAll: true, IsCut: false, [AttemptOf(known), AttemptOf(foreign)])
        {
            Titles = new Dictionary<Guid, string> { [known] = "A <b>shared</b> list" },
        };

        var page = Whole(await Rendered.OfAsync<CostScreen>(("View", View("en")), ("Model", model)));

        var links = page.QuerySelectorAll("h2#attempts ~ .scroll tbody a").Select(link => (link.GetAttribute("href"), link.TextContent));
        Assert.Equal([($"/projects/{known}/costs", "A <b>shared</b> list"), ($"/projects/{foreign}/costs", "…57d29806")], links);
    }

    [Fact]
    public async Task Projects_OneOfEachStatus_LeadToWhatComesNext()
    {
        ProjectRow[] rows = [RowOf(WorkflowStatus.Completed, 0.0576m), RowOf(WorkflowStatus.Processing, 0.000235m), RowOf(WorkflowStatus.Failed, 0m), RowOf(WorkflowStatus.Created, null)];

        var page = Whole(await Rendered.OfAsync<ProjectsScreen>(("View", View("en")), ("Model", ListOf(ProjectFilter.All, rows))));

        var cards = page.QuerySelectorAll(".project");
        Assert.Equal($"/projects/{rows[0].Id}/plan", cards[0].QuerySelector(".acts a")?.GetAttribute("href"));
        Assert.Equal(
            [null, $"/projects/{rows[1].Id}/stop", $"/projects/{rows[2].Id}/retry", $"/projects/{rows[3].Id}/start"],
            cards.Select(card => card.QuerySelector(".acts form")?.GetAttribute("action")));
        Assert.Equal(
            [("$0.06", "0.0576"), ("< $0.01", "0.000235"), ("$0.00", "0")],
            page.QuerySelectorAll("data[data-show=cents]").Select(amount => (amount.TextContent, amount.GetAttribute("value"))));
    }

    [Fact]
    public async Task Projects_OfOneStatus_AreOneClickAwayAndKeepTheSearch()
    {
        var filter = ProjectFilter.All with { Search = "heat & \"cold\"", Status = "FAILED" };

        var page = Whole(await Rendered.OfAsync<ProjectsScreen>(("View", View("en")), ("Model", ListOf(filter, []))));

        Assert.Equal("Failed", page.QuerySelector(".choices [aria-current]")?.TextContent);
        Assert.Equal("/?q=heat%20%26%20%22cold%22", page.QuerySelector(".choices a")?.GetAttribute("href"));
        Assert.Contains("/?q=heat%20%26%20%22cold%22&status=COMPLETED", page.QuerySelectorAll(".choices a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Plan_WithHoles_SaysSoBesideItsVerdict(string plan, string language)
    {
        var model = PlanModel.Of(LayoutTests.PlanOf(plan), "/projects/1");

        var page = Whole(await Rendered.OfAsync<PlanScreen>(("View", View(language)), ("Model", model)));

        var holes = page.QuerySelectorAll("#matrix + .picture tbody tr").Count(row => row.QuerySelector(".hole-cell") is not null);
        Assert.Equal(
            holes > 0 ? Texts.Find(language)!.Plan.Holes.Of(holes) : null,
            page.QuerySelector(".standing a[href='#matrix']")?.TextContent);
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Plan_WithoutADeadline_PromisesNoDaysThatAreAvailable(string plan, string language)
    {
        var model = PlanModel.Of(LayoutTests.PlanOf(plan), "/projects/1");
        var words = Texts.Find(language)!.Plan;

        var page = Whole(await Rendered.OfAsync<PlanScreen>(("View", View(language)), ("Model", model)));

        var fit = model.Review.Plan.Fit;
        var labels = page.QuerySelectorAll(".facts dt").Select(label => label.TextContent).ToList();
        Assert.Equal(fit is { DaysPlanned: not null, DaysAvailable: not null }, labels.Contains(words.DaysPlanned));
        Assert.Equal(fit is { DaysPlanned: not null, DaysAvailable: null }, labels.Contains(words.DaysNeeded));
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

    private static AttemptView AttemptOf(Guid project) => new(project, Guid.NewGuid(), Phase.Prd, "m", "ANSWERED", 0.5m, 0.1m, 1, 2, s_noon);

    private static ProjectRow RowOf(WorkflowStatus status, decimal? cost) => new(
        Guid.NewGuid(), "Title", status, Phase.Prd, null, cost, null, 2, 3, s_noon, null, 7, CanRetry: status is WorkflowStatus.Failed, HasUnknownCost: false);

    private static ProjectsModel ListOf(ProjectFilter filter, IReadOnlyList<ProjectRow> rows) =>
        new(filter, rows, NextPage: null, IsFirstPage: true, HasMoreMatches: false, Complaint: null, [], Guid.NewGuid(), "/feed");

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
