using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads a tech stack document.</summary>
internal static class StackReader
{
    public static DocumentReading Read(DocumentShape shape, string text)
    {
        var frame = FrameReader.Read(shape, text);
        var edits = new FrameEdits(frame.Markdown);
        var complaints = new List<Complaint>();
        SectionChecks.Check(frame, edits, complaints);
        var choices = new List<ChoiceOutline>();
        foreach (var slot in shape.Sections.Where(slot => slot.Term is not Term.ThirdPartyServices))
        {
            if (frame.Find(slot.Term) is { } section)
            {
                choices.Add(ChoiceOf(frame, section, edits));
            }
        }

        var services = frame.Find(Term.ThirdPartyServices) is { } third ? ServicesOf(frame, third) : [];
        var outline = new StackOutline(choices, services) { Entities = ItemsOf(Term.DataModel, ""), Interfaces = ItemsOf(Term.Interfaces, "I") };
        return new DocumentReading(frame, outline, edits, complaints, []);

        List<OutlineItem> ItemsOf(Term term, string letters) => frame.Sections.FirstOrDefault(section => IsAddition(frame, section, term)) is { } section
            ? [.. ItemReader.ReadAll(EntryReader.Read(frame.Markdown, section.First, section.End), letters).Where(item => !TermTable.SaysNone(item.Text))]
            : [];
    }

    private static bool IsAddition(DocumentFrame frame, Section section, Term term) => section.Term is null
        && TermTable.Find(TermGroup.StackAddition, HeadingKey.Of(frame.Markdown.ContentOf(section.Head.Line))) == term;

    private static ChoiceOutline ChoiceOf(DocumentFrame frame, Section section, FrameEdits edits)
    {
        var markdown = frame.Markdown;
        var labels = LabelReader.Read(markdown, section.First, section.End, TermGroup.StackLabel);
        edits.SetLabels(labels, TermGroup.StackLabel);
        var choice = labels.Find(label => label.Hit.Term is Term.Choice) is { } label ? LabelledEntries.TextOf(markdown, label) : null;
        if (choice is null && section.Head.ValueStart < section.Head.ValueEnd)
        {
            choice = ValueOf(markdown, section.Head);
        }

        return new ChoiceOutline(
            section.Term ?? Term.Frontend,
            choice ?? FirstOf(markdown, section) ?? "",
            labels.Find(label => label.Hit.Term is Term.Runs) is { } runs ? LabelledEntries.TextOf(markdown, runs) : null,
            labels.Find(label => label.Hit.Term is Term.Justification) is { } why ? LabelledEntries.Read(markdown, why, "") : [])
        {
            Line = section.Head.Line,
        };
    }

    /// <summary>Of a row, the cell behind the name.</summary>
    private static string ValueOf(MarkdownText markdown, Head head)
    {
        var value = markdown.Text[head.ValueStart..head.ValueEnd];
        return SaidText.Bare(markdown.Lines[head.Line].Kind is LineKind.TableRow ? EntryReader.CellsOf(value)[0] : value);
    }

    /// <returns>The first line that says something and is no label; of a table, what its rows name.</returns>
    private static string? FirstOf(MarkdownText markdown, Section section)
    {
        for (var line = section.First; line < section.End; line++)
        {
            var kind = markdown.Lines[line].Kind;
            if (kind is LineKind.TableRow)
            {
                var rows = EntryReader.Read(markdown, line, section.End);
                return string.Join(" + ", rows.Where(row => row.Cells is not null).Take(12).Select(row => SaidText.Bare(row.Cells![row.Cells.Count > 1 ? 1 : 0])));
            }

            if (kind is not (LineKind.Text or LineKind.Bullet) || SaidText.SaysNothing(markdown.LineOf(line)) || LabelLine.Read(markdown, line, TermGroup.StackLabel) is not null)
            {
                continue;
            }

            if (SaidText.Bare(markdown.ContentOf(line).ToString()) is var said && said is not [.., ':' or '：'])
            {
                return said;
            }
        }

        return null;
    }

    private static List<OutlineItem> ServicesOf(DocumentFrame frame, Section section)
    {
        var entries = EntryReader.Read(frame.Markdown, section.First, section.End);
        if (entries.Count == 0 && section.Head.ValueStart < section.Head.ValueEnd)
        {
            entries = EntryReader.ReadInline(frame.Markdown.Text.AsSpan(section.Head.ValueStart..section.Head.ValueEnd));
        }

        return
        [
            .. entries
                .Select(entry => entry with { Text = entry.Text.Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal) })
                .Where(entry => entry.Text.Any(char.IsLetterOrDigit) && !TermTable.SaysNone(entry.Text))
                .Select(entry => new OutlineItem(null, ServiceName.Of(entry), entry.Text)
                {
                    Place = new ItemPlace(entry.Line, Start: -1, IdLength: 0),
                    Cells = entry.Cells,
                }),
        ];
    }
}
