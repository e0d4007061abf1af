using System.Diagnostics;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Documents;
using AiDevFramework.TestSupport;
using CsCheck;

namespace AiDevFramework.Plans.Tests.Documents;

public sealed class DocumentReaderTests
{
    public static TheoryData<string> EventStormingHeadings => ["## Domain Events", "## Commands", "## Aggregates", "## Process Flows"];

    public static TheoryData<string> HardTexts =>
    [
        "[", "![", "[](", "**", "*a ", "_", "`", "``` ", "<", "<a ", "<!--", "&#", "\\", "> ", "- ", "1. ", "# ", "|", "\n\n- ", " ", "\0", "\uD800",
        ". ", "~~~\n", "---\n", "a\n=\n", "a\n-\n", "> a\n> =\n", "[a]: b\n", "[a\n]: b\n", "[a]:\nb\n",
    ];

    [Theory]
    [MemberData(nameof(EventStormingHeadings))]
    public void Read_WithoutASection_NamesIt(string heading)
    {
        var judgement = Answers.ReadEventStorming(SectionEditor.Remove(SpecificationDocuments.EventStorming, heading));

        Assert.Equal($"The section \"{heading}\" is missing.", judgement.Complaint);
        Assert.Equal((null, null), (judgement.DocumentMd, judgement.Facts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("TBD")]
    [InlineData("*To be determined.*")]
    [InlineData("- TBD\n- TODO")]
    [InlineData("[Placeholder]")]
    [InlineData("...")]
    [InlineData("…")]
    [InlineData("---")]
    [InlineData("<!-- fill this in -->")]
    [InlineData("<!-- fill this in")] // an open comment swallows the rest
    [InlineData("- <!-- later -->")]
    [InlineData("<div>\n</div>")]
    [InlineData("```\n```")]
    [InlineData("```mermaid\n\n```")]
    [InlineData("### A heading and nothing else")]
    [InlineData("[link]: http://example.org")]
    public void Read_OfASectionThatSaysNothing_CallsItEmpty(string content)
    {
        var judgement = Answers.ReadEventStorming(
            SectionEditor.Replace(SpecificationDocuments.EventStorming, "## Commands", content));

        Assert.StartsWith("The section \"## Commands\" is empty.", judgement.Complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<details><summary>Commands</summary>CreateTask</details>")]
    [InlineData("<table><tr><td>CreateTask</td></tr></table>")]
    [InlineData("```\nCreateTask\n```")]
    [InlineData("    CreateTask")]
    [InlineData("> CreateTask")]
    [InlineData("| Command |\n|---|\n| CreateTask |")]
    [InlineData("### By the user\n- CreateTask")]
    [InlineData("創建任務")]
    [InlineData("🙂")]
    [InlineData("TBD: who may do this, until then CreateTask")]
    public void Read_OfASectionThatSaysSomething_IsContent(string content)
    {
        var judgement = Answers.ReadEventStorming(
            SectionEditor.Replace(SpecificationDocuments.EventStorming, "## Commands", content));

        Assert.Null(judgement.Complaint);
    }

    [Fact]
    public void Read_OfSeveralFaults_TellsAllAtOnce()
    {
        var text = SectionEditor.Remove(SpecificationDocuments.EventStorming, "## Commands");

        var judgement = Answers.ReadEventStorming(SectionEditor.Replace(text, "## Aggregates", "TBD"));

        Assert.Equal("The section \"## Commands\" is missing. The section \"## Aggregates\" is empty.", judgement.Complaint);
    }

    [Theory]
    [InlineData("## Commands", "## 2. Commands")]
    [InlineData("## Commands", "## 2) COMMANDS:")]
    [InlineData("## Commands", "### **Commands**")]
    [InlineData("## Commands", "## **2.** Commands")]
    [InlineData("## Commands", "## __Commands__ ##")]
    [InlineData("## Commands", "## 📜 Commands")]
    [InlineData("## Commands", "## Commands (what people ask for)")]
    [InlineData("## Commands", "Commands\n--------")]
    [InlineData("## Commands", "## `Commands`")]
    [InlineData("## Commands", "## [Commands](#commands)")]
    [InlineData("## Commands", "## Commands\n\n## Commands")] // a continuation that repeats the heading
    public void Read_OfAHeadingInAnyForm_FindsTheSection(string written, string instead)
    {
        var judgement = Answers.ReadEventStorming(SpecificationDocuments.EventStorming.Replace(written, instead, StringComparison.Ordinal));

        Assert.Null(judgement.Complaint);
    }

    [Theory]
    [InlineData("## 4. Non-Functional Requirements", "## 4. Non Functional Requirements")]
    [InlineData("## 4. Non-Functional Requirements", "## Non‑Functional Requirements")] // a hyphen that does not break
    [InlineData("## 7. Out of Scope", "## 7\\. Out of Scope")]
    public void Read_OfAHeadingOfThePrdInAnyForm_FindsTheSection(string written, string instead)
    {
        Assert.Null(Answers.ReadPrd(SpecificationDocuments.Prd.Replace(written, instead, StringComparison.Ordinal)).Complaint);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("\uFEFF{0}")]
    [InlineData("Here is the document you asked for:\n\n{0}")]
    [InlineData("```markdown\n{0}```")]
    [InlineData("```md\n\n{0}\n```\n")]
    [InlineData("````markdown\n{0}````")]
    [InlineData("Sure!\n\n```\n{0}```\n\nLet me know if you want changes.")]
    [InlineData("```markdown\n{0}")] // never closed
    public void Read_OfADocumentWithSomethingAroundIt_KeepsTheDocument(string frame)
    {
        var answer = string.Format(null, frame, SpecificationDocuments.EventStorming);

        Assert.Equal(SpecificationDocuments.EventStorming, Answers.ReadEventStorming(answer).DocumentMd);
        Assert.Equal(
            SpecificationDocuments.EventStorming,
            Answers.ReadEventStorming(answer.Replace("\n", "\r\n", StringComparison.Ordinal)).DocumentMd);
    }

    [Theory]
    [InlineData("```markdown\n{0}```")]
    [InlineData("```markdown\n{0}")]
    [InlineData("{0}")]
    public void Read_OfADocumentWithCodeInside_KeepsAllOfIt(string frame)
    {
        var document = SectionEditor.Replace(
            SpecificationDocuments.EventStorming, "## Commands", "```json\n{ \"# no\": \"heading\" }\n```\n\n```\n# no heading\n## Aggregates\n```");

        var judgement = Answers.ReadEventStorming(frame.Replace("{0}", document, StringComparison.Ordinal));

        Assert.Equal(document, judgement.DocumentMd);
    }

    [Theory]
    [InlineData("```\nCreateTask")]
    [InlineData("~~~ json\n{")]
    [InlineData("- in a list:\n\n  ```\n  CreateTask")]
    [InlineData("[a]: http://example.org\n\n```\nCreateTask")]
    public void Read_OfADocumentThatEndsInCode_IsNotComplete(string end)
    {
        var judgement = Answers.ReadEventStorming(SpecificationDocuments.EventStorming + "\n" + end);

        Assert.Equal("The document ends inside a code block: it is not complete.", judgement.Complaint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("I cannot help with that.")]
    [InlineData("# Event Storming")]
    [InlineData("# Event Storming Summaryish\n\n## Domain Events\n- A: b")]
    [InlineData("### Event Storming Summary\n\n## Domain Events\n- A: b")]
    public void Read_WithoutTheTitle_Complains(string text)
    {
        Assert.Equal(
            "The document does not begin with the heading \"# Event Storming Summary\", or cannot be read.",
            Answers.ReadEventStorming(text).Complaint);
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("> > ")]
    [InlineData("- ")]
    [InlineData("    ")]
    public void Read_OfADocumentInsideAQuoteOrAList_ReadsIt(string indent)
    {
        var nested = string.Join('\n', SpecificationDocuments.EventStorming.Split('\n').Select((line, index) => index == 0 || indent[0] is '>' ? indent + line : "  " + line));

        var judgement = Answers.ReadEventStorming(nested);

        Assert.Null(judgement.Complaint);
        Assert.Equal(["TaskCreated", "TaskAssigned"], Assert.IsType<EventStormingFacts>(judgement.Facts).KeyEvents);
        Assert.StartsWith("# Event Storming Summary\n", judgement.DocumentMd, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfADocumentCutAnywhere_NeverStoresItWithASectionMissing()
    {
        var full = SpecificationDocuments.Prd;
        var lastSection = full.IndexOf("## 7.", StringComparison.Ordinal);

        Assert.All(
            Enumerable.Range(0, lastSection + "## 7. Out of Scope\n".Length),
            end => Assert.NotNull(Answers.ReadPrd(full[..end]).Complaint));
    }

    [Fact]
    public void Read_OfAnyText_NeverThrowsAndJudgesOneWayOrTheOther()
    {
        string[] pieces =
        [
            "# Event Storming Summary", "# Product Requirements Document", "# Tech Stack Document", "# Execution Plan", "## Domain Events", "## Commands",
            "## Aggregates", "## Process Flows", "## 2. Core Features", "### Feature 1", "## Frontend", "## Stage 1", "**Duration**: ", "**Choice**:", "**Deliverables**:",
            "2 weeks", "\n", "\n\n", "- ", "  ", "\t", "> ", "```", "<!--", "-->", "<div>", "|", "---", "===", "[x]", "[a]: b", "*", "_", "`", "\0", "\uD800", "\uDC00", "\uFEFF", "\r", "é", "中", "😀", "1. ", "&amp;", "\\", "TBD",
        ];
        var genPiece = Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]), Gen.String[Gen.Char, 0, 8]);
        genPiece.Array[0, 60].Select(string.Concat).Sample(text => Assert.All(Judge(text), AssertDecided), iter: 3000);
    }

    [Theory]
    [MemberData(nameof(HardTexts))]
    public void Read_OfAFloodOfTheSame_TakesSeconds(string piece)
    {
        var flood = string.Concat(Enumerable.Repeat(piece, 500_000 / piece.Length));
        var started = Stopwatch.GetTimestamp();

        AssertDecided(Answers.ReadTechStack(flood));
        AssertDecided(Answers.ReadExecutionPlan($"# Execution Plan\n\n## Stage 1\n{flood}", Approach.Vertical));
        AssertDecided(Answers.ReadPrd($"# Product Requirements Document\n\n## 2. Core Features\n### {flood}"));

        var elapsed = Stopwatch.GetElapsedTime(started);
        Assert.True(elapsed < Machine.Allow(TimeSpan.FromSeconds(60)), $"Took {elapsed}."); // a second alone; quadratic would be minutes
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    public void Read_OfDeepNesting_Complains(string piece)
    {
        var text = $"# Event Storming Summary\n\n{string.Concat(Enumerable.Repeat(piece, 5000))}deep\n";

        AssertDecided(Answers.ReadEventStorming(text));
    }

    private static IEnumerable<StepJudgement> Judge(string text) =>
    [
        Answers.ReadEventStorming(text),
        Answers.ReadPrd(text),
        Answers.ReadTechStack(text),
        Answers.ReadExecutionPlan(text, Approach.Vertical),
    ];

    private static void AssertDecided(StepJudgement judgement)
    {
        if (judgement.Complaint is null)
        {
            Assert.NotNull(judgement.Facts);
            Assert.StartsWith("#", judgement.DocumentMd, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal((null, null), (judgement.DocumentMd, judgement.Facts));
        }
    }
}
