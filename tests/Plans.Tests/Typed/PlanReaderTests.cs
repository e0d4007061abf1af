using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Tests.Review;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Tests.Typed;

/// <summary>What the samples say, typed.</summary>
public sealed class PlanReaderTests
{
    private static readonly TypedPlan s_portal = Reviews.Sample("c", (type, text) => type is DocumentType.ExecutionPlan ? Sample.Read("EXECUTION_PLAN-c.md") : text).Plan;

    [Fact]
    public void Read_OfThePortal_HasItsParts()
    {
        Assert.Equal("de", s_portal.Language);
        Assert.Equal(["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"], s_portal.Constraints.Select(constraint => constraint.Id));
        Assert.Equal(["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8"], s_portal.Features.Select(feature => feature.Id));
        Assert.Equal((18, 16, 5, 5), (s_portal.Events.Count, s_portal.Commands.Count, s_portal.Aggregates.Count, s_portal.Flows.Count));
        Assert.Equal((6, 5, 4, 4, 4), (s_portal.Stories.Count, s_portal.Nfrs.Count, s_portal.Metrics.Count, s_portal.Exclusions.Count, s_portal.Roles.Count));
        Assert.Equal(["frontend", "backend", "database", "infrastructure"], s_portal.Stack.Select(slot => slot.Slot));
        Assert.Empty(s_portal.Services);
        Assert.Equal([1, 2, 3, 4], s_portal.Stages.Select(stage => stage.Number));
    }

    [Fact]
    public void Read_OfTasks_ReadsTheirBrackets()
    {
        var task = s_portal.Stages[0].Tasks[2];

        Assert.Equal(("T1.3", "Abgleich"), (task.Id, task.Name));
        Assert.Equal(["F2"], task.Serves);
        Assert.Equal(["T1.1", "T1.2"], task.After);
        Assert.Equal(["AC1.2"], s_portal.Stages[0].Gates[2].Proves);
        Assert.True(s_portal.Stages[0].Gates[2].Unwanted);
    }

    [Theory]
    [InlineData("T1.4 Sync (F2, C8; after T1.1, T1.2; 3 days; lead 10 days; verify AC2.1): reads orders", "F2 C8", "T1.1 T1.2", 3.0, 10.0, "AC2.1")]
    [InlineData("T1.4 Sync (F2, C8, after T1.1, 0.5 days, lead 2 weeks, verified by AC2.1): reads orders", "F2 C8", "T1.1", 0.5, 10.0, "AC2.1")]
    [InlineData("T1.4 Abgleich (F2; 3 Tage): liest Bestellungen", "F2", "", 3.0, null, "")]
    [InlineData("T1.4 Retention (90 days) of photos (F2)", "F2", "", null, null, "")]
    [InlineData("T1.4 Retention (F2): photos go after 90 days (90 days)", "F2", "", null, null, "")]
    [InlineData("T1.4 Nothing named: words", "", "", null, null, "")]
    [InlineData("T1.4 Unclosed (F2; after T1.1", "F2", "T1.1", null, null, "")]
    public void Read_OfATask_ReadsWhatCodeNeeds(string line, string serves, string after, double? days, double? lead, string verify)
    {
        var task = Assert.Single(PlanOf($"## Stage 1: One\n**Duration**: 1 week\n\n**Features**: F2\n\n**Deliverables**:\n- {line}\n\n**Stage Gate Criteria**:\n- [ ] Done (AC2.1)\n").Stages[0].Tasks);

        Assert.Equal("T1.4", task.Id);
        Assert.Equal((serves, after, verify), (string.Join(' ', task.Serves), string.Join(' ', task.After), string.Join(' ', task.Verify)));
        Assert.Equal(((decimal?)days, (decimal?)lead), (task.Days, task.LeadDays));
    }

    [Fact]
    public void Read_OfTasksInATable_ReadsIdentifierAndCells()
    {
        var plan = PlanOf("""
            ## Stage 1: One
            **Duration**: 1 week

            **Features**: F1

            **Deliverables**:

            | Id | Task | Serves |
            |----|------|--------|
            | T1.7 | Schema | F1, C2 |
            | T1.8 | Sign-in | F1 |

            **Stage Gate Criteria**:
            - [ ] Done
              - proved by (AC1.1)
            """);

        Assert.Equal(["T1.7", "T1.8"], plan.Stages[0].Tasks.Select(task => task.Id));
        Assert.Equal(["F1", "C2"], plan.Stages[0].Tasks[0].Serves);
    }

    [Theory]
    [InlineData("- X1 F8 (COULD, 12 days, C6): users call", "X1", "F8", 12.0, PlanCutCause.Capacity)]
    [InlineData("- **F8** (12 Tage, C1): verboten", "X1", "F8", 12.0, PlanCutCause.Constraint)]
    [InlineData("- X3 AC7.3: later", "X3", "AC7.3", null, PlanCutCause.Unknown)]
    [InlineData("- X2 F8 (5 days, D4): so decided", "X2", "F8", 5.0, PlanCutCause.Person)]
    public void Read_OfFit_ReadsCuts(string line, string id, string item, double? days, PlanCutCause cause)
    {
        var ledger = new ProjectLedger
        {
            Constraints =
            [
                new Constraint("C6", ConstraintKind.Deadline, "3 months", "13 weeks", Hard: true) { Weeks = 13 },
                new Constraint("C1", ConstraintKind.Hosting, "on-premise", "no cloud", Hard: true),
            ],
        };
        var plan = PlanOf($"**Fit**: it is tight.\n{line}\n\n## Stage 1: One\n**Duration**: 2 weeks\n\n**Deliverables**:\n- a\n\n**Stage Gate Criteria**:\n- [ ] b\n", ledger);

        var cut = Assert.Single(plan.Cuts);
        Assert.Equal((id, item, (decimal?)days, cause), (cut.Id, cut.Item, cut.Days, cut.Cause));
        Assert.Equal(("it is tight.", 65, 10m), (plan.Fit!.VerdictText, plan.Fit.DaysAvailable, plan.Fit.DaysPlanned));
    }

    [Fact]
    public void Read_OfFeatures_ReadsLabels()
    {
        var plan = Reviews.Edited("c", DocumentType.Prd, ("### Feature 6: Wareneingang in SAP buchen\n", """
            ### Feature 6: Wareneingang in SAP buchen
            **Priority**: MUST
            **Needs**: F2, F5
            **Serves**: WareneingangGebucht, BuchungFehlgeschlagen

            """)).Plan;

        var feature = plan.Features[5];
        Assert.Equal(PlanPriority.Must, feature.Priority);
        Assert.Equal(["F2", "F5"], feature.Needs);
        Assert.Equal(["WareneingangGebucht", "BuchungFehlgeschlagen"], feature.Serves);
        Assert.StartsWith("Erfasste Wareneingänge", feature.DescriptionMd, StringComparison.Ordinal);
        Assert.Equal(["60 Sekunden"], feature.Criteria[0].Numbers);
    }

    [Fact]
    public void Read_OfDataModelAndInterfaces_ReadsThem()
    {
        var plan = Reviews.Edited("a", DocumentType.TechStack, ("## Third-Party Services", "## Data Model\n- Booking: tool, day, state (F4)\n\n## Interfaces\n- I1 POST /bookings (F4): in, out, refusals\n\n## Third-Party Services")).Plan;

        Assert.Equal(("Booking", "tool, day, state (F4)", "F4"), (plan.Entities[0].Name, plan.Entities[0].Fields, plan.Entities[0].Features[0]));
        Assert.Equal(("I1", "POST /bookings", "F4"), (plan.Interfaces[0].Id, plan.Interfaces[0].Name, plan.Interfaces[0].Features[0]));
        Assert.NotEmpty(plan.Services);
    }

    [Fact]
    public void Read_OfQuestions_TouchesWhatCitesThem()
    {
        var ledger = new ProjectLedger { Questions = [new OpenQuestion("Q1", "How many ramps?", ["3", "8"], "8", ["ramps"])] };
        var text = """
            # Product Requirements Document

            ## 1. Project Overview
            **Assumptions**:
            - A1: eight ramps (Q1)
            - A2: one country

            ## 4. Non-Functional Requirements
            - NFR1 Scalability: 60 deliveries a day (A1)
            """;

        var plan = Reviews.Input(ledger, "An idea", (DocumentType.Prd, text)).Plan;

        Assert.Equal("Q1", plan.Assumptions[0].Question);
        Assert.Equal(["A1", "NFR1"], plan.Questions[0].Touches);
    }

    [Fact]
    public void Read_WithoutDocuments_IsWhatTheLedgerSays() =>
        Assert.Equal((8, 0, 0), (Reviews.Input(Sample.PortalIdea).Plan is var plan ? plan.Constraints.Count : 0, plan.Features.Count, plan.Stages.Count));

    [Fact]
    public void Read_OfStagesThatListNamesOrRanges_FindsTheFeatures()
    {
        var plan = Reviews.Edited("c", DocumentType.ExecutionPlan, ("**Features**: F1, F2", "**Features**: Anmeldung und Rollen, Feature 2"), ("**Features**: F3, F4", "**Features**: F3–F4")).Plan;

        Assert.Equal(["F1", "F2"], plan.Stages[0].Features);
        Assert.Equal(["F3", "F4"], plan.Stages[1].Features);
    }

    private static TypedPlan PlanOf(string stages, ProjectLedger? ledger = null) =>
        Reviews.Input(ledger ?? ProjectLedger.Empty, "An idea", (DocumentType.ExecutionPlan, $"# Execution Plan (Vertical Approach)\n\n{stages}")).Plan;
}
