using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Ledger;
using CsCheck;

namespace AiDevFramework.Plans.Tests.Blocks;

public sealed class FitLineTests
{
    private static readonly ProjectLedger Portal = Intake.Intakes.OfCode(Sample.PortalIdea);

    [Fact]
    public void Write_TheSample_SaysCapacityMoneyAndAllConstraintsUnderTheTitle()
    {
        var plan = Sample.Read("plan-c.md");

        var written = FitLine.Write(plan, Portal, plannedWeeks: 13);

        const string line = "**Fit**: 2 Personen (C5) × 13 Wochen (C6) = 130 Personentage; 60.000 EUR (C7) ÷ 130 = höchstens 461 EUR je Tag. "
            + "Geplant: 13 Wochen, 130 Personentage: passt, ohne Reserve. Verbindlich: "
            + "C1 Betrieb \"Betrieb ausschließlich on-premise in unserem eigenen…\"; C2 Technik \"als Datenbank nur PostgreSQL\"; C3 Recht \"DSGVO-konform\"; "
            + "C4 Recht \"Betriebsratszustimmung (keine Leistungs- und…\"; C5 Team \"Team von genau zwei Entwicklern\"; "
            + "C6 Termin \"3 Monate bis zum Produktivstart\"; C7 Budget \"Budget 60.000 EUR\"; "
            + "C8 Anbindung \"Anbindung an das bestehende SAP ECC 6.0 (Bestellungen…\".";
        Assert.StartsWith($"# Execution Plan (Vertical Approach)\n\n{line}\n\n## Stage 1", written, StringComparison.Ordinal);
        Assert.Equal(plan, written.Replace($"\n{line}\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(48, "Geplant: 48 Wochen, 480 Personentage: PASST NICHT in C6, 35 Wochen (350 Personentage) zu viel. Für 480 Personentage reicht C7 nur, wenn ein Tag höchstens 125 EUR kostet.")]
    [InlineData(12, "Geplant: 12 Wochen, 120 Personentage: passt, 1 Woche (10 Personentage) Reserve. Verbindlich")]
    [InlineData(null, "Geplant: keine lesbaren Dauern, also ungeprüft.")]
    public void Write_OtherDurations_SaysWhatDoesNotFit(int? weeks, string sentence) =>
        Assert.Contains(sentence, FitLine.Write("# Execution Plan\n", Portal, weeks), StringComparison.Ordinal);

    [Theory]
    [InlineData("Constraints: two developers, 3 months, 60,000 EUR. The day rate is 500 EUR.", 13, "At 500 EUR a day this costs 65,000 EUR: DOES NOT FIT C3, 5,000 EUR too much.")]
    [InlineData("Constraints: two developers, 3 months, 60,000 EUR. The day rate is 400 EUR.", 13, "At 400 EUR a day this costs 52,000 EUR: fits, 8,000 EUR remain.")]
    [InlineData("Constraints: two developers, 3 months.", 20, "Planned: 20 weeks, 200 person-days: DOES NOT FIT C2, 7 weeks (70 person-days) too many.")]
    [InlineData("Constraints: 3 months.", 20, "13 weeks (C1). Planned: 20 weeks: DOES NOT FIT C1, 7 weeks too many.")]
    [InlineData("Constraints: two developers, 1,000 EUR.", 20, "Planned: 20 weeks, 200 person-days. For 200 person-days C2 lasts only at most 5 EUR a day.")]
    [InlineData("Constraints: on-premise.", 20, "**Fit**: Binding: C1 Hosting \"on-premise\".")]
    public void Write_WhatIsKnown_DecidesWhatIsSaid(string idea, int weeks, string sentence) =>
        Assert.Contains(sentence, FitLine.Write("# Execution Plan\n", Intake.Intakes.OfCode(idea), weeks), StringComparison.Ordinal);

    [Fact]
    public void Write_TheModelsOwnFit_StandsBelowWithoutItsLabel()
    {
        var written = FitLine.Write("# Execution Plan (Vertical Approach)\n\n**Fit**: tight, F7 goes first.\n- X1 F8\n\n## Stage 1: A\n", Portal, 13);

        Assert.Matches(@"^# Execution Plan \(Vertical Approach\)\n\n\*\*Fit\*\*: 2 Personen .*\n\ntight, F7 goes first\.\n- X1 F8\n\n## Stage 1: A\n$", written);
    }

    [Fact]
    public void Write_AnOldLine_IsReplaced()
    {
        var plan = Sample.Read("plan-c.md");

        Assert.Equal(FitLine.Write(plan, Portal, 12), FitLine.Write(FitLine.Write(plan, Portal, 48), Portal, 12));
    }

    [Fact]
    public void Write_WithoutConstraints_ChangesNothing()
    {
        var plan = Sample.Read("plan-c.md");

        Assert.Equal(plan, FitLine.Write(plan, ProjectLedger.Empty, 13));
        Assert.Equal(plan, FitLine.Write(FitLine.Write(plan, Portal, 13), ProjectLedger.Empty, 13));
    }

    [Fact]
    public void Write_AnyDocument_IsIdempotentAndKeepsEveryWord() =>
        Documents.Any.Sample(document =>
        {
            var once = FitLine.Write(document, Portal, 13);

            Assert.Equal(once, FitLine.Write(once, Portal, 13));
            Assert.Equal(Documents.Words(document), Documents.Words(FitLine.Write(once, ProjectLedger.Empty, 13)));
        });
}
