using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Documents;

/// <summary>
/// Checks what models wrote and reads its facts. An answer is sound when it has the title and every section that was asked for,
/// none of them empty; how headings are numbered, cased and set in bold is the model's affair. Never throws for any text.
/// </summary>
internal static class DocumentReader
{
    /// <summary>A model mends what it is told first; a plan of a thousand faulty stages must not fill the next prompt.</summary>
    private const int MaxComplaints = 10;

    public static StepJudgement ReadEventStorming(string markdown) =>
        Read(markdown, "Event Storming Summary", EventStormingReader.Read);

    public static StepJudgement ReadPrd(string markdown) =>
        Read(markdown, "Product Requirements Document", PrdReader.Read);

    public static StepJudgement ReadTechStack(string markdown) =>
        Read(markdown, "Tech Stack Document", TechStackReader.Read);

    /// <param name="featureCount">Features of the requirements; more stages than these would need are the model's affair.</param>
    public static StepJudgement ReadExecutionPlan(string markdown, Approach approach, int? featureCount) =>
        Read(markdown, "Execution Plan", (outline, complaints) => ExecutionPlanReader.Read(outline, approach, complaints));

    /// <summary>An answer that the length limit cut, with the answer that was asked to go on.</summary>
    public static string Join(string cut, string continuation) => Continuation.Join(cut, continuation);

    /// <param name="read">Adds what is wrong to the list, and returns facts that count only where nothing is.</param>
    private static StepJudgement Read(string markdown, string title, Func<MarkdownOutline, List<string>, StepFacts> read)
    {
        if (MarkdownOutline.TryParse(AnswerText.Unwrap(markdown), title) is not { } outline)
        {
            return new StepJudgement(null, null, $"The document does not begin with the heading \"# {title}\", or cannot be read.");
        }

        var complaints = new List<string>();
        var facts = read(outline, complaints);
        if (outline.EndsInsideCode)
        {
            complaints.Add("The document ends inside a code block: it is not complete.");
        }

        if (complaints.Count == 0)
        {
            return new StepJudgement(WithOneLineEnd(outline.Text), facts, null);
        }

        var more = complaints.Count > MaxComplaints ? $" And {complaints.Count - MaxComplaints} more of the kind." : "";
        return new StepJudgement(null, null, string.Join(" ", complaints.Take(MaxComplaints)) + more);
    }

    /// <returns>The text without blanks around it, with one line end; the same string where it is so.</returns>
    private static string WithOneLineEnd(string text)
    {
        var bare = text.AsSpan().Trim();
        return text.Length == bare.Length + 1 && text is [.., '\n'] ? text : string.Concat(bare, "\n");
    }
}
