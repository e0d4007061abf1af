using AiDevFramework.Plans.Blocks;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;
using CsCheck;

namespace AiDevFramework.Plans.Tests.Blocks;

public sealed class FitLineTests
{
    private static readonly ProjectLedger Portal = Intake.Intakes.OfCode(Sample.PortalIdea);

    [Fact]
    public void Write_TheSample_SaysCapacityMoneyAndAllConstraintsUnderTheTitle()
    {
        var plan = Sample.Read("plan-c.md");

        var written = FitLine.Write(plan, Portal, Of(13));

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
        Assert.Contains(sentence, FitLine.Write("# Execution Plan\n", Portal, Of(weeks)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Constraints: two developers, 3 months, 60,000 EUR. The day rate is 500 EUR.", 13, "At 500 EUR a day this costs 65,000 EUR: DOES NOT FIT C3, 5,000 EUR too much.")]
    [InlineData("Constraints: two developers, 3 months, 60,000 EUR. The day rate is 400 EUR.", 13, "At 400 EUR a day this costs 52,000 EUR: fits, 8,000 EUR remain.")]
    [InlineData("Constraints: two developers, 3 months.", 20, "Planned: 20 weeks, 200 person-days: DOES NOT FIT C2, 7 weeks (70 person-days) too many.")]
    [InlineData("Constraints: 3 months.", 20, "13 weeks (C1). Planned: 20 weeks: DOES NOT FIT C1, 7 weeks too many.")]
    [InlineData("Constraints: two developers, 1,000 EUR.", 20, "Planned: 20 weeks, 200 person-days. For 200 person-days C2 lasts only at most 5 EUR a day.")]
    [InlineData("Constraints: on-premise.", 20, "**Fit**: Binding: C1 Hosting \"on-premise\".")]
    public void Write_WhatIsKnown_DecidesWhatIsSaid(string idea, int weeks, string sentence) =>
        Assert.Contains(sentence, FitLine.Write("# Execution Plan\n", Intake.Intakes.OfCode(idea), Of(weeks)), StringComparison.Ordinal);

    [Fact]
    public void Write_TheModelsOwnFit_StandsBelowWithoutItsLabel()
    {
        var written = FitLine.Write("# Execution Plan (Vertical Approach)\n\n**Fit**: tight, F7 goes first.\n- X1 F8\n\n## Stage 1: A\n", Portal, Of(13));

        Assert.Matches(@"^# Execution Plan \(Vertical Approach\)\n\n\*\*Fit\*\*: 2 Personen .*\n\ntight, F7 goes first\.\n- X1 F8\n\n## Stage 1: A\n$", written);
    }

    [Fact]
    public void Write_AnOldLine_IsReplaced()
    {
        var plan = Sample.Read("plan-c.md");

        Assert.Equal(FitLine.Write(plan, Portal, Of(12)), FitLine.Write(FitLine.Write(plan, Portal, Of(48)), Portal, Of(12)));
    }

    [Fact]
    public void Write_WithoutConstraints_ChangesNothing()
    {
        var plan = Sample.Read("plan-c.md");

        Assert.Equal(plan, FitLine.Write(plan, ProjectLedger.Empty, Of(13)));
        Assert.Equal(plan, FitLine.Write(FitLine.Write(plan, Portal, Of(13)), ProjectLedger.Empty, Of(13)));
    }

    [Fact]
    public void Write_AnyDocument_IsIdempotentAndKeepsEveryWord() =>
        Documents.Any.Sample(document =>
        {
            var once = FitLine.Write(document, Portal, Of(13));

            Assert.Equal(once, FitLine.Write(once, Portal, Of(13)));
            Assert.Equal(Documents.Words(document), Documents.Words(FitLine.Write(once, ProjectLedger.Empty, Of(13))));
        });

    [Theory]
    [InlineData("Constraints: two developers, 6 weeks.", 6, "28 days", "6 weeks, 28 person-days of tasks: fits, with 32 person-days not planned.")]
    [InlineData("Constraints: two developers, 6 weeks.", 6, "60 days", "6 weeks, 60 person-days of tasks: fits, with no day left.")]
    [InlineData("Constraints: two developers, 6 weeks.", 5, "62.5 days", "5 weeks, 62.5 person-days of tasks: DOES NOT FIT C1 and C2, 2.5 person-days too many.")]
    [InlineData("Constraints: two developers, 6 weeks.", 7, "28 days", "7 weeks, 28 person-days of tasks: DOES NOT FIT C2, 1 week (10 person-days) too many.")]
    [InlineData("Constraints: two developers, 6 weeks.", 6, "1 day; lead 130 days", "DOES NOT FIT C2: T1.1 waits 130 working days for others, and there are 30.")]
    [InlineData("Constraints: two developers, 6 weeks, 20,000 EUR. The day rate is 500 EUR.", 6, "28 days", "this costs 14,000 EUR: fits, 6,000 EUR remain.")]
    [InlineData("Constraints: two developers, 6 weeks, 20,000 EUR.", 6, "25 days", "For 25 person-days C3 lasts at most 800 EUR a day.")]
    [InlineData("Constraints: one part-time developer, 10 weeks.", 9, "25 days", "1 person part-time (C1), 10 weeks (C2). Planned: 9 weeks, 25 person-days of tasks: fits, with 1 week in reserve.")]
    [InlineData("Wir brauchen eine Terminplanung für unsere Praxis. Harte Rahmenbedingungen: zwei Entwickler, 6 Wochen.", 6, "28 Tage", "6 Wochen, 28 Personentage an Aufgaben: passt, 32 Personentage sind nicht verplant.")]
    [InlineData("Wir brauchen eine Terminplanung für unsere Praxis. Harte Rahmenbedingungen: zwei Entwickler, 6 Wochen.", 6, "70 Tage; lead 40 Tage", "PASST NICHT in C1 und C2, 10 Personentage zu viel. PASST NICHT in C2: T1.1 wartet 40 Arbeitstage auf andere, und es gibt 30.")]
    public void Write_WhereTasksSayTheirDays_CountsThem(string idea, int weeks, string bracket, string sentence)
    {
        OutlineItem task = new("T1.1", "Build", $"Build (F1; {bracket}): all of it");

        Assert.Contains(sentence, FitLine.Write("# Execution Plan\n", Intake.Intakes.OfCode(idea), Of(weeks, task)), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhereOneTaskSaysNoDays_CountsPeopleAndWeeks()
    {
        var schedule = Of(6, new OutlineItem("T1.1", "Build", "Build (F1; 3 days): it"), new OutlineItem("T1.2", "Test", "Test (F1): it"));

        Assert.Contains(
            "Planned: 6 weeks, 60 person-days: fits, with nothing in reserve.",
            FitLine.Write("# Execution Plan\n", Intake.Intakes.OfCode("Constraints: two developers, 6 weeks."), schedule), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfMoreDaysThanAnybodyCounts_SaysThem()
    {
        var tasks = Enumerable.Repeat(new OutlineItem("T1.1", "Build", "Build (F1; 50000 days): it"), 50_000).ToArray();

        Assert.Contains(
            "2,500,000,000 person-days of tasks",
            FitLine.Write("# Execution Plan\n", Intake.Intakes.OfCode("Constraints: two developers, 6 weeks."), Of(6, tasks)), StringComparison.Ordinal);
    }

    private static ScheduleOutline Of(int? weeks, params OutlineItem[] tasks) =>
        new([new StageOutline(1, "All", weeks * 5, null, tasks, [])]);
}
