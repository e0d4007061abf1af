using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Tests.Probes;
using CsCheck;

namespace AiDevFramework.Plans.Tests.Reading;

/// <summary>What is stored reads as the answer did, and its normal form is its own.</summary>
public sealed class NormaliserTests
{
    private static readonly string[] s_pieces =
    [
        "# Event Storming Summary", "# PRD: Name", "# Tech Stack Document", "# Execution Plan", "**Product Requirements Document**", "## Domain Events", "## Commands",
        "**Aggregates**", "Process Flows:", "## 1. Project Overview", "## 2. Kernfunktionen", "**3. User Stories**", "## 4. Nonfunctional Requirements", "Success Metrics\n---",
        "## 6. Technical Constraints & more", "## 7. Out of Scope (for now)", "### Feature 1: Sign in", "## Feature 2", "**Feature 2: Pay**", "#### F3 – Leave", "### Funktion 1: X",
        "**Description**: it does", "**Acceptance Criteria:**", "#### Akzeptanzkriterien", "- AC1.1: Given", "## Frontend", "**Backend**: Java", "## Database & Storage", "- **Infrastructure**: VM",
        "| Third-Party Services | Mail |", "**Choice**: React", "Choice: React", "### Choice", "**Selection: Vue**", "## Stage 1: One (2 weeks)", "## Phase II – Two", "**Stage 2: Two**", "### 第1阶段：一",
        "**Dauer**: zwei Wochen", "Duration: Weeks 1-2", "- **Duration**: 2+ weeks", "2 weeks", "**Deliverables**:", "- **Tasks**:", "**Stage Gate Criteria**:", "### Exit Criteria", "- [ ] Gate", "☐ Gate", "• Thing",
        "- Thing: text", "  - nested", "1. First", "| A | B |", "|---|---|", "| a | b |", "```", "~~~", "---", "===", "<!--", "-->", "> quoted", "TBD", "(same as above)", "Some prose, with a colon: yes.", "Let me know if you want more.",
        "<document>", "</document>", "<|im_end|>", "", "", "\t", "    indented", "**", "#", "##", "- ", "é中😀\uD800\0",
    ];

    private static readonly DocumentType[] s_types = [DocumentType.EventStorming, DocumentType.Prd, DocumentType.TechStack, DocumentType.ExecutionPlan];

    private static readonly Gen<string> s_texts =
        Gen.Int[0, s_pieces.Length - 1].Select(index => s_pieces[index]).Array[0, 40].Select(lines => string.Join('\n', lines));

    /// <summary>Honest documents with lines of the list put in and taken out.</summary>
    private static readonly Gen<(DocumentType Type, string Text)> s_documents =
        from type in Gen.Int[0, 3].Select(index => s_types[index])
        from idea in Gen.Bool.Select(first => first ? "a" : "c")
        from edits in Gen.Select(Gen.Double[0, 1], Gen.Int[-1, s_pieces.Length - 1]).Array[0, 12]
        select (type, Edited(SampleDocuments.Of(type, idea), edits));

    public static TheoryData<DocumentType, string> Samples
    {
        get
        {
            var data = new TheoryData<DocumentType, string>();
            foreach (var type in s_types)
            {
                data.Add(type, "a");
                data.Add(type, "c");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Normalise_OfAnHonestAnswer_ChangesNothing(DocumentType type, string idea)
    {
        var text = SampleDocuments.Of(type, idea);

        var judgement = Reader.Read(type, text);

        Assert.Equal((null, null), (judgement.Complaint, judgement.Remark));
        Assert.Equal(text.TrimEnd() + "\n", judgement.DocumentMd);
    }

    [Fact]
    public void Normalise_OfThePlanInTheWantedDirection_ChangesNothing()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", "EXECUTION_PLAN-c.md"));

        var judgement = Reader.Read(DocumentType.ExecutionPlan, text);

        Assert.Equal(text.TrimEnd() + "\n", judgement.DocumentMd);
        Assert.Equal(new ExecutionPlanFacts(Approach.Vertical, 4, 12), judgement.Facts);
    }

    [Fact]
    public void Normalise_OfAnyText_IsItsOwnNormalFormAndSaysTheSame() =>
        s_texts.Sample(text => Assert.All(s_types, type => AssertSettled(type, text)), iter: 4000);

    [Fact]
    public void Normalise_OfAnEditedDocument_IsItsOwnNormalFormAndSaysTheSame() =>
        s_documents.Sample(document => AssertSettled(document.Type, document.Text), iter: 2000);

    /// <summary>Words of an answer are in what is stored: prose, tables and sections that nobody asked for are never lost.</summary>
    [Theory]
    [InlineData("## 8. Glossary\n\n| Term | Meaning |\n|------|:-------:|\n| Avis |  `a` ** b  |\n\n```sql\nselect  1 -- ## no heading\n```\n")]
    [InlineData("## Notes\nTwo  blanks,\ttabs, trailing ones  \nand [links](https://example.org/a_b) with **bold** text: Duration: 2 Wochen.\n")]
    public void Normalise_OfASectionThatNobodyAskedFor_LeavesEveryByte(string section)
    {
        var text = Forms.Headings(SampleDocuments.Of(DocumentType.Prd), 2, heading => $"**{heading}**") + "\n" + section;

        Assert.Contains(section.TrimEnd(), Reader.Read(DocumentType.Prd, text).DocumentMd, StringComparison.Ordinal);
    }

    private static void AssertSettled(DocumentType type, string text)
    {
        var first = Reader.Read(type, text);
        if (first.Complaint is not null)
        {
            return;
        }

        var second = Reader.Read(type, first.DocumentMd!);
        Assert.Null(second.Complaint);
        Assert.Equal(first.DocumentMd, second.DocumentMd);
        Assert.Equivalent(first.Facts, second.Facts);
    }

    private static string Edited(string text, (double Place, int Piece)[] edits)
    {
        var lines = text.Split('\n').ToList();
        foreach (var (place, piece) in edits)
        {
            var line = (int)(place * (lines.Count - 1));
            if (piece < 0)
            {
                lines.RemoveAt(line);
            }
            else
            {
                lines.Insert(line, s_pieces[piece]);
            }
        }

        return string.Join('\n', lines);
    }
}
