using AiDevFramework.Chaos.Checker.Documents;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Tests;

/// <summary>The documents of the clean story: an idea with one constraint, and a plan whose first answer lacked gates and named a feature that is not
/// there. The words are those of the model, but for the constraint and the line about Fit.</summary>
internal static class StoryDocuments
{
    public const string Constraint = "- C1 Team: \"two developers\" → no more than 2 people";

    public const string Fit = "**Fit**: 2 people. Binding: C1 Team \"two developers\".";

    public const string FirstStage = """
        ## Stage 1: Booking
        **Duration**: 2 weeks
        **Features**: F77
        **Deliverables**:
        - TBD
        """;

    public const string SecondStage = """
        ## Stage 2: Payment
        **Duration**: 1 week
        **Features**: F2
        **Deliverables**:
        - Payment of a booking by card, with its refusals (F2)
        """;

    public static readonly (string Id, string Quote)[] Constraints = [("C1", "two developers")];

    /// <summary>As the mend wrote it.</summary>
    public static readonly string MendedStage = FirstStage
        .Replace("F77", "F1", StringComparison.Ordinal).Replace("- TBD", "- Booking of a room for two nights, with its refusals (F1)", StringComparison.Ordinal);

    public static readonly string Requirements = $"""
        # Product Requirements Document

        ## 1. Project Overview
        **Vision**: Rooms are booked in a minute
        ## 2. Core Features
        ### Feature 1: Booking
        **Acceptance Criteria**:
        - AC1.1: Given a free room, when it is booked, then it is taken
        - AC1.2: Given a taken room, when it is booked, then that is refused
        ### Feature 2: Payment
        **Acceptance Criteria**:
        - AC2.1: Given a card, when a booking is paid, then it is confirmed
        - AC2.2: Given a refused card, when a booking is paid, then it stays open
        ## 3. User Stories
        - US1 (F1, F2): As a guest, I want to book and pay a room
        ## 4. Non-Functional Requirements
        - NFR1 Performance: pages are there within a second
        ## 5. Success Metrics
        - M1: a hundred bookings in the first month (F1)
        ## 6. Technical Constraints
        {Constraint}
        - Browsers of the last two years
        ## 7. Out of Scope
        - Invoices for companies
        """;

    public static readonly string Stack = """
        # Tech Stack Document

        ## Frontend
        **Choice**: Server-rendered pages
        ## Backend
        **Choice**: One service in C#
        ## Database
        **Choice**: PostgreSQL
        ## Infrastructure
        **Choice**: Two machines of our own
        ## Third-Party Services
        - Payment: a bank that takes cards (F2)
        """;

    public static readonly string Plan = PlanOf($"{Fit}\n\n", MendedStage);

    /// <summary>The first answer, and the mend of its first stage.</summary>
    public static readonly PaidAnswer[] PlanAnswers =
    [
        new("REPAIR", PlanOf("", FirstStage), EndedByItself: true, ["stage-1"]),
        new("ACCEPTED", MendedStage, EndedByItself: true, []),
    ];

    public static IEnumerable<DocumentRow> All(Guid project) =>
    [
        new(project, "PRD", OfRequirements(Requirements)),
        new(project, "TECH_STACK", DocumentJudge.Of("TECH_STACK", Stack, Requirements, Constraints, [Kept])),
        new(project, "EXECUTION_PLAN", OfPlan(Plan)),
    ];

    public static DocumentJudge OfRequirements(string markdown) => DocumentJudge.Of("PRD", markdown, markdown, Constraints, [Kept]);

    public static DocumentJudge OfPlan(string markdown) => DocumentJudge.Of("EXECUTION_PLAN", markdown, Requirements, Constraints, PlanAnswers);

    /// <summary>Of what the model sent, which has no line of code's.</summary>
    public static string LinesSha256(string step) => OwnLines.Sha256(new DocumentText(step switch
    {
        "PRD" => Requirements,
        "TECH_STACK" => Stack,
        _ => "",
    }));

    /// <summary>An answer that is the document.</summary>
    private static PaidAnswer Kept => new("ACCEPTED", null, EndedByItself: true, []);

    private static string PlanOf(string fit, string firstStage) => $"# Execution Plan (Horizontal Approach)\n\n{fit}{firstStage}\n{SecondStage}";
}
