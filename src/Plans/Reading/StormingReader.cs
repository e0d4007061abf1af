using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads an event storming summary.</summary>
internal static class StormingReader
{
    public static DocumentReading Read(DocumentShape shape, string text)
    {
        var frame = FrameReader.Read(shape, text);
        var edits = new FrameEdits(frame.Markdown);
        var complaints = new List<Complaint>();
        SectionChecks.Check(frame, edits, complaints);
        var labels = LabelReader.Read(frame.Markdown, frame.Start, frame.End, TermGroup.StormingLabel);
        edits.SetLabels(labels, TermGroup.StormingLabel);

        var events = ItemsOf(frame, labels, Term.DomainEvents, "E EV DE");
        var aggregates = ItemsOf(frame, labels, Term.Aggregates, "A AG AGG");
        Require(frame, Term.DomainEvents, events, "EventName: when it happens", complaints);
        Require(frame, Term.Aggregates, aggregates, "AggregateName: what it stands for", complaints);
        var outline = new StormingOutline(
            events,
            ItemsOf(frame, labels, Term.Commands, "C CMD"),
            aggregates,
            ItemsOf(frame, labels, Term.ProcessFlows, "F P PF"),
            LabelledItems(frame, labels, Term.Assumptions, "A"),
            LabelledItems(frame, labels, Term.OpenQuestions, "Q"));
        return new DocumentReading(frame, outline, edits, complaints, []);
    }

    private static void Require(DocumentFrame frame, Term term, List<OutlineItem> items, string form, List<Complaint> complaints)
    {
        if (items.Count == 0 && frame.Find(term) is { } section && !frame.IsEmpty(section))
        {
            var heading = frame.Shape.HeadingOf(term);
            complaints.Add(new Complaint($"The section \"{heading}\" has no bullet of the form \"- {form}\".", PartSlug.OfSection(heading)));
        }
    }

    /// <summary>The section's entries, up to the assumptions that stand under its last one.</summary>
    private static List<OutlineItem> ItemsOf(DocumentFrame frame, List<LabelBlock> labels, Term term, string letters)
    {
        if (frame.Find(term) is not { } section)
        {
            return [];
        }

        var label = labels.Find(block => block.Line >= section.First && block.Line < section.End);
        var entries = EntryReader.Read(frame.Markdown, section.First, label?.Line ?? section.End);
        if (entries.Count == 0 && section.Head.ValueStart < section.Head.ValueEnd)
        {
            entries = EntryReader.ReadInline(frame.Markdown.Text.AsSpan(section.Head.ValueStart..section.Head.ValueEnd));
        }

        return [.. ItemReader.ReadAll(entries, letters).Where(item => item.Name.Length > 0)];
    }

    private static List<OutlineItem> LabelledItems(DocumentFrame frame, List<LabelBlock> labels, Term term, string letters) =>
        labels.Find(block => block.Hit.Term == term) is { } label ? LabelledEntries.Read(frame.Markdown, label, letters) : [];
}
