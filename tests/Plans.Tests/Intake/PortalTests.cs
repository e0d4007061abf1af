using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Tests.Intake;

public sealed class PortalTests
{
    [Fact]
    public void Read_TheGermanIdeaWithoutAModel_FindsAllEightConstraints()
    {
        var ledger = Intakes.OfCode(Sample.PortalIdea);

        Assert.Equal("de", ledger.Language);
        Assert.Equal(
            [
                ("C1", ConstraintKind.Hosting, "Betrieb ausschließlich on-premise in unserem eigenen Rechenzentrum (keine Cloud)"),
                ("C2", ConstraintKind.Technology, "als Datenbank nur PostgreSQL"),
                ("C3", ConstraintKind.Law, "DSGVO-konform"),
                ("C4", ConstraintKind.Law, "Betriebsratszustimmung (keine Leistungs- und Verhaltenskontrolle)"),
                ("C5", ConstraintKind.Team, "Team von genau zwei Entwicklern"),
                ("C6", ConstraintKind.Deadline, "3 Monate bis zum Produktivstart"),
                ("C7", ConstraintKind.Budget, "Budget 60.000 EUR"),
                ("C8", ConstraintKind.Integration, "Anbindung an das bestehende SAP ECC 6.0 (Bestellungen lesen, Wareneingang MIGO buchen)"),
            ],
            ledger.Constraints.Select(constraint => (constraint.Id, constraint.Kind, constraint.Quote)));
        Assert.All(ledger.Constraints, constraint => Assert.True(constraint.Hard));
        Assert.Empty(ledger.Notes);
    }

    [Fact]
    public void Read_TheGermanIdeaWithoutAModel_ReadsTheMachineFields()
    {
        var constraints = Intakes.OfCode(Sample.PortalIdea).Constraints;

        Assert.Equal(["on-premise"], constraints[0].Requires);
        Assert.Equal(["public-cloud", "saas"], constraints[0].Forbids);
        Assert.Equal(["postgresql"], constraints[1].Requires);
        Assert.Equal(["database:*!postgresql"], constraints[1].Forbids);
        Assert.Equal(2, constraints[4].People);
        Assert.Equal(13, constraints[5].Weeks);
        Assert.Equal((60_000m, "EUR"), (constraints[6].Amount, constraints[6].Currency));
    }

    [Fact]
    public void Read_TheGermanIdea_SaysWhatFollowsInGerman()
    {
        var constraints = Intakes.OfCode(Sample.PortalIdea).Constraints;

        Assert.Equal(
            [
                "alle Teile laufen im eigenen Haus; keine öffentliche Cloud, kein SaaS",
                "PostgreSQL ist die einzige Datenbank",
                "ist vor dem Produktivstart nachgewiesen",
                "der Betriebsrat stimmt vor dem Produktivstart zu",
                "2 Personen machen die ganze Arbeit",
                "alle Stufen zusammen dauern höchstens 13 Wochen",
                "Arbeit und Einkäufe kosten zusammen höchstens 60.000 EUR",
                "gehört in eine Funktion, eine Aufgabe und den Tech Stack",
            ],
            constraints.Select(constraint => constraint.Rule));
    }

    [Fact]
    public void Read_TheGermanIdeaWithAModelThatFoundTwo_KeepsItsRulesAndFindsTheRest()
    {
        var ledger = Intakes.OfModel(
            Sample.PortalIdea,
            new AnsweredConstraint("budget", "Budget  60.000 eur", "die Kosten bleiben unter 60.000 EUR"),
            new AnsweredConstraint("technology", "nur PostgreSQL", "MongoDB Atlas auf AWS"));

        Assert.Equal(8, ledger.Constraints.Count);
        Assert.Equal("die Kosten bleiben unter 60.000 EUR", ledger.Constraints[6].Rule);
        Assert.Equal(("nur PostgreSQL", "PostgreSQL ist die einzige Datenbank"), (ledger.Constraints[1].Quote, ledger.Constraints[1].Rule));
    }
}
