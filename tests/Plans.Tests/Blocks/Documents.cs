using CsCheck;

namespace AiDevFramework.Plans.Tests.Blocks;

/// <summary>Generated documents: headings of the plan's own among any lines.</summary>
internal static class Documents
{
    private static readonly string[] Lines =
    [
        "# Product Requirements Document", "# Execution Plan (Vertical Approach)", "### Technical Constraints in short", "## 7. Out of Scope", "## Stage 1: A",
        "**Duration**: 2 weeks", "- [ ] done", "- C1 nur PostgreSQL", "- C1: x", "Prose about it.", "", "", "   ", "```", "~~~", "<!-- a", "b -->", "---", "===", "Technical words",
        "| a | b |", "***", "> ## 6. Technical Constraints", "\t- x", "    code", "🦀", "**Duration**:",
    ];

    /// <summary>Without the section's own heading in most, so that both ways occur.</summary>
    public static readonly Gen<string> Any = Gen.Select(Gen.Int[0, Lines.Length].Array[0, 25], Gen.Bool.Select(windows => windows ? "\r\n" : "\n"), Gen.Bool, (picks, lineEnd, ends) =>
        string.Join(lineEnd, picks.Select(pick => pick == Lines.Length ? "## 6. Technical Constraints" : Lines[pick])) + (ends ? lineEnd : ""));

    public static string Words(string document) => string.Concat(document.Where(unit => !char.IsWhiteSpace(unit)));
}
