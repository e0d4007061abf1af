using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Ledger;
using CsCheck;

namespace AiDevFramework.Plans.Tests.Blocks;

public sealed class ConstraintBlockTests
{
    private static readonly ProjectLedger Portal = Intake.Intakes.OfCode(Sample.PortalIdea);

    [Fact]
    public void Write_TheSample_PutsAllConstraintsFirstAndKeepsEveryOtherByte()
    {
        var prd = Sample.Read("prd-c.md");

        var written = ConstraintBlock.Write(prd, Portal);

        const string block = """
            - C1 Betrieb: "Betrieb ausschließlich on-premise in unserem eigenen Rechenzentrum (keine Cloud)" → alle Teile laufen im eigenen Haus; keine öffentliche Cloud, kein SaaS
            - C2 Technik: "als Datenbank nur PostgreSQL" → PostgreSQL ist die einzige Datenbank
            - C3 Recht: "DSGVO-konform" → ist vor dem Produktivstart nachgewiesen
            - C4 Recht: "Betriebsratszustimmung (keine Leistungs- und Verhaltenskontrolle)" → der Betriebsrat stimmt vor dem Produktivstart zu
            - C5 Team: "Team von genau zwei Entwicklern" → 2 Personen machen die ganze Arbeit
            - C6 Termin: "3 Monate bis zum Produktivstart" → alle Stufen zusammen dauern höchstens 13 Wochen
            - C7 Budget: "Budget 60.000 EUR" → Arbeit und Einkäufe kosten zusammen höchstens 60.000 EUR
            - C8 Anbindung: "Anbindung an das bestehende SAP ECC 6.0 (Bestellungen lesen, Wareneingang MIGO buchen)" → gehört in eine Funktion, eine Aufgabe und den Tech Stack

            """;
        Assert.Contains("## 6. Technical Constraints\n" + block, written, StringComparison.Ordinal);
        Assert.Equal(prd, written.Replace(block, "", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_AnOldBlock_IsReplaced()
    {
        var old = ConstraintBlock.Write(Sample.Read("prd-c.md"), Intake.Intakes.OfCode("A map. The budget is 5 EUR."));

        Assert.Equal(ConstraintBlock.Write(Sample.Read("prd-c.md"), Portal), ConstraintBlock.Write(old, Portal));
    }

    [Fact]
    public void Write_WithoutConstraints_ChangesNothing()
    {
        var prd = Sample.Read("prd-c.md");

        Assert.Equal(prd, ConstraintBlock.Write(prd, ProjectLedger.Empty));
        Assert.Equal(prd, ConstraintBlock.Write(ConstraintBlock.Write(prd, Portal), ProjectLedger.Empty));
    }

    [Fact]
    public void Write_AModelsOwnNumberedLines_StayAsTheyAre()
    {
        const string prd = "# Product Requirements Document\n\n## 6. Technical Constraints\n- C1: on-premise, also for mail\n- C2 nur PostgreSQL\n";

        Assert.EndsWith("- C1: on-premise, also for mail\n- C2 nur PostgreSQL\n", ConstraintBlock.Write(prd, Portal), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ProseRightUnderTheHeading_DoesNotBecomePartOfTheLastConstraint() => Assert.Contains(
        "Tech Stack\n\nWe run on two machines.",
        ConstraintBlock.Write("# Product Requirements Document\n## 6. Technical Constraints\nWe run on two machines.\n", Portal), StringComparison.Ordinal);

    [Fact]
    public void Write_WithoutTheSection_PutsItBeforeTheLast()
    {
        var written = ConstraintBlock.Write("# Product Requirements Document\n\n## 5. Success Metrics\n- M1\n\n## 7. Out of Scope\n- x\n", Portal);

        Assert.Matches(@"- M1\n\n\n?## 6\. Technical Constraints\n- C1 (.|\n)*- C8 .*\n\n## 7\. Out of Scope\n- x\n$", written);
    }

    [Fact]
    public void Write_AHeadingInsideCode_IsNone()
    {
        const string prd = "# Product Requirements Document\n```\n## 6. Technical Constraints\n```\n## Technical Constraints\n- x\n";

        Assert.StartsWith("# Product Requirements Document\n```\n## 6. Technical Constraints\n```\n## Technical Constraints\n- C1 ", ConstraintBlock.Write(prd, Portal), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnyDocument_IsIdempotentAndKeepsEveryOtherLine() =>
        Documents.Any.Sample(document =>
        {
            var once = ConstraintBlock.Write(document, Portal);

            Assert.Equal(once, ConstraintBlock.Write(once, Portal));
            Assert.Equal(WithoutHeading(document), WithoutHeading(ConstraintBlock.Write(once, ProjectLedger.Empty)));
        });

    /// <summary>The section's heading may have been added.</summary>
    private static string WithoutHeading(string document) => Documents.Words(document).Replace("##6.TechnicalConstraints", "", StringComparison.Ordinal);
}
