using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Grains.Tests.Phases;

/// <summary>Smart detection reads what the idea demands, whatever the answer was.</summary>
public sealed class IntakeStepTests
{
    private const string Idea = "A loan desk for a library. It must run on-premise. The deadline is 2027-03-01. Loans end after 30 days.";

    private const string Decision = """
        "features": ["a", "b"], "feature_count_estimate": 2, "complex_domain": false, "use_event_storming": false, "reasoning": "Plain"
        """;

    private static readonly StepMaterial Material = new(Idea) { Created = new DateOnly(2026, 11, 30) };

    [Fact]
    public void Judge_OfAnAnswerWithoutTheMembers_ReadsTheIdeaItself()
    {
        var ledger = LedgerOf($"{{{Decision}}}");

        Assert.Equal(["on-premise"], Assert.Single(ledger.Constraints, constraint => constraint.Kind is ConstraintKind.Hosting).Requires);
        Assert.Equal(13, Assert.Single(ledger.Constraints, constraint => constraint.Kind is ConstraintKind.Deadline).Weeks);
        Assert.Equal("en", ledger.Language);
    }

    [Fact]
    public void Judge_OfAnAnswerWithTheMembers_KeepsWhatIsTrueOfThem()
    {
        var ledger = LedgerOf($$"""
            {{{Decision}}, "language": "en", "quantities": [{"text": "30 days"}],
             "constraints": [{"kind": "hosting", "quote": "it must run ON-PREMISE", "rule": "nothing leaves the building", "forbids": ["linux"]},
                             {"kind": "technology", "quote": "must use Oracle", "rule": "Oracle"}, "noise", null, {"quote": 7}],
             "roles": [{"name": "Librarian"}], "questions": [{"text": "How many readers?", "options": ["few", "many"], "default": "many"}]}
            """);

        var hosting = Assert.Single(ledger.Constraints, constraint => constraint.Kind is ConstraintKind.Hosting);
        Assert.Equal(("It must run on-premise", "nothing leaves the building"), (hosting.Quote, hosting.Rule));
        Assert.DoesNotContain("linux", hosting.Forbids);
        Assert.DoesNotContain(ledger.Constraints, constraint => constraint.Kind is ConstraintKind.Technology);
        Assert.Equal(["30 days"], ledger.Quantities.Select(quantity => quantity.Text));
        Assert.Equal(["Librarian"], ledger.Roles.Select(role => role.Name));
        Assert.Equal("many", Assert.Single(ledger.Questions).Default);
    }

    [Theory]
    [InlineData("I would rather not.")]
    [InlineData("""{"use_event_storming": """)]
    [InlineData("""{"constraints": [[[[""")]
    public void Judge_OfNoAnswerAfterTheRepair_CostsNobodyTheRun(string text)
    {
        var reply = Questions.Judge(Questions.Request(Step.SmartDetection, Material, Questions.Faulty(text, "c")), text);

        Assert.Equal(CallVerdict.Accepted, reply.Verdict);
        Assert.Equal(2, LedgerJson.Read(reply.LedgerJson).Constraints.Count);
    }

    [Fact]
    public void Judge_OfAnAnswerThatIsCutBehindItsDecision_TakesWhatIsThere()
    {
        var reply = Questions.Judge(
            Questions.Request(Step.SmartDetection, Material), $$"""{{{Decision}}, "constraints": [{"kind": "scope", "quote": "Loans end after 30 days"}, {"kind": "ho""", truncated: true);

        Assert.Equal(CallVerdict.Accepted, reply.Verdict);
        Assert.Equal(3, LedgerJson.Read(reply.LedgerJson).Constraints.Count);
    }

    [Fact]
    public void Judge_WithConstraintsOfTheRequest_PutsThemFirst()
    {
        var stated = LedgerJson.Write(new ProjectLedger { Stated = ["only SQLite"], StatedLanguage = "de" });

        var ledger = LedgerOf($"{{{Decision}}}", Material with { LedgerJson = stated });

        Assert.Equal(("C1", "only SQLite", "SQLite ist die einzige Datenbank"), (ledger.Constraints[0].Id, ledger.Constraints[0].Quote, ledger.Constraints[0].Rule));
        Assert.Equal("de", ledger.Language);
        Assert.Equal(["only SQLite"], ledger.Stated);
    }

    private static ProjectLedger LedgerOf(string answer, StepMaterial? material = null)
    {
        var reply = Questions.Judge(Questions.Request(Step.SmartDetection, material ?? Material), answer);

        Assert.Equal((CallVerdict.Accepted, null), (reply.Verdict, reply.Complaint));
        return LedgerJson.Read(reply.LedgerJson);
    }
}
