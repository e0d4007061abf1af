using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Mending;
using AiDevFramework.Plans.Tests.Probes;

namespace AiDevFramework.Plans.Tests.Mending;

/// <summary>Models answer a mend in many forms; what was not asked for is never taken.</summary>
public sealed class AnsweredPartsTests
{
    private const string Metrics = "## 5. Success Metrics\n- M1: 40 % of the members borrow within 30 days";

    [Theory]
    [InlineData(Metrics)]
    [InlineData("```markdown\n## 5. Success Metrics\n- M1: 40 % of the members borrow within 30 days\n```")]
    [InlineData("Here is the part:\n\n## Success Metrics\n\n- M1: 40 % of the members borrow within 30 days\n\nLet me know if you need more!")]
    [InlineData("**5. Success Metrics**\n- M1: 40 % of the members borrow within 30 days")]
    [InlineData("## 5. Erfolgskennzahlen\n- M1: 40 % of the members borrow within 30 days")]
    [InlineData("- M1: 40 % of the members borrow within 30 days")]
    [InlineData("# Product Requirements Document\n\n## 5. Success Metrics\n- M1: 40 % of the members borrow within 30 days\n\n## 7. Out of Scope\n- Payments")]
    public void Read_OfOneSection_FindsItInAnyForm(string answer)
    {
        var found = Read(DocumentType.Prd, answer, "success-metrics");

        Assert.Equal("success-metrics", Assert.Single(found).Key);
        Assert.StartsWith("## 5. Success Metrics", found["success-metrics"], StringComparison.Ordinal);
        Assert.EndsWith("- M1: 40 % of the members borrow within 30 days", found["success-metrics"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sorry, I cannot help with that.")]
    [InlineData("There is nothing wrong with the part.\n\n- It is fine.")]
    [InlineData("## 5. Success Metrics\n")]
    [InlineData("## 5. Success Metrics\nTBD")]
    [InlineData("## 7. Out of Scope\n- Payments")]
    public void Read_OfAnAnswerWithoutThePart_FindsNothing(string answer) => Assert.Empty(Read(DocumentType.Prd, answer, "success-metrics"));

    [Fact]
    public void Read_OfTheWholeDocument_TakesWhatWasAskedForAlone()
    {
        var found = Read(DocumentType.Prd, SampleDocuments.Of(DocumentType.Prd), "feature-2", "user-stories");

        Assert.Equal(["feature-2", "user-stories"], found.Keys);
        Assert.StartsWith("### Feature 2: ", found["feature-2"], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfFeaturesThatWereNumberedAnew_TakesThemInTheirOrder()
    {
        var found = Read(DocumentType.Prd, "### Feature 1: Borrow\n- AC1.1: One\n\n### Feature 2: Return\n- AC2.1: Two", "feature-3", "feature-5");

        Assert.Equal("### Feature 3: Borrow\n- AC1.1: One", found["feature-3"]);
        Assert.Equal("### Feature 5: Return\n- AC2.1: Two", found["feature-5"]);
    }

    [Fact]
    public void Read_OfAStage_FindsItWithItsLists()
    {
        var found = Read(DocumentType.ExecutionPlan, "### Phase 2 – Lending (2 weeks)\n\nDeliverables:\n* A list\n\nStage Gate Criteria:\n* [ ] It works", "stage-2");

        Assert.Equal(
            "## Stage 2: Lending\n**Duration**: 2 weeks\n\n**Deliverables**:\n* A list\n\n**Stage Gate Criteria**:\n* [ ] It works",
            found["stage-2"]);
    }

    private static IReadOnlyDictionary<string, string> Read(DocumentType type, string answer, params string[] slugs) =>
        AnsweredParts.Read(SpliceTests.RowOf(type), SpliceTests.Material, answer, slugs);
}
