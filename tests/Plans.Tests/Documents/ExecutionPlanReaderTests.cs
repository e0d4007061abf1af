using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Tests.Documents;

public sealed class ExecutionPlanReaderTests
{
    private const string Lists = "**Deliverables**:\n- Schema\n\n**Stage Gate Criteria**:\n- [ ] It works\n";

    [Theory]
    [InlineData(Approach.Horizontal, SpecificationDocuments.HorizontalPlan, 3, 8)]
    [InlineData(Approach.Vertical, SpecificationDocuments.VerticalPlan, 2, 3)]
    public void Read_OfTheSpecificationsDocuments_CountsStagesAndWeeks(Approach approach, string plan, int stages, int weeks)
    {
        var judgement = Answers.ReadExecutionPlan(plan, approach);

        Assert.Null(judgement.Complaint);
        Assert.Equal(new ExecutionPlanFacts(approach, stages, weeks), judgement.Facts);
    }

    [Theory]
    [InlineData("**Duration**: 2 weeks", 2)]
    [InlineData("**Duration:** 1 week", 1)]
    [InlineData("- **Duration**: 3 Weeks (two engineers)", 3)]
    [InlineData("**Estimated Duration**: 2-3 weeks", 3)]
    [InlineData("**Duration**: 2 – 3 weeks", 3)]
    [InlineData("**Duration**: 2 to 4 weeks", 4)]
    [InlineData("**Duration**: 1.5 weeks", 2)]
    [InlineData("**Duration**: 2,5 weeks", 3)]
    [InlineData("**Duration**: 10 days", 2)]
    [InlineData("**Duration**: 3-6 working days", 2)]
    [InlineData("**Duration**: 1 month", 5)]
    [InlineData("**Duration**: 2 months", 9)]
    [InlineData("**Duration**: 2-week sprint", 2)]
    [InlineData("**Duration**: Weeks 3-4", 2)]
    [InlineData("**Duration**: Week 5", 1)]
    [InlineData("**Duration**: Weeks 1–2 (2 weeks)", 2)]
    [InlineData("**Timeline**: about 6 weeks", 6)]
    [InlineData("**Duration**：4 weeks", 4)]
    [InlineData("### Duration\n2 weeks\n", 2)]
    [InlineData("**Duration**: 9999 months", 10_000)]
    public void Read_OfADuration_CountsWeeks(string duration, int expected)
    {
        var judgement = Answers.ReadExecutionPlan(Stage(duration, Lists), Approach.Vertical);

        Assert.Null(judgement.Complaint);
        Assert.Equal(new ExecutionPlanFacts(Approach.Vertical, 1, expected), judgement.Facts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("**Duration**:")]
    [InlineData("**Duration**: soon")]
    [InlineData("**Duration**: 0 weeks")]
    [InlineData("**Duration**: Weeks 4-2")]
    [InlineData("**Duration of it all**: 2 weeks")]
    public void Read_WithoutADuration_KnowsNoneAndSaysSo(string duration)
    {
        var judgement = Answers.ReadExecutionPlan(Stage(duration, Lists), Approach.Vertical);

        Assert.Null(judgement.Complaint);
        Assert.Equal(new ExecutionPlanFacts(Approach.Vertical, 1, null), judgement.Facts);
        Assert.Equal("How long \"## Stage 1: Name\" takes cannot be read: \"**Duration**: 2 weeks\".", judgement.Remark);
    }

    [Theory]
    [InlineData("**Deliverables**:\n1. Schema\n2. API\n\n**Stage Gate Criteria**:\n* [x] It works")]
    [InlineData("### Deliverables\n- Schema\n\n### Stage Gate Criteria\n- [ ] It works")]
    [InlineData("**Tasks:**\n- Schema\n\n**Acceptance Criteria:**\n- It works")]
    [InlineData("- **Deliverables**:\n  - Schema\n- **Gate Criteria**:\n  - [ ] It works")]
    [InlineData("**Deliverables**:\nAt the end there is:\n\n- **Schema**: tables\n\n**Stage Gate Criteria**:\n\n10. It works")]
    public void Read_OfListsInAnyForm_FindsThem(string lists)
    {
        Assert.Null(Answers.ReadExecutionPlan(Stage("**Duration**: 1 week", lists), Approach.Vertical).Complaint);
    }

    [Theory]
    [InlineData("**Deliverables**:\n\n**Stage Gate Criteria**:\n- [ ] It works", "Deliverables")]
    [InlineData("### Deliverables\n\n### Stage Gate Criteria\n- [ ] It works", "Deliverables")]
    [InlineData("**Deliverables**:\n- TBD\n- ...\n\n**Stage Gate Criteria**:\n- [ ] It works", "Deliverables")]
    [InlineData("**Stage Gate Criteria**:\n- [ ] It works", "Deliverables")]
    [InlineData("**Deliverables**:\n- Schema", "Stage Gate Criteria")]
    [InlineData("**Deliverables**:\n- Schema\n\n**Stage Gate Criteria**:\n- [ ] ", "Stage Gate Criteria")]
    public void Read_WithoutAList_SaysWhich(string lists, string missing)
    {
        var judgement = Answers.ReadExecutionPlan(Stage("**Duration**: 1 week", lists), Approach.Vertical);

        Assert.Equal($"\"## Stage 1: Name\" lacks the list \"**{missing}**:\".", judgement.Complaint);
    }

    [Theory]
    [InlineData("## Stage 1: Name")]
    [InlineData("## **Stage 1: Name**")]
    [InlineData("## 1. Stage 1 - Name")]
    [InlineData("## STAGE 1")]
    [InlineData("### Stage 1: Name")]
    [InlineData("## 🚀 Stage 1: Name")]
    public void Read_OfAStageHeadingInAnyForm_CountsIt(string heading)
    {
        var plan = $"# Execution Plan\n\n{heading}\n**Duration**: 2 weeks\n\n{Lists}\n#### Stage 1 Risks\n- none\n";

        Assert.Equal(new ExecutionPlanFacts(Approach.Vertical, 1, 2), Answers.ReadExecutionPlan(plan, Approach.Vertical).Facts);
    }

    [Fact]
    public void Read_WithoutStages_Complains()
    {
        var judgement = Answers.ReadExecutionPlan("# Execution Plan\n\n## Stages\nNone yet.\n", Approach.Horizontal);

        Assert.Equal("The plan has no stage: each needs a heading \"## Stage 1: Name\".", judgement.Complaint);
    }

    [Fact]
    public void Read_OfAThousandFaultyStages_ComplainsBriefly()
    {
        var plan = "# Execution Plan\n" + string.Concat(Enumerable.Range(1, 1000).Select(number => $"\n## Stage {number}: {new string('n', 1000)}\n"));

        var complaint = Answers.ReadExecutionPlan(plan, Approach.Horizontal).Complaint;

        Assert.InRange(complaint!.Length, 1, 2000);
        Assert.EndsWith(" And 1990 more of the kind.", complaint, StringComparison.Ordinal);
    }

    private static string Stage(string duration, string lists) => $"# Execution Plan\n\n## Stage 1: Name\n{duration}\n\n{lists}\n";
}
