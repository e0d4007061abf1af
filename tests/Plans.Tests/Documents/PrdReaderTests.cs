using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Tests.Documents;

public sealed class PrdReaderTests
{
    [Fact]
    public void Read_OfTheSpecificationsDocument_CountsItsFeatures()
    {
        var judgement = Answers.ReadPrd(SpecificationDocuments.Prd);

        Assert.Null(judgement.Complaint);
        Assert.Equal(new PrdFacts(2, Complexity.Low), judgement.Facts);
    }

    [Theory]
    [InlineData("### Feature 1: Sign in\nText\n### Feature 2: Pay\nText\n### Feature 3: Leave\nText", 3)]
    [InlineData("### **Feature 1: Sign in**\nText\n\n### **Feature 2: Pay**\nText", 2)]
    [InlineData("### 2.1 Feature: Sign in\nText\n### 2.2 Feature: Pay\nText", 2)]
    [InlineData("### F1: Sign in\nText\n### F2: Pay\nText", 2)]
    [InlineData("### 2.1 Sign in\nText\n### 2.2 Pay\nText", 2)]
    [InlineData("### 🔐 Feature 1: Sign in\nText", 1)]
    [InlineData("### Overview\nText\n### Feature 1: Sign in\nText", 1)]
    [InlineData("### Feature 1: Sign in\n#### Acceptance Criteria\n- AC1.1\n#### Feature Overview\nText", 1)]
    [InlineData("### Must have\n#### Feature 1: Sign in\nText\n#### Feature 2: Pay\nText", 2)]
    [InlineData("1. **Sign in**: Text\n2. **Pay**: Text\n3. **Leave**: Text", 3)]
    [InlineData("**Feature 1: Sign in**\n- AC1.1: Text\n- AC1.2: Text\n\n**Feature 2: Pay**\n- AC2.1: Text", 2)]
    [InlineData("- Feature 1: Sign in\n  - criterion\n  - criterion\n- Feature 2: Pay", 2)]
    public void Read_OfFeaturesInAnyForm_CountsThem(string features, int expected)
    {
        var judgement = Answers.ReadPrd(With("## 2. Core Features", features));

        Assert.Null(judgement.Complaint);
        Assert.Equal(expected, Assert.IsType<PrdFacts>(judgement.Facts).FeatureCount);
    }

    [Theory]
    [InlineData("**Complexity**: HIGH", Complexity.High)]
    [InlineData("**Complexity:** Medium, because of payments", Complexity.Medium)]
    [InlineData("- **Complexity**: medium-high", Complexity.Medium)]
    [InlineData("Complexity: low", Complexity.Low)]
    [InlineData("**Complexity**：HIGH", Complexity.High)]
    [InlineData("**Complexity**:\nHIGH", Complexity.High)]
    [InlineData("### Complexity\nHIGH", Complexity.High)]
    [InlineData("**Complexity**: MITTEL", Complexity.Medium)]
    [InlineData("**Complexity**: HOCH", Complexity.High)]
    [InlineData("**Complexity**: 高", Complexity.High)]
    [InlineData("**Complexity**: XL", Complexity.Low)] // two features
    [InlineData("**Product Name**: Complexity", Complexity.Low)]
    public void Read_OfAComplexity_TakesTheModelsWordOrTheRule(string overview, Complexity expected)
    {
        var judgement = Answers.ReadPrd(With("## 1. Project Overview", overview));

        Assert.Null(judgement.Complaint);
        Assert.Equal(expected, Assert.IsType<PrdFacts>(judgement.Facts).Complexity);
    }

    [Theory]
    [InlineData(1, Complexity.Low)]
    [InlineData(3, Complexity.Low)]
    [InlineData(4, Complexity.Medium)]
    [InlineData(8, Complexity.Medium)]
    [InlineData(9, Complexity.High)]
    public void Read_WithoutAComplexity_FollowsTheNumberOfFeatures(int features, Complexity expected)
    {
        var text = string.Join('\n', Enumerable.Range(1, features).Select(number => $"### Feature {number}: Name\nText\n"));

        Assert.Equal(new PrdFacts(features, expected), Answers.ReadPrd(With("## 2. Core Features", text)).Facts);
    }

    [Theory]
    [InlineData("Some words, but no feature.", "The section \"## 2. Core Features\" has no feature: each needs a heading \"### Feature 1: Name\".")]
    [InlineData("### Feature 1: Sign in\n\n### Feature 2: Pay\nText", "Nothing stands under the heading \"### Feature 1: Sign in\".")]
    [InlineData("### Feature 1: Sign in\nTBD\n### Feature 2: Pay\nText", "Nothing stands under the heading \"### Feature 1: Sign in\".")]
    [InlineData("", "The section \"## 2. Core Features\" is empty.")]
    public void Read_OfFeaturesThatSayNothing_Complains(string features, string complaint)
    {
        var judgement = Answers.ReadPrd(With("## 2. Core Features", features));

        Assert.Null(judgement.Facts);
        Assert.Equal(complaint, judgement.Complaint);
    }

    private static string With(string heading, string content) => SectionEditor.Replace(SpecificationDocuments.Prd, heading, content);
}
