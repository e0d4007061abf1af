using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using Steps = AiDevFramework.FakeOpenRouter.Steps;

namespace AiDevFramework.Grains.Tests.Llm;

/// <summary>Whole runs whose documents need mending, through the product's own worker and client.</summary>
[Trait("Runs", "Long")]
public sealed class MendRunTests(ModelRuns runs) : IClassFixture<ModelRuns>
{
    [Theory(Timeout = 120_000)]
    [InlineData(Steps.EventStorming, DocumentType.EventStorming, 5)]
    [InlineData(Steps.Prd, DocumentType.Prd, 5)]
    [InlineData(Steps.TechStack, DocumentType.TechStack, 2)]
    public async Task Run_WhereSectionsAreMissing_AsksForThemAloneAndPaysToTheCent(string step, object type, int features)
    {
        var sound = await runs.Create(features).RunAsync();
        var run = await runs.Create(features).Next(step, Behaviours.MissingSections()).RunAsync();

        run.AssertCompleted();
        var asked = run.AskedFor(step);
        Assert.Equal(2, asked.Count);
        Assert.Contains("is missing", asked[1].Messages![^1].Text, StringComparison.Ordinal);
        Assert.True(asked[1].PromptTokens < asked[0].PromptTokens / 2, $"{asked[1].PromptTokens} of {asked[0].PromptTokens}");
        Assert.True(asked[1].CompletionTokens < asked[0].CompletionTokens);
        var document = run.State.Documents[(DocumentType)type];
        Assert.Equal((null, null), (document.Metadata.Verdict, document.Metadata.Findings));
        Assert.Equal(Headings(sound.State.Documents[(DocumentType)type]), Headings(document));
        AssertPaid(run);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WhereAMendFails_StoresWhatThereIsAndGoesOn()
    {
        var run = await runs.Create().Next(Steps.Prd, Behaviours.MissingSections(), Behaviours.NoCredit()).RunAsync();

        run.AssertCompleted();
        Assert.Equal(2, run.AskedFor(Steps.Prd).Count);
        var prd = run.State.Documents[DocumentType.Prd];
        Assert.Equal(PlanVerdict.Concerns, prd.Metadata.Verdict);
        Assert.Contains("## 7. Out of Scope\nNone: this part is missing.", prd.ContentMd, StringComparison.Ordinal);
        Assert.Contains("The section \"## 7. Out of Scope\" is missing.", prd.Metadata.Findings!);
        AssertPaid(run);
    }

    /// <summary>It reported what it took before it broke off: that is in the bill, and in no document.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Run_WhereAMendIsChargedAndBreaksOff_PaysForIt()
    {
        var run = await runs.Create().Next(
            Steps.Prd, Behaviours.MissingSections(), Behaviours.ContentFilter(40)).RunAsync();

        run.AssertCompleted();
        Assert.Equal(PlanVerdict.Concerns, run.State.Documents[DocumentType.Prd].Metadata.Verdict);
        AssertPaid(run);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WhereSectionsStayMissing_EndsWithConcerns()
    {
        var run = await runs.Create().Next(Steps.TechStack, Behaviours.MissingSections(), Behaviours.Text("They are all there.")).RunAsync();

        run.AssertCompleted();
        Assert.Equal(2, run.AskedFor(Steps.TechStack).Count); // the same model is not asked again for what it did not do
        Assert.Equal(PlanVerdict.Concerns, run.State.Documents[DocumentType.TechStack].Metadata.Verdict);
        Assert.DoesNotContain(run.State.Calls, call => call.Step is Step.TechStack && call.Output is null);
        AssertPaid(run);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WithAFallbackModel_AsksItWhereAnAnswerCannotBeUsed()
    {
        await using var silo = new ModelRuns(("PRD_FALLBACK_MODELS", "anthropic/claude-3-haiku"));
        await silo.InitializeAsync();
        var unusable = await silo.Create().Next(Steps.Prd, Behaviours.Text("I would rather not.")).RunAsync();
        var futile = await silo.Create().Next(Steps.Prd, Behaviours.MissingSections(), Behaviours.Text("I would rather not.")).RunAsync();

        unusable.AssertCompleted();
        Assert.Equal(["openai/gpt-4o", "anthropic/claude-3-haiku"], unusable.AskedFor(Steps.Prd).Select(call => call.Model));
        futile.AssertCompleted();
        Assert.Equal(
            ["openai/gpt-4o", "openai/gpt-4o", "anthropic/claude-3-haiku"], futile.AskedFor(Steps.Prd).Select(call => call.Model));
        Assert.Null(futile.State.Documents[DocumentType.Prd].Metadata.Verdict);
        AssertPaid(futile);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WhereNoModelGivesADocument_Fails()
    {
        var run = await runs.Create().Always(Steps.Prd, Behaviours.Text("I would rather not.")).RunAsync();

        Assert.StartsWith("The model's answer could not be used, not even after a repair.", run.AssertFailed(fixFirst: false), StringComparison.Ordinal);
        Assert.Equal(2, run.AskedFor(Steps.Prd).Count);
    }

    private static IEnumerable<string> Headings(StoredDocument document) =>
        document.ContentMd.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal));

    private static void AssertPaid(ModelRun run)
    {
        Assert.Equal(run.Asked.Sum(call => decimal.Round(call.BilledUsd ?? 0m, 6)), run.Project.Metadata.TotalCostUsd);
        Assert.Equal(run.Asked.Count, run.State.Attempts.Count);
        Assert.DoesNotContain(run.State.Attempts, attempt => attempt.CostUsd is null);
    }
}
