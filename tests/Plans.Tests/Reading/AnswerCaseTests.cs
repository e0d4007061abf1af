using AiDevFramework.FakeOpenRouter.Replay;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Tests.Documents;

namespace AiDevFramework.Plans.Tests.Reading;

/// <summary>The answers of <c>Cases/</c> in other forms than the one that was asked for, each read as what it says.</summary>
public sealed class AnswerCaseTests
{
    [Theory]
    [InlineData("43")]
    [InlineData("44")]
    [InlineData("45")]
    [InlineData("46")]
    [InlineData("47")]
    [InlineData("48")]
    [InlineData("49")]
    [InlineData("50")]
    [InlineData("51")]
    [InlineData("52")]
    [InlineData("53")]
    [InlineData("54")]
    [InlineData("06")]
    public void Case_OfAPlan_HasTwoStagesInFiveWeeks(string name)
    {
        var judgement = Answers.ReadExecutionPlan(WireCase.Text(name), Approach.Horizontal);

        Assert.Null(judgement.Complaint);
        Assert.Null(judgement.Remark);
        Assert.Equal(new ExecutionPlanFacts(Approach.Horizontal, 2, 5), judgement.Facts);
        Assert.StartsWith("# Execution Plan (Horizontal Approach)\n\n## Stage 1: Foundation [[case:", judgement.DocumentMd, StringComparison.Ordinal);
        Assert.Equal(2, Occurrences(judgement.DocumentMd!, "\n**Stage Gate Criteria**:\n"));
        Assert.Equal(2, Occurrences(judgement.DocumentMd!, "\n**Duration**: "));
        Assert.Equal(1, Occurrences(judgement.DocumentMd!, "\n## Stage 2: Features\n"));
    }

    [Theory]
    [InlineData("05")]
    [InlineData("13")]
    [InlineData("14")]
    [InlineData("55")]
    [InlineData("56")]
    [InlineData("57")]
    [InlineData("58")]
    [InlineData("60")]
    [InlineData("61")]
    [InlineData("62")]
    [InlineData("63")]
    [InlineData("65")]
    public void Case_OfRequirements_HasTwoFeaturesInTheNormalForm(string name)
    {
        var judgement = Answers.ReadPrd(WireCase.Text(name));

        Assert.Null(judgement.Complaint);
        Assert.Equal(new PrdFacts(2, Complexity.Low), judgement.Facts);
        var stored = judgement.DocumentMd!;
        Assert.StartsWith("# Product Requirements Document\n\n## 1. Project Overview\n**Product Name**: Toolshare [[case:", stored, StringComparison.Ordinal);
        Assert.EndsWith("\n## 7. Out of Scope\n- Payments: later\n", stored, StringComparison.Ordinal);
        Assert.All(
            ["## 2. Core Features", "### Feature 1: Thing 1", "### Feature 2: Thing 2", "## 3. User Stories", "## 4. Non-Functional Requirements", "## 5. Success Metrics", "## 6. Technical Constraints"],
            heading => Assert.Equal(1, Occurrences(stored, $"\n{heading}\n")));
    }

    [Fact]
    public void Case_OfPartsLeftOut_SaysWhichFeatureIsMissing() =>
        Assert.Equal("Nothing stands under the heading \"### Feature 2: Thing 2\".", Answers.ReadPrd(WireCase.Text("15")).Complaint);

    [Fact]
    public void Case_OfAnotherNameForADatabase_IsRead()
    {
        var judgement = Answers.ReadTechStack(WireCase.Text("59"));

        Assert.Null(judgement.Complaint);
        Assert.Equal("PostgreSQL", ((TechStackFacts)judgement.Facts!).Database);
        Assert.Contains("\n## Database\n", judgement.DocumentMd, StringComparison.Ordinal);
    }

    [Fact]
    public void Case_OfEventsInATable_IsReadRowByRow()
    {
        var judgement = Answers.ReadEventStorming(WireCase.Text("64"));

        Assert.Null(judgement.Complaint);
        var facts = (EventStormingFacts)judgement.Facts!;
        Assert.Equal(["ToolLent", "ToolReturned"], facts.KeyEvents);
        Assert.Equal(["Loan"], facts.Aggregates);
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
