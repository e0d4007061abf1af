using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Demands;
using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Tests.Checks.Demands;

public sealed class FitCheckTests
{
    private const string Idea = "A booking page for a climbing hall, built by two developers in 6 weeks for at most 20,000 EUR at a day rate of 400 EUR.";

    private static string PlanOf(params string[] durations) => "# Execution Plan (Vertical Approach)\n" + string.Concat(durations.Select((duration, index) =>
        $"\n## Stage {index + 1}: Part {index + 1}\n**Duration**: {duration}\n\n**Deliverables**:\n- Page {index + 1} (F1): a page\n\n**Stage Gate Criteria**:\n- [ ] A visitor books within 2 minutes (AC1.1)\n"));

    [Theory]
    [InlineData(new[] { "3 weeks", "3 weeks" }, 0)]
    [InlineData(new[] { "3 weeks", "3 weeks", "1 day" }, 1)]
    [InlineData(new[] { "12 days", "6 days", "6 days", "6 days" }, 0)] // 30 days; rounded one by one they would be 9 weeks
    [InlineData(new[] { "48 weeks" }, 1)]
    [InlineData(new[] { "3 Wochen", "4 Wochen" }, 1)]
    public void Deadline_OfStages_AddsThemBeforeItRounds(string[] durations, int errors)
    {
        var findings = CheckedPlan.Of(Idea).With(DocumentType.ExecutionPlan, PlanOf(durations)).Check(new DeadlineCheck())!;

        Assert.Equal(errors, findings.Count(finding => finding.Severity is Severity.Error));
        Assert.All(findings, finding => Assert.Equal(33, finding.Check));
    }

    [Fact]
    public void Deadline_OfAStageThatNobodyCanRead_WarnsOfIt()
    {
        var finding = Assert.Single(CheckedPlan.Of(Idea).With(DocumentType.ExecutionPlan, PlanOf("2 weeks", "as long as it takes")).Check(new DeadlineCheck())!);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("stage 2", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Eine Notiz-App, fertig in 4 Wochen.", "5 weeks", true)]
    [InlineData("Eine Notiz-App, fertig in 4 Wochen.", "4 weeks", false)]
    public void Deadline_OfAGermanIdea_IsKept(string idea, string duration, bool isBroken) =>
        Assert.Equal(isBroken, CheckedPlan.Of(idea).With(DocumentType.ExecutionPlan, PlanOf(duration)).Check(new DeadlineCheck())!.Count > 0);

    [Fact]
    public void Deadline_WithoutOne_IsNotChecked() => Assert.Null(CheckedPlan.Marketplace.Check(new DeadlineCheck()));

    [Theory]
    [InlineData("5 weeks", 0)] // 50 person-days at 400 EUR
    [InlineData("26 days", 1)]
    [InlineData("48 weeks", 1)]
    public void Budget_AtTheRateOfTheIdea_IsAnErrorAboveIt(string duration, int errors)
    {
        var findings = CheckedPlan.Of(Idea).With(DocumentType.ExecutionPlan, PlanOf(duration)).Check(new BudgetCheck())!;

        Assert.Equal(errors, findings.Count(finding => finding is { Severity: Severity.Error, Check: 34 }));
    }

    [Theory]
    [InlineData("A2: Tagessatz 700 EUR je Person (Q2)", 1)]
    [InlineData("A2: Tagessatz 460 EUR je Person (Q2)", 0)]
    [InlineData("A2: each person-day costs 700 EUR per day at the day rate of today", 1)]
    public void Budget_AtAnAssumedRate_Warns(string assumption, int warnings)
    {
        var findings = CheckedPlan.Portal.Edit(DocumentType.Prd, "**Assumptions**:\n", $"**Assumptions**:\n- {assumption}\n").Check(new BudgetCheck())!;

        Assert.Equal(warnings, findings.Count(finding => finding.Severity is Severity.Warning));
        Assert.Equal(warnings, findings.Count);
    }

    [Fact]
    public void Budget_WithoutARate_IsNotChecked() => Assert.Null(CheckedPlan.Portal.Check(new BudgetCheck()));

    [Fact]
    public void All_OfAnswersThatBreakTheGermanIdea_NameEachBreach()
    {
        var plan = CheckedPlan.Portal
            .Edit(DocumentType.TechStack, "PostgreSQL 16 + Flyway", "MongoDB Atlas on AWS")
            .Edit(DocumentType.ExecutionPlan, "**Duration**: 3 weeks", "**Duration**: 12 weeks")
            .Edit(DocumentType.ExecutionPlan, "- Produktivstart: ", "- Produktivstart: sechs Ingenieure, ");
        ICheck[] checks = [new ForbiddenTechnologyCheck(), new CarriedCheck(), new DeadlineCheck()];
        var errors = checks.SelectMany(check => plan.Check(check)!).Where(finding => finding.Severity is Severity.Error).Select(finding => (finding.Check, finding.Target)).ToList();

        Assert.Contains((32, "C1"), errors);
        Assert.Contains((32, "C2"), errors);
        Assert.Contains((31, "C5"), errors);
        Assert.Contains((33, "C6"), errors);
    }
}
