using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Language;
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
    /// <param name="remark">What the title has behind its words, whatever the model wrote there: <c>(Vertical Approach)</c>.</param>
    /// <param name="read">Reads a text that has nothing around it.</param>
    /// <param name="factsOf">Draws the facts from the outline.</param>
    public static ExaminedDocument Read(
        string markdown, DocumentShape shape, string? remark, Func<DocumentShape, string, DocumentReading> read, Func<object, StepFacts> factsOf)
    {
        var text = AnswerFrame.Unwrap(markdown);
        var reading = read(shape, text);
        if (!IsReadable(reading))
        {
            return reading.Frame.Title is { IsNormal: true } && reading.Complaints.Count > 0
                ? new ExaminedDocument(null, null, reading.Complaints, null)
                : Unreadable(shape);
        }

        if (NormalForm(text, reading, shape, remark, read) is not { } normal)
        {
            return Unreadable(shape);
        }

        var isAsItCame = normal == text && text == markdown;
        return new ExaminedDocument(isAsItCame ? text : normal, factsOf(reading.Outline), ComplaintsOf(reading), RemarkOf(reading.Remarks))
        {
            Reading = isAsItCame ? reading : null,
        };
    }

    /// <returns><see langword="null"/> where the text cannot be written so without saying something else.</returns>
    public static string? NormalForm(
        string text, DocumentReading reading, DocumentShape shape, string? remark, Func<DocumentShape, string, DocumentReading> read)
    {
        var title = remark is null ? $"# {shape.Title}" : $"# {shape.Title} {remark}";
        return Normaliser.Normalise(text, reading, title, other => read(shape, AnswerFrame.Unwrap(other)));
    }

    private static IReadOnlyList<Complaint> ComplaintsOf(DocumentReading reading) => reading.Frame.Markdown.EndsInsideCode
        ? [.. reading.Complaints, new Complaint("The document ends inside a code block: it is not complete.", null)]
        : reading.Complaints;

    /// <summary>Whether it says enough of what was asked for to be a document at all.</summary>
    private static bool IsReadable(DocumentReading reading) => reading.Outline switch
    {
        ScheduleOutline plan => plan.Stages.Any(stage => stage.Deliverables.Count > 0 || stage.Gates.Count > 0),
        StackOutline stack => stack.Choices.Any(choice => !string.IsNullOrWhiteSpace(choice.Choice)),
        _ => 2 * reading.Frame.Shape.Sections.Count(section => Says(reading.Frame, section.Term)) >= reading.Frame.Shape.Sections.Count,
    };

    private static bool Says(DocumentFrame frame, Term term) => frame.Find(term) is { } section && !frame.IsEmpty(section);

    private static ExaminedDocument Unreadable(DocumentShape shape) => new(
        null, null, [new Complaint($"The document does not begin with the heading \"# {shape.Title}\", or cannot be read.", null)], null);

    private static string? RemarkOf(IReadOnlyList<string> remarks) => remarks.Count == 0 ? null : ExaminedDocument.Join(remarks);
}
