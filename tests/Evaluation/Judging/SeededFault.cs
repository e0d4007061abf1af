using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Evaluation.Judging;

/// <summary>A fault that is put into a sound document, for the product's checks to find.</summary>
/// <param name="Spoil">Returns the text as it came where it has nothing to be spoiled.</param>
internal sealed record SeededFault(string Name, DocumentType Document, Func<string, string> Spoil)
{
    public static IReadOnlyList<SeededFault> All { get; } =
    [
        new("a section is lost", DocumentType.Prd, text => Cut(text, "## 5. ", "## 6. ")),
        new("a criterion has no outcome", DocumentType.Prd, text => FirstLine(text, "- AC", line => line[..Math.Min(line.Length, 8)] + " works well")),
        new("a feature has no criteria", DocumentType.Prd, text => Lines(text, line => !line.StartsWith("- AC2.", StringComparison.Ordinal))),
        new("a story names no feature", DocumentType.Prd, text => FirstLine(text, "- US1 ", _ => "- US1: As somebody, I want it to be good")),
        new("a feature is there twice", DocumentType.Prd, text => Twice(text, "### Feature 2", "### Feature 3", "## 3. ")),
        new("a reference resolves to nothing", DocumentType.TechStack, text => FirstLine(text, "- ", line => $"{line} (F88)")),
        new("a choice is empty", DocumentType.TechStack, text => FirstLine(text, "**Choice**:", _ => "**Choice**:")),
        new("an item says nothing", DocumentType.TechStack, text => LastLine(text, "- ", _ => "- TBD")),
        new("a feature is delivered by no stage", DocumentType.ExecutionPlan, text => FirstLine(text, "**Features**:", _ => "**Features**: none")),
        new("a stage takes longer than everything together", DocumentType.ExecutionPlan, text => FirstLine(text, "**Duration**:", _ => "**Duration**: 97 weeks")),
        new("gates prove nothing", DocumentType.ExecutionPlan, text => Lines(text, line => !line.StartsWith("- [ ]", StringComparison.Ordinal))),
        new("the plan breaks off", DocumentType.ExecutionPlan, text => text.Length < 200 ? text : text.TrimEnd()[..^40] + " and the"),
    ];

    private static string Lines(string text, Predicate<string> kept) => string.Join('\n', text.Split('\n').Where(line => kept(line)));

    private static string FirstLine(string text, string start, Func<string, string> change) =>
        ChangedAt(text, text.IndexOf($"\n{start}", StringComparison.Ordinal) + 1, change);

    private static string LastLine(string text, string start, Func<string, string> change) =>
        ChangedAt(text, text.LastIndexOf($"\n{start}", StringComparison.Ordinal) + 1, change);

    private static string ChangedAt(string text, int at, Func<string, string> change)
    {
        if (at <= 0)
        {
            return text;
        }

        var end = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
        return text[..at] + change(text[at..end]) + text[end..];
    }

    private static string Cut(string text, string from, string to) =>
        text.IndexOf(from, StringComparison.Ordinal) is >= 0 and var at && text.IndexOf(to, at, StringComparison.Ordinal) is >= 0 and var end
            ? text[..at] + text[end..]
            : text;

    /// <summary>A part once more, its first words changed.</summary>
    private static string Twice(string text, string from, params ReadOnlySpan<string> ends)
    {
        if (text.IndexOf(from, StringComparison.Ordinal) is not (>= 0 and var at))
        {
            return text;
        }

        foreach (var mark in ends)
        {
            if (text.IndexOf(mark, at, StringComparison.Ordinal) is >= 0 and var end)
            {
                return text[..end] + text[at..end].Replace("Description**: ", "Description**: Otherwise: ", StringComparison.Ordinal) + text[end..];
            }
        }

        return text;
    }
}
