using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Documents;

/// <summary>
/// Reads what models wrote, judges it and writes it in its normal form. An answer is sound when every section that was asked for is
/// there and says something; how titles, headings, labels, lists and units are written, and in which of ten languages, is the
/// model's affair. Never throws for any text.
/// </summary>
internal static class DocumentReader
{
    /// <summary>A model mends what it is told first; a plan of a thousand faulty stages must not fill the next prompt.</summary>
    private const int MaxComplaints = 10;

    /// <param name="remark">What the title has behind its words, whatever the model wrote there: <c>(Vertical Approach)</c>.</param>
    /// <param name="read">Reads a text that has nothing around it.</param>
    /// <param name="factsOf">Draws the facts from the outline.</param>
    public static StepJudgement Read(
        string markdown, DocumentShape shape, string? remark, Func<DocumentShape, string, DocumentReading> read, Func<object, StepFacts> factsOf)
    {
        var text = AnswerFrame.Unwrap(markdown);
        var reading = read(shape, text);
        if (IsUnreadable(reading))
        {
            return Unreadable(shape);
        }

        if (ComplaintOf(reading) is { } complaint)
        {
            return new StepJudgement(null, null, complaint);
        }

        var title = remark is null ? $"# {shape.Title}" : $"# {shape.Title} {remark}";
        return Normaliser.Normalise(text, reading, title, other => read(shape, AnswerFrame.Unwrap(other))) is { } normal
            ? new StepJudgement(normal, factsOf(reading.Outline), null, RemarkOf(reading.Remarks))
            : Unreadable(shape);
    }

    private static string? ComplaintOf(DocumentReading reading)
    {
        var complaints = reading.Frame.Markdown.EndsInsideCode
            ? [.. reading.Complaints, "The document ends inside a code block: it is not complete."]
            : reading.Complaints;
        if (complaints.Count == 0)
        {
            return null;
        }

        var more = complaints.Count > MaxComplaints ? $" And {complaints.Count - MaxComplaints} more of the kind." : "";
        return string.Join(" ", complaints.Take(MaxComplaints)) + more;
    }

    /// <summary>Less than half of the sections under another title than the one asked for: something else altogether.</summary>
    private static bool IsUnreadable(DocumentReading reading)
    {
        var frame = reading.Frame;
        if (frame.Title is { IsNormal: true })
        {
            return false;
        }

        var found = frame.Shape.Sections.Count(section => frame.Find(section.Term) is not null);
        return frame.Shape.Sections.Count == 0 ? reading.Outline is ScheduleOutline { Stages.Count: 0 } : 2 * found < frame.Shape.Sections.Count;
    }

    private static StepJudgement Unreadable(DocumentShape shape) =>
        new(null, null, $"The document does not begin with the heading \"# {shape.Title}\", or cannot be read.");

    private static string? RemarkOf(IReadOnlyList<string> remarks) =>
        remarks.Count == 0 ? null : string.Join(" ", remarks.Take(MaxComplaints));
}
