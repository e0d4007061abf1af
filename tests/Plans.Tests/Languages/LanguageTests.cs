using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Tests.Documents;

namespace AiDevFramework.Plans.Tests.Languages;

/// <summary>Documents whose headings, labels and units are in one of ten languages.</summary>
public sealed class LanguageTests
{
    public static TheoryData<string> Languages => ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja", "zh"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Read_OfRequirementsInALanguage_FindsAllOfThem(string language)
    {
        var text = Fixture($"prd.{language}.md");

        var judgement = Answers.ReadPrd(text);

        Assert.Null(judgement.Complaint);
        Assert.Equal(new PrdFacts(2, Complexity.High), judgement.Facts);
        Assert.All(
            [
                "# Product Requirements Document", "## 1. Project Overview", "**Product Name**: Toolshare", "**Assumptions**:", "## 2. Core Features",
                "## 3. User Stories", "## 7. Out of Scope", "**Acceptance Criteria**:",
            ],
            line => Assert.Contains($"{line}\n", judgement.DocumentMd, StringComparison.Ordinal));
        Assert.Contains("\n### Feature 1: ", judgement.DocumentMd, StringComparison.Ordinal);
        Assert.Equal((judgement.DocumentMd, null), (Answers.ReadPrd(judgement.DocumentMd!).DocumentMd, Answers.ReadPrd(judgement.DocumentMd!).Complaint));
        AssertProseStays(text, judgement.DocumentMd!);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Read_OfAPlanInALanguage_CountsStagesAndWeeks(string language)
    {
        var text = Fixture($"plan.{language}.md");

        var judgement = Answers.ReadExecutionPlan(text, Approach.Horizontal);

        Assert.Equal((null, null), (judgement.Complaint, judgement.Remark));
        Assert.Equal(new ExecutionPlanFacts(Approach.Horizontal, 2, 4), judgement.Facts);
        Assert.StartsWith("# Execution Plan (Horizontal Approach)\n\n## Stage 1: ", judgement.DocumentMd, StringComparison.Ordinal);
        Assert.Contains("\n**Duration**: 2 weeks\n", judgement.DocumentMd, StringComparison.Ordinal);
        Assert.Contains("\n**Duration**: 10 ", judgement.DocumentMd, StringComparison.Ordinal);
        Assert.Contains("\n**Features**: F2\n\n**Deliverables**:\n", judgement.DocumentMd, StringComparison.Ordinal);
        AssertProseStays(text, judgement.DocumentMd!);
    }

    /// <summary>Every bullet of the answer stands in the normal form, byte for byte.</summary>
    private static void AssertProseStays(string answer, string stored) =>
        Assert.All(answer.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)), line => Assert.Contains($"{line}\n", stored, StringComparison.Ordinal));

    private static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Languages", name));
}
