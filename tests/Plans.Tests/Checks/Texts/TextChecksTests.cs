using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Texts;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Review;

namespace AiDevFramework.Plans.Tests.Checks.Texts;

public sealed class TextChecksTests
{
    private const string Same = "The team shows the part to three pilot users and writes down what they say";

    [Theory]
    [InlineData("a", "- Foundation (F1)", $"- {Same}\n- {Same}\n- {Same}\n- Foundation (F1)", true)]
    [InlineData("a", "- Foundation (F1)", $"- {Same}\n- {Same}\n- Foundation (F1)", false)]
    [InlineData("a", "**Deliverables**:", $"{Same}\n\n**Deliverables**:", true)] // in each stage
    [InlineData("a", "**Stage Gate Criteria**:\n", $"**Stage Gate Criteria**:\n- [ ] {Same}\n", false)] // a gate of each stage
    [InlineData("a", "**Stage Gate Criteria**:\n", $"**Stage Gate Criteria**:\n- [ ] {Same}\n- [ ] {Same}\n- [ ] {Same}\n", true)]
    [InlineData("c", "- Grundlage (F1)", "| Rampe | Tor 1, Zufahrt von Norden, mit Waage | frei |\n| Rampe | Tor 1, Zufahrt von Norden, mit Waage | frei |\n| Rampe | Tor 1, Zufahrt von Norden, mit Waage | frei |\n\n- Grundlage (F1)", false)]
    [InlineData("c", "- Grundlage (F1)", "- T1 (F1): der Stand wird mit den Fachleuten im Lager besprochen\n- T1 (F1): der Stand wird mit den Fachleuten im Lager besprochen\n- T1 (F1): der Stand wird mit den Fachleuten im Lager besprochen\n- Grundlage (F1)", true)]
    public void Repetition_OfALine_IsFoundFromTheThirdTime(string idea, string from, string to, bool isFound) =>
        Assert.Equal(isFound, PlanOf(idea).Edit(DocumentType.ExecutionPlan, from, to).Check(new RepetitionCheck())!.Count == 1);

    /// <summary>Check 27 by finish reason: a cut between two items leaves no open sentence.</summary>
    [Theory]
    [InlineData("The document breaks off at its end.", true)]
    [InlineData("A section is missing.", false)]
    [InlineData(null, false)]
    public void Completeness_OfADocumentThatTheLimitCut_IsAnError(string? concern, bool isFound)
    {
        var stored = PlanText.Of(
            DocumentType.Prd, CheckedPlan.Marketplace.Texts[DocumentType.Prd], new DocumentMetadata("test/model", 1, Findings: concern is null ? null : [concern]));

        var findings = new CompletenessCheck().Check(PlanReview.InputOf(new PlanSource(Guid.Empty, "An idea", null, [stored], WasChecked: true)))!;

        Assert.Equal(isFound, findings.Any(finding => finding.Message.Contains("length limit", StringComparison.Ordinal) && finding.Severity is Severity.Error));
    }

    [Theory]
    [InlineData("a", "- [ ] Furthermore, everybody who works with the", "with \"the\"")]
    [InlineData("c", "- [ ] Jeder Fahrer sieht Tor, Zeitfenster,", "with a sign that more should follow")]
    [InlineData("a", "- [ ] The neighbours are asked to do the following:", null)]
    [InlineData("c", "- [ ] Jeder Fahrer meldet sich an", null)]
    [InlineData("c", "- [ ] Niemand bucht, solange die Rampe nicht frei ist", null)]
    [InlineData("a", "- [ ] A refused photo leaves the defect as it was", null)]
    [InlineData("a", "- [ ] The limits of NFR1 and NFR2 are met", null)]
    [InlineData("a", "- [ ] Lenders see what their borrowers do", null)]
    public void Completeness_OfAPartInTheMiddle_IsToldWhereItBreaksOff(string idea, string line, string? where)
    {
        var text = PlanOf(idea).Texts[DocumentType.ExecutionPlan];
        var end = text.IndexOf("\n## Stage 3", StringComparison.Ordinal);
        var plan = PlanOf(idea).With(DocumentType.ExecutionPlan, $"{text[..end].TrimEnd()}\n{line}\n{text[end..]}");

        var found = plan.Check(new CompletenessCheck())!.Where(finding => finding.Message.StartsWith("A part", StringComparison.Ordinal)).ToList();

        Assert.Equal(where is null ? [] : [$"A part of the document ends {where}: it is not complete."], found.Select(finding => finding.Message));
        Assert.All(found, finding => Assert.EndsWith(finding.Excerpt!, line, StringComparison.Ordinal));
    }

    [Fact]
    public void Repetition_OfACriterionUnderOtherNumbers_IsFound()
    {
        var plan = CheckedPlan.Marketplace;
        foreach (var id in new[] { "AC1.2", "AC2.2", "AC3.2" })
        {
            var line = plan.Texts[DocumentType.Prd].Split('\n').Single(line => line.StartsWith($"- {id}:", StringComparison.Ordinal));
            plan = plan.Edit(DocumentType.Prd, line, $"- {id}: Given a wrong value, when it is saved, then it is refused.");
        }

        Assert.Single(plan.Check(new RepetitionCheck())!);
    }

    [Theory]
    [InlineData("a", "- [ ] Handover photos older than 90 days are gone (NFR5)", "- [ ] Handover photos older than 90 days are gone (NFR", "inside a bracket")]
    [InlineData("a", "- [ ] Handover photos older than 90 days are gone (NFR5)", "- [ ] Handover photos older than 90 days are gone and the", "with \"the\"")]
    [InlineData("a", "- [ ] Handover photos older than 90 days are gone (NFR5)", "- [ ] Handover photos **older", "inside bold words")]
    [InlineData("a", "- [ ] Handover photos older than 90 days are gone (NFR5)", "- [ ] The page says \"photos are", "inside a quotation")]
    [InlineData("a", "- [ ] Handover photos older than 90 days are gone (NFR5)", "| Photo | Days |\n|---|---|\n| front | 9", "inside a table")]
    [InlineData("a", "- [ ] Handover photos older than 90 days are gone (NFR5)", "- [ ] Handover photos, reviews,", "with a sign that more should follow")]
    [InlineData("c", "- [ ] Die Sicherung der letzten Nacht wird in vier Stunden wiederhergestellt (NFR4)", "- [ ] Die Sicherung der letzten Nacht wird von der", "with \"der\"")]
    [InlineData("c", "- [ ] Die Sicherung der letzten Nacht wird in vier Stunden wiederhergestellt (NFR4)", "- [ ] Das Portal zeigt „Rampe frei", "inside a quotation")]
    [InlineData("a", "- [ ] Handover photos older than 90 days are gone (NFR5)", "- [ ] Every borrower can log in", null)]
    [InlineData("a", "- [ ] Handover photos older than 90 days are gone (NFR5)", "- [ ] The pilot follows plan A", null)]
    [InlineData("a", "- [ ] Handover photos older than 90 days are gone (NFR5)", "- [ ] A drill of 5\" is found by \"drill\" :)", null)]
    [InlineData("c", "- [ ] Die Sicherung der letzten Nacht wird in vier Stunden wiederhergestellt (NFR4)", "- [ ] Ein Fahrer meldet sich am Tor an", null)]
    [InlineData("c", "- [ ] Die Sicherung der letzten Nacht wird in vier Stunden wiederhergestellt (NFR4)", "- [ ] Die Anzeige sagt „Rampe frei“", null)]
    public void Completeness_OfTheLastLine_TellsWhereItEnds(string idea, string from, string to, string? where)
    {
        var findings = PlanOf(idea).Edit(DocumentType.ExecutionPlan, from, to).Check(new CompletenessCheck())!;

        Assert.Equal(where is null ? 0 : 1, findings.Count);
        Assert.All(findings, finding => Assert.Contains($"ends {where}", finding.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a", "## 7. Out of Scope", "\n- Lending fees", "\n- None: everything is in scope (Q2)", 0)]
    [InlineData("a", "## 5. Success Metrics", "\n- M2", "", 1)]
    [InlineData("c", "## 3. User Stories", "\n- US2", "", 1)]
    public void Completeness_OfASectionCutShort_Warns(string idea, string heading, string from, string with, int warnings)
    {
        var text = PlanOf(idea).Texts[DocumentType.Prd];
        var start = text.IndexOf(from, text.IndexOf(heading, StringComparison.Ordinal), StringComparison.Ordinal);
        var end = text.IndexOf("\n## ", start, StringComparison.Ordinal);
        var cut = text[..start] + with + (end < 0 ? "\n" : text[end..]);

        var findings = PlanOf(idea).With(DocumentType.Prd, cut).Check(new CompletenessCheck())!;

        Assert.Equal(warnings, findings.Count(finding => finding.Severity is Severity.Warning));
    }

    [Theory]
    [InlineData("a", "ToolShed lets neighbours", "ToolShed is a seamless, user-friendly way that lets neighbours", 1)]
    [InlineData("a", "in under five minutes", "as fast as possible", 1)]
    [InlineData("c", "**Vision**: Für das Lager", "**Vision**: Intuitiv und nahtlos. Für das Lager", 1)]
    [InlineData("a", "ToolShed lets neighbours", "ToolShed lets fast neighbours", 0)]
    [InlineData("c", "**Vision**: Für das Lager", "**Vision**: `nahtlos` steht für etwas. Für das Lager", 1)]
    public void Vague_OfWordsThatNobodyCanCheck_Warns(string idea, string from, string to, int findings) =>
        Assert.Equal(findings, PlanOf(idea).Edit(DocumentType.Prd, from, to).Check(new VagueWordsCheck())!.Count);

    [Fact]
    public void Vague_OfTheIdeasOwnWords_IsNoFinding()
    {
        var plan = CheckedPlan.Of("We want a robust and user-friendly calendar for the people of our club");

        Assert.Empty(plan.With(DocumentType.Prd, CheckedPlan.Marketplace.Texts[DocumentType.Prd].Replace("ToolShed lets", "The robust, user-friendly ToolShed lets", StringComparison.Ordinal)).Check(new VagueWordsCheck())!);
    }

    [Theory]
    [InlineData("a", "a", null)]
    [InlineData("c", "c", null)]
    [InlineData("a", "c", Severity.Error)]
    [InlineData("c", "a", Severity.Error)]
    public void Fidelity_OfDocuments_TellsTheirIdea(string idea, string documents, object? severity)
    {
        var plan = PlanOf(idea) with { Texts = PlanOf(documents).Texts };

        Assert.Equal((Severity?)severity, plan.Check(new FidelityCheck())!.Select(finding => (Severity?)finding.Severity).SingleOrDefault());
    }

    [Fact]
    public void Fidelity_OfAnotherProductThatCopiesTheIdea_IsAnError()
    {
        const string idea = "A library for board games where members reserve shelves, rate copies and pay fines";
        var plan = CheckedPlan.Of(idea) with { Texts = CheckedPlan.Marketplace.Edit(DocumentType.Prd, "**Vision**: ", $"**Vision**: {idea}. ").Texts };

        Assert.NotEmpty(plan.Check(new FidelityCheck())!);
    }

    [Fact]
    public void Fidelity_OfAnIdeaOfFewWords_SaysNothing() => Assert.Null(CheckedPlan.Marketplace with { Idea = "A tool shed" } is var plan ? plan.Check(new FidelityCheck()) : []);

    [Fact]
    public void Fidelity_OfAPlanInAnotherLanguage_IsNotChecked() =>
        Assert.Null((CheckedPlan.Portal with { Ledger = CheckedPlan.Portal.Ledger with { StatedLanguage = "en" } }).Check(new FidelityCheck()));

    [Theory]
    [InlineData("a", "c", DocumentType.ExecutionPlan)]
    [InlineData("c", "a", DocumentType.Prd)]
    public void Language_OfADocumentInAnother_IsAnError(string idea, string other, DocumentType type)
    {
        var finding = Assert.Single(PlanOf(idea).With(type, PlanOf(other).Texts[type]).Check(new LanguageCheck())!);

        Assert.Equal((30, Severity.Error, type), (finding.Check, finding.Severity, finding.Document));
    }

    [Fact]
    public void Language_OfOnePartInAnother_NamesThePart()
    {
        var english = CheckedPlan.Marketplace.Texts[DocumentType.Prd];
        var stories = english[english.IndexOf("## 3. User Stories", StringComparison.Ordinal)..english.IndexOf("## 4.", StringComparison.Ordinal)];
        var german = CheckedPlan.Portal.Texts[DocumentType.Prd];
        var start = german.IndexOf("## 3. User Stories", StringComparison.Ordinal);
        var plan = CheckedPlan.Portal.With(DocumentType.Prd, german[..start] + stories + german[german.IndexOf("## 4.", StringComparison.Ordinal)..]);

        var finding = Assert.Single(plan.Check(new LanguageCheck())!);

        Assert.Contains("3. User Stories", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("c")]
    public void All_OfHonestDocuments_FindNothing(string idea)
    {
        ICheck[] checks = [new AroundTheDocumentCheck(), new RepetitionCheck(), new CompletenessCheck(), new VagueWordsCheck(), new FidelityCheck(), new LanguageCheck()];

        Assert.All(checks, check => Assert.Empty(PlanOf(idea).Check(check)!));
    }

    [Fact]
    public void Language_OfAnUnknownOne_IsNotChecked() => Assert.Null((CheckedPlan.Portal with { Ledger = CheckedPlan.Portal.Ledger with { Language = "fr" } }).Check(new LanguageCheck()));

    private static CheckedPlan PlanOf(string idea) => idea == "c" ? CheckedPlan.Portal : CheckedPlan.Marketplace;
}
