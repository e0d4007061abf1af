namespace AiDevFramework.Chaos.Checker.Documents;

/// <summary>How the specification spells titles and sections.</summary>
internal static class DocumentForms
{
    public const string Plan = "EXECUTION_PLAN";

    public const string Requirements = "PRD";

    public static string TitleOf(string type) => type switch
    {
        "EVENT_STORMING" => "Event Storming Summary",
        Requirements => "Product Requirements Document",
        "TECH_STACK" => "Tech Stack Document",
        _ => "Execution Plan",
    };

    /// <returns>Headings of the second level; none for a plan, whose sections are its stages.</returns>
    public static IReadOnlyList<string> SectionsOf(string type) => type switch
    {
        "EVENT_STORMING" => ["Domain Events", "Commands", "Aggregates", "Process Flows"],
        Requirements =>
        [
            "1. Project Overview", "2. Core Features", "3. User Stories", "4. Non-Functional Requirements", "5. Success Metrics",
            "6. Technical Constraints", "7. Out of Scope",
        ],
        "TECH_STACK" => ["Frontend", "Backend", "Database", "Infrastructure", "Third-Party Services"],
        _ => [],
    };

    /// <summary><c>core-features</c> for <c>2. Core Features</c>.</summary>
    public static string KeyOf(string section) => new DocumentText($"## {section}").Headings[0].Key;
}
