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

    /// <param name="sections">Headings that the document must have, each with something under it.</param>
    /// <param name="readFacts">Adds what else is wrong to the list. The facts count only where nothing is wrong.</param>
    public static StepJudgement Read(
        string markdown, string title, IReadOnlyList<string> sections, Func<MarkdownOutline, List<string>, StepFacts> readFacts)
    {
        if (MarkdownOutline.TryParse(AnswerText.Unwrap(markdown), title) is not { } outline)
        {
            return new StepJudgement(null, null, $"The document does not begin with the heading \"# {title}\", or cannot be read.");
        }

        var complaints = new List<string>();
        foreach (var section in sections)
        {
            outline.Require(section, complaints);
        }

        var facts = readFacts(outline, complaints);
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
