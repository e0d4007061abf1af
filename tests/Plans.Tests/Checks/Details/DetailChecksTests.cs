using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Details;
using AiDevFramework.Plans.Findings;

namespace AiDevFramework.Plans.Tests.Checks.Details;

public sealed class DetailChecksTests
{
    private static readonly ICheck[] s_all =
    [
        new UnwantedCriterionCheck(), new CriterionFormCheck(), new NfrLimitCheck(), new MetricCheck(), new ComplexityCheck(), new EventCauseCheck(), new EventHomeCheck(), new FlowNamesCheck(), new EventServedCheck(),
        new ChoiceLineCheck(), new SlotServesCheck(), new StageSizeCheck(), new GateCountCheck(), new GateEvidenceCheck(), new NfrGateCheck(), new MustGateCheck(), new CitedRangeCheck(), new LaxGateCheck(), new LeadTimeCheck(),
    ];

    [Theory]
    [InlineData("Given a new e-mail address, when a person registers, then the membership is active.", null)]
    [InlineData("When a borrower cancels before handover, the system shall drop the hold.", null)]
    [InlineData("While SAP is down, the portal shall keep the posting.", null)]
    [InlineData("If the card is refused, then the booking is cancelled.", null)]
    [InlineData("The hold is released when 48 hours have passed", null)]
    [InlineData("Angenommen ein Schaden liegt vor, wenn er ohne Foto gespeichert wird, dann wird das abgelehnt.", null)]
    [InlineData("Wenn SAP nicht erreichbar ist, muss das Portal die Buchung wiederholen.", null)]
    [InlineData("Bei abgeschaltetem SAP meldet das Portal den Stand mit Uhrzeit, ohne neue Daten.", null)]
    [InlineData("Search is fast and comfortable", "trigger")]
    [InlineData("Members see their bookings", "trigger")]
    [InlineData("Given a member, when the list is opened", "response")]
    [InlineData("Die Suche liefert schnelle Ergebnisse", "trigger")]
    [InlineData("Wenn ein Lieferant das Avis ändert", "response")]
    public void Form_OfACriterion_SaysWhatItLacks(string criterion, string? gap) => Assert.Equal(gap, CriterionForm.GapOf(criterion));

    /// <summary>Two that break each check, one of them not English.</summary>
    [Theory]
    [InlineData(6, "a", DocumentType.Prd, "Given a new e-mail address, when a person registers and enters the code, then the membership is active within one minute.", "Registration works well")]
    [InlineData(6, "c", DocumentType.Prd, "Given ein Schaden, when er ohne Foto gespeichert wird, then wird das abgelehnt.", "Schäden haben Fotos")]
    [InlineData(8, "a", DocumentType.Prd, "95 % of searches under one second with 5,000 tools", "searches are quick")]
    [InlineData(8, "c", DocumentType.Prd, "99,5 % montags bis samstags von 5 bis 22 Uhr, Wiederherstellung in vier Stunden mit höchstens 15 Minuten Datenverlust", "das Portal ist immer da")]
    [InlineData(9, "a", DocumentType.Prd, "60 % of loans with both reviews, after three months", "more loans with reviews")]
    [InlineData(9, "c", DocumentType.Prd, "Abweichungen im Mittel in zwei Arbeitstagen entschieden, nach drei Monaten", "Abweichungen werden schneller entschieden")]
    [InlineData(10, "a", DocumentType.Prd, "**Complexity**: HIGH", "**Complexity**: LOW")]
    [InlineData(10, "c", DocumentType.Prd, "**Complexity**: HIGH", "**Complexity**: NIEDRIG")]
    [InlineData(11, "a", DocumentType.EventStorming, "## Commands", "- LoanInsured: An insurer covers the loan.\n\n## Commands")]
    [InlineData(11, "c", DocumentType.EventStorming, "## Commands", "- RechnungGeprueft: Die Rechnung ist geprüft.\n\n## Commands")]
    [InlineData(12, "a", DocumentType.EventStorming, "Events: ReviewWritten, ReviewsPublished", "Events: ReviewWritten, ReviewsPublished, ToolReturned")]
    [InlineData(12, "c", DocumentType.EventStorming, "Events: BestellungUebernommen", "Events: keine")]
    [InlineData(13, "a", DocumentType.EventStorming, "then CaptureDeposit → DepositCaptured\n4.", "then ChargeDeposit → DepositCharged\n4.")]
    [InlineData(13, "c", DocumentType.EventStorming, "→ EntscheideAbweichung → AbweichungEntschieden", "→ PruefeAbweichung → AbweichungGeprueft")]
    [InlineData(14, "a", DocumentType.EventStorming, "## Commands", "- PremiumInvoiced: An insurer was charged.\n\n## Commands")]
    [InlineData(14, "c", DocumentType.EventStorming, "## Commands", "- StaplerGewartet: Ein Stapler wurde gewartet.\n\n## Commands")]
    [InlineData(15, "a", DocumentType.TechStack, "**Choice**: Docker + Fly.io + GitHub Actions", "**Choice**:")]
    [InlineData(15, "c", DocumentType.TechStack, "**Choice**: PostgreSQL 16 + Flyway", "**Choice**:\n| Teil | Wahl |\n|---|---|\n| Daten | PostgreSQL |")]
    [InlineData(15, "a", DocumentType.TechStack, "**Choice**: Docker + Fly.io + GitHub Actions", "**Choice**:\n**Runs**: on-premise")]
    [InlineData(15, "c", DocumentType.TechStack, "**Choice**: PostgreSQL 16 + Flyway", "**Choice**:\n- **Betriebsort**: Rechenzentrum")]
    [InlineData(16, "a", DocumentType.TechStack, "(NFR3, NFR5)", "")]
    [InlineData(16, "c", DocumentType.TechStack, "Lieferanten (NFR2)\n- Umgebungen", "Lieferanten\n- Umgebungen")]
    [InlineData(18, "a", DocumentType.ExecutionPlan, "## Stage 2: Find and Book\n**Duration**: 3 weeks", "## Stage 2: Find and Book\n**Duration**: 5 weeks")]
    [InlineData(18, "c", DocumentType.ExecutionPlan, "**Duration**: 4 weeks", "**Duration**: 22 Tage")]
    [InlineData(19, "a", DocumentType.ExecutionPlan, "- [ ] Both reviews appear within one minute after the second is written (AC7.1)\n- [ ] A stranger to the loan cannot review (AC7.3)\n- [ ] The backup is restored with at most 15 minutes of data lost (NFR4)\n", "")]
    [InlineData(19, "c", DocumentType.ExecutionPlan, "- [ ] Eine Mindermenge erreicht den Einkäufer innerhalb von fünf Minuten mit Foto (AC7.1)\n", "- [ ] a (AC7.1)\n- [ ] b (AC7.2)\n- [ ] c (AC7.3)\n- [ ] d (AC8.1)\n- [ ] e (AC8.2)\n")]
    [InlineData(21, "a", DocumentType.ExecutionPlan, "A stranger to the loan cannot review (AC7.3)", "Reviews work well")]
    [InlineData(21, "c", DocumentType.ExecutionPlan, "Der RFC-Benutzer kann nachweislich nur zwei BAPIs aufrufen (NFR2)", "SAP ist angebunden")]
    [InlineData(22, "a", DocumentType.ExecutionPlan, "- [ ] Ten pilot lenders list 30 tools on the staging site", "- [ ] A deleted account is gone within 48 hours (AC1.3)")]
    [InlineData(22, "c", DocumentType.ExecutionPlan, "- [ ] Zehn Positionen werden in höchstens drei Minuten erfasst (AC5.1)", "- [ ] Der Beleg steht innerhalb von 90 Sekunden im Portal (AC6.1)")]
    [InlineData(23, "a", DocumentType.ExecutionPlan, "(NFR5)", "(AC6.2)")]
    [InlineData(23, "c", DocumentType.ExecutionPlan, "wiederhergestellt (NFR4)", "wiederhergestellt")]
    [InlineData(38, "a", DocumentType.Prd, "**Description**:", "**Priority**: MUST\n**Description**:")]
    [InlineData(38, "c", DocumentType.Prd, "**Description**:", "**Priorität**: MUST\n**Description**:")]
    [InlineData(39, "a", DocumentType.ExecutionPlan, "- Foundation (F1):", "- Foundation (F1; lead 30 days):")]
    [InlineData(39, "c", DocumentType.ExecutionPlan, "- Anmeldung (F1):", "- Anmeldung (F1; Vorlauf; lead 20 days):")]
    [InlineData(42, "a", DocumentType.ExecutionPlan, "Bookings (F4):", "Bookings (F1 to F7):")]
    [InlineData(42, "c", DocumentType.ExecutionPlan, "Avis (F3):", "Avis (F1, F2, F3, F4, F5):")]
    public void Check_OfAPlanWithOneFault_FindsIt(int number, string idea, DocumentType type, string from, string to)
    {
        var plan = idea == "c" ? CheckedPlan.Portal : CheckedPlan.Marketplace;
        var check = s_all.Single(check => check.Number == number);
        var before = plan.Check(check)?.Select(finding => finding.Message) ?? [];

        Assert.Contains(plan.Edit(type, from, to).Check(check)!, finding => !before.Contains(finding.Message));
    }

    [Theory]
    [InlineData("a", "- AC1.2: Given a wrong code entered five times, when a sixth is tried, then the code is void and a new one has to be requested.\n")]
    [InlineData("c", "- AC8.2: Given ein Benutzer mit beliebiger Rolle, when er nach Erfassungen eines Mitarbeiters filtern will, then bietet das Portal diese Auswahl nicht an.\n")]
    public void Unwanted_OfAFeatureWithoutOne_Warns(string idea, string criterion)
    {
        var plan = (idea == "c" ? CheckedPlan.Portal : CheckedPlan.Marketplace).Edit(DocumentType.Prd, criterion, "");
        plan = idea == "c"
            ? plan
            : plan.Edit(DocumentType.Prd, "Given a member without open loans, when they delete the account, then personal data is gone within 24 hours.", "Given a member, when they sign out, then the first page is shown.");

        Assert.Equal(Severity.Warning, Assert.Single(plan.Check(new UnwantedCriterionCheck())!).Severity);
    }

    [Theory]
    [InlineData(22, "a", "- [ ] Ten pilot lenders list 30 tools on the staging site", "- [ ] A deleted account is gone within 24 hours (AC1.3)")]
    [InlineData(22, "a", "- [ ] Ten pilot lenders list 30 tools on the staging site", "- [ ] A deposit of 501 EUR is refused (AC2.2)")]
    [InlineData(22, "c", "- [ ] Zehn Positionen werden in höchstens drei Minuten erfasst (AC5.1)", "- [ ] Der Beleg steht innerhalb von 45 Sekunden im Portal (AC6.1)")]
    [InlineData(39, "a", "- Foundation (F1):", "- Foundation (F1; lead 10 days):")]
    [InlineData(39, "c", "- Anmeldung (F1):", "- Anmeldung (F1; lead 15 days):")]
    [InlineData(42, "a", "- [ ] Ten pilot lenders list 30 tools on the staging site", "- [ ] Lenders list tools and find them (AC2.1, AC2.2, AC3.1, NFR1)")]
    [InlineData(42, "c", "- Anmeldung (F1):", "- Anmeldung F1 bis F2 (F1, F2):")]
    public void Check_OfThePlanWithAnotherHonestLine_FindsNothing(int number, string idea, string from, string to)
    {
        var plan = (idea == "c" ? CheckedPlan.Portal : CheckedPlan.Marketplace).Edit(DocumentType.ExecutionPlan, from, to);

        Assert.Empty(plan.Check(s_all.Single(check => check.Number == number)) ?? []);
    }

    [Theory]
    [InlineData("a", 23)] // nothing proves how many members there may be
    [InlineData("c", 23)] // nor the load of the portal
    public void All_OfHonestDocuments_FindWhatIsTrueAlone(string idea, params int[] expected)
    {
        var plan = idea == "c" ? CheckedPlan.Portal : CheckedPlan.Marketplace;

        Assert.Equal(expected, s_all.SelectMany(check => plan.Check(check) ?? []).Select(finding => finding.Check).Distinct());
    }

    [Fact]
    public void All_OfThePlanThatCarriesAll_FindNothing() =>
        Assert.Equal([23], s_all.SelectMany(check => CheckedPlan.CarriedPortal.Check(check) ?? []).Select(finding => finding.Check));

    [Fact]
    public void All_WithoutDocuments_AreNotChecked() => Assert.All(s_all, check => Assert.Null(CheckedPlan.Of("An idea of some words").Check(check)));
}
