using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Tests.Intake;

public sealed class StatedReaderTests
{
    [Fact]
    public void Read_StatedConstraints_ComeFirstAndAreHard()
    {
        var ledger = Intakes.OfCode("A loan desk. We have three developers.", "ideally on-premise", "two developers", "Nothing blinks");

        Assert.Equal(
            [
                ("C1", ConstraintKind.Hosting, "ideally on-premise", true),
                ("C2", ConstraintKind.Team, "two developers", true),
                ("C3", ConstraintKind.Other, "Nothing blinks", true),
                ("C4", ConstraintKind.Team, "We have three developers", true),
            ],
            ledger.Constraints.Select(constraint => (constraint.Id, constraint.Kind, constraint.Quote, constraint.Hard)));
        Assert.Equal(2, Capacity.Of(ledger).People);
    }

    [Fact]
    public void Read_WhatTheIdeaSaysToo_IsNotRepeated() =>
        Assert.Single(Intakes.OfCode("A loan desk. We have two developers.", "2 developers").Constraints);

    [Fact]
    public void Read_AStatedLanguage_IsTheLanguageOfTheRules()
    {
        var before = new ProjectLedger { StatedLanguage = "en", Stated = ["höchstens 6 Wochen"] };

        var ledger = IntakeReader.Read(Sample.PortalIdea, IntakeAnswer.Nothing, before, Intakes.Created);

        Assert.Equal("en", ledger.Language);
        Assert.Equal(9, ledger.Constraints.Count);
        Assert.Equal("all stages together take 6 weeks at most", ledger.Constraints[0].Rule);
        Assert.Equal(6, Capacity.Of(ledger).Weeks);
    }
}
