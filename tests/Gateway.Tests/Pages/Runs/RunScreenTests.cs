using System.Text.RegularExpressions;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Web.Frame;
using AiDevFramework.Web.Runs;
using AiDevFramework.Web.Words;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiDevFramework.Gateway.Tests.Pages.Runs;

public sealed partial class RunScreenTests
{
    public static TheoryData<string, string, string, string> States => new()
    {
        { "created", "en", "Nothing runs yet.", "waiting" },
        { "created", "de", "Noch läuft nichts.", "waiting" },
        { "running", "en", "Aborts the call to the model", "running" },
        { "running", "de", "Bricht den Aufruf des Modells", "running" },
        { "paused", "en", "The run waits", "waiting" },
        { "paused", "de", "Der Lauf wartet", "waiting" },
        { "failed", "en", "The provider did not answer.", "failed" },
        { "failed", "de", "Von hier aus weiter", "failed" },
        { "hopeless", "en", "What has to change first: <span lang=\"en\">Set PRD_MODEL", "failed" },
        { "hopeless", "de", "Ein neuer Versuch hilft hier nicht.", "failed" },
        { "retried", "en", "2 attempts", "running" },
        { "retried", "de", "2 Versuche", "running" },
        { "cancelled", "en", "Somebody stopped this run.", "stopped" },
        { "cancelled", "de", "Jemand hat diesen Lauf angehalten.", "stopped" },
        { "completed", "en", "The plan is written.", "done" },
        { "completed", "de", "Der Plan ist geschrieben.", "done" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task Screen_OfARunInAnyState_SaysItInWordsTitleAndIcon(string state, string language, string expected, string icon)
    {
        var run = RunSamples.Of(state);
        var html = await RenderAsync(run, language);

        Assert.Contains(expected, html, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\"", html, StringComparison.Ordinal);
        Assert.Contains($"icons/{icon}.svg", html, StringComparison.Ordinal);
        var texts = Texts.Find(language)!;
        Assert.Contains($"<title>{(state is "paused" ? texts.Run.PausedShort : texts.Domain.Of(run.Status))}: A &lt;b&gt;bold", html, StringComparison.Ordinal);
        Assert.Contains($"data-seq=\"{run.Project.LastSeq}\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>bold", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(Inline(), html);
    }

    [Theory]
    [InlineData("running", "stop")]
    [InlineData("created", "start")]
    [InlineData("failed", "retry")]
    [InlineData("paused", "retry")]
    [InlineData("hopeless", null)]
    [InlineData("completed", null)]
    [InlineData("cancelled", null)]
    public async Task Screen_OffersTheOneCommandThatApplies_AndNoneToAReader(string state, string? command)
    {
        var html = await RenderAsync(RunSamples.Of(state), "en");
        var forReader = await RenderAsync(RunSamples.Of(state) with { MayWrite = false }, "en");

        Assert.Equal(new[] { command }.OfType<string>(), Commands().Matches(html).Select(match => match.Groups[1].Value));
        Assert.Empty(Commands().Matches(forReader));
    }

    [Fact]
    public async Task Screen_ShowsWhatIsUnknownApart()
    {
        var run = RunSamples.Of("running");

        Assert.Contains("up to $0.09 unknown", await RenderAsync(run, "en"), StringComparison.Ordinal);
        Assert.Contains("bis zu $0.09 unbekannt", await RenderAsync(run, "de"), StringComparison.Ordinal);
        var unpriced = run with { Costs = run.Costs with { UnknownUpToUsd = null, UnpricedCalls = 2 } };
        var html = await RenderAsync(unpriced, "en");
        Assert.Contains("an amount nobody can tell yet", html, StringComparison.Ordinal);
        Assert.Contains("2 calls have no known price", html, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown</span>", await RenderAsync(run with { Costs = run.Costs with { Unknowns = 0 } }, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screen_OfAPausedRun_OffersToTakeTheBudgetAwayAndKeepsWhatWasTyped()
    {
        var run = RunSamples.Of("paused") with { Refused = new BudgetChoice(BudgetKind.Change, "lots & lots") };
        var html = await RenderAsync(run, "en");

        Assert.Contains("As it is: $0.50", html, StringComparison.Ordinal);
        Assert.Contains("value=\"remove\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"lots &amp; lots\"", html, StringComparison.Ordinal);
        Assert.Contains("Give an amount above 0", html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"remove\"", await RenderAsync(RunSamples.Of("failed"), "en"), StringComparison.Ordinal); // it has none
    }

    [Fact]
    public async Task Screen_OfAPausedRun_SaysThatItsPhaseWaits()
    {
        var html = await RenderAsync(RunSamples.Of("paused"), "en");

        Assert.Contains("<span class=\"line-state\">Waits for a budget</span>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<span class=\"line-state\">failed</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"line-state\">failed</span>", await RenderAsync(RunSamples.Of("failed"), "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screen_LeadsToEveryViewOfTheProject()
    {
        var html = await RenderAsync(RunSamples.Of("completed"), "en");

        Assert.Contains("<a href=\"/projects/123e4567-e89b-12d3-a456-426614174000\" aria-current=\"page\">Run</a>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/projects/123e4567-e89b-12d3-a456-426614174000/documents/TECH_STACK\">Technology</a>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/projects/123e4567-e89b-12d3-a456-426614174000/plan\">Plan</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screen_HasDocumentsAndLog()
    {
        var html = await RenderAsync(RunSamples.Of("completed"), "en");

        Assert.Contains("/projects/123e4567-e89b-12d3-a456-426614174000/documents/TECH_STACK", html, StringComparison.Ordinal);
        Assert.Contains("&quot;documents_generated&quot;:3", html, StringComparison.Ordinal);
        Assert.Contains("3 documents", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Older events", html, StringComparison.Ordinal);
        var cut = RunSamples.Of("completed");
        Assert.Contains("Older events", await RenderAsync(cut with { Log = [.. cut.Log.Skip(1)] }, "en"), StringComparison.Ordinal);
    }

    private static Task<string> RenderAsync(RunModel run, string language) =>
        new PageRenderer(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance).RenderAsync<RunScreen, RunModel>(
            new PageView
            {
                Texts = Texts.Find(language)!,
                Product = "Plans",
                Root = "",
                Here = $"/projects/{run.Id}",
                Assets = "/assets/1",
                Visitor = new Visitor("admin", SeesAll: true, MaySeeSystem: true),
            },
            run);

    [GeneratedRegex("action=\"/projects/[^/\"]+/([a-z]+)\"")]
    private static partial Regex Commands();

    /// <summary>What the policy of the page forbids.</summary>
    [GeneratedRegex("""\s(style|on[a-z]+)=|<style|<script>""")]
    private static partial Regex Inline();
}
