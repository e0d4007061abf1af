using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Api;

namespace AiDevFramework.Cluster.Tests.Embedded;

/// <summary>An idea with eight hard demands, answered by a model that loses most of them on the way: they are on the last page.</summary>
public sealed class ConstrainedIdeaTests(SqliteService fixture) : IClassFixture<SqliteService>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly string[] Quotes =
    [
        "C1 Betrieb: \"Betrieb ausschließlich on-premise in unserem eigenen Rechenzentrum (keine Cloud)\"", "C2 Technik: \"als Datenbank nur PostgreSQL\"",
        "C3 Recht: \"DSGVO-konform\"", "C4 Recht: \"Betriebsratszustimmung (keine Leistungs- und Verhaltenskontrolle)\"",
        "C5 Team: \"Team von genau zwei Entwicklern\"", "C6 Termin: \"3 Monate bis zum Produktivstart\"", "C7 Budget: \"Budget 60.000 EUR\"",
        "C8 Anbindung: \"Anbindung an das bestehende SAP ECC 6.0 (Bestellungen lesen, Wareneingang MIGO buchen)\"",
    ];

    private readonly EmbeddedService _service = fixture.Service;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Run_OfTheGermanPortal_HasEveryDemandInSection6AndInTheFirstLineOfFit()
    {
        var (prd, plan) = await RunAsync(Sample("plan-c.md"));

        var section = prd[prd.IndexOf("## 6. Technical Constraints", StringComparison.Ordinal)..].Split('\n');
        Assert.All(Quotes.Index(), quote => Assert.StartsWith($"- {quote.Item} → ", section[quote.Index + 1], StringComparison.Ordinal));
        var fit = plan.Split('\n')[2];
        Assert.StartsWith("**Fit**: 2 Personen (C5) × 13 Wochen (C6) = 130 Personentage; 60.000 EUR (C7) ÷ 130 = höchstens 461 EUR je Tag. "
            + "Geplant: 13 Wochen, 130 Personentage: passt, ohne Reserve. Verbindlich: C1 Betrieb ", fit, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 8), number => Assert.Contains($" C{number} ", fit, StringComparison.Ordinal));
    }

    [Fact(Timeout = 180_000)]
    public async Task Run_OfAPlanThatBreaksTheDemands_SaysInFitWhatDoesNotFit()
    {
        var (_, plan) = await RunAsync(Sample("plan-c.md")
            .Replace("**Duration**: 3 weeks", "**Duration**: 12 weeks", StringComparison.Ordinal)
            .Replace("**Duration**: 4 weeks", "**Duration**: 12 weeks", StringComparison.Ordinal));

        Assert.Contains(
            "Geplant: 48 Wochen, 480 Personentage: PASST NICHT in C6, 35 Wochen (350 Personentage) zu viel. "
            + "Für 480 Personentage reicht C7 nur, wenn ein Tag höchstens 125 EUR kostet.", plan.Split('\n')[2], StringComparison.Ordinal);
    }

    /// <returns>The requirements and the plan as they are stored.</returns>
    private async Task<(string Prd, string Plan)> RunAsync(string plan)
    {
        var mark = $"[[{Guid.NewGuid():N}]]";
        var answers = new (string Step, string Text)[]
        {
            (Steps.SmartDetection, Sample("001.answer.md")),
            (Steps.EventStorming, Sample("es-c.md")),
            (Steps.Prd, Sample("prd-c.md") + mark), // so that later prompts have it
            (Steps.TechStack, Sample("tech-c.md") + mark),
            (Steps.ApproachDetection, Sample("approach-c.md")),
            (Steps.ExecutionPlan, plan),
        };
        foreach (var (step, text) in answers)
        {
            _service.Models.Script.When(step, nth: 1, marker: mark).Answer(Behaviours.Text(text));
        }

        var project = await _service.Api.CreateProjectAsync($"{Sample("idea-c.md")} {mark}", Cancellation);
        await using var feed = await _service.Api.FollowAsync(project, after: 0, Cancellation);
        await _service.Api.StartWorkflowAsync(project, Cancellation);
        await feed.WaitForEndAsync(Deadline, Cancellation);

        Assert.Equal(RunEvents.OfCompletedRun(eventStorming: true), RunEvents.Names(feed.Events));
        Assert.DoesNotContain("ledger", (await _service.Api.GetProjectAsync(project, Cancellation)).GetRawText(), StringComparison.Ordinal);
        return (await TextOfAsync(project, "PRD"), await TextOfAsync(project, "EXECUTION_PLAN"));
    }

    private async Task<string> TextOfAsync(Guid project, string type) =>
        (await _service.Api.GetDocumentAsync(project, type, Cancellation)).GetProperty("content_md").GetString()!;

    private static string Sample(string file) =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Plans.Tests", "Samples", file)).ReplaceLineEndings("\n");
}
