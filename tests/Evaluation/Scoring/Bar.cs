using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Evaluation.Scoring;

/// <summary>What every document of its kind must have.</summary>
/// <param name="Title">Its heading begins with this.</param>
/// <param name="Sections">Headings of the second level.</param>
/// <param name="Least">Words: what a tool of one feature needs. Prompts ask for no number of words, but for as many as the idea needs.</param>
/// <param name="Most">Words: more is read by nobody.</param>
internal sealed record Bar(string Title, IReadOnlyList<string> Sections, int Least, int Most)
{
    public static Bar Of(DocumentType type) => type switch
    {
        DocumentType.EventStorming => new("Event Storming Summary", ["Domain Events", "Commands", "Aggregates", "Process Flows"], 120, 2100),
        DocumentType.Prd => new(
            "Product Requirements Document",
            ["Project Overview", "Core Features", "User Stories", "Non-Functional Requirements", "Success Metrics", "Technical Constraints", "Out of Scope"],
            200, 3450),
        DocumentType.TechStack => new(
            "Tech Stack Document", ["Frontend", "Backend", "Database", "Infrastructure", "Third-Party Services"], 150, 1950),
        DocumentType.ExecutionPlan => new("Execution Plan", [], 150, 3000), // its sections are its stages
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such document."),
    };
}
