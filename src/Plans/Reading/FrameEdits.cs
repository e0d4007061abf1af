using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <summary>Collects what is to be written otherwise so that a document has its normal form: headings, labels and units, nothing else.</summary>
internal sealed class FrameEdits(MarkdownText markdown)
{
    private readonly List<TextEdit> _edits = [];

    /// <param name="text">The heading in its normal form; a remark in brackets behind the one that is there stays.</param>
    public void SetSection(Head head, string text)
    {
        if (head.Kind is HeadKind.Inline)
        {
            return;
        }

        if (head.Kind is HeadKind.Missing)
        {
            InsertBefore(head.Line, $"{text}\n");
            return;
        }

        if (head.Kind is HeadKind.Label)
        {
            var value = markdown.Text.AsSpan(head.ValueStart..head.ValueEnd);
            var label = markdown.Text[head.Start..head.ValueStart];
            var choice = IsStack(text) ? "**Choice**: " : "";
            SetLine(head.Line, value.IsEmpty ? text : $"{text}\n{choice}{value}", label.Contains('('));
            return;
        }

        var remark = head.Kind is HeadKind.Heading ? HeadingKey.RemarkOf(markdown.ContentOf(head.Line)) : [];
        SetLine(head.Line, remark.IsEmpty ? text : $"{text} {remark}");
    }

    /// <summary>Writes a line otherwise; the line that underlines it goes.</summary>
    public void SetLine(int line, string text, bool unless = false)
    {
        var end = markdown.Lines[line].End;
        if (line + 1 < markdown.Lines.Count && markdown.Lines[line + 1].Kind is LineKind.Underline)
        {
            end = markdown.Lines[line + 1].End;
        }

        if (!unless && !markdown.Text.AsSpan(markdown.Lines[line].Start..end).SequenceEqual(text))
        {
            _edits.Add(new TextEdit(markdown.Lines[line].Start, end, text));
        }
    }

    public void SetLabels(IEnumerable<LabelBlock> blocks, TermGroup group)
    {
        foreach (var block in blocks)
        {
            SetLabel(block, group);
        }
    }

    public void InsertBefore(int line, string text)
    {
        var at = line < markdown.Lines.Count ? markdown.Lines[line].Start : markdown.Text.Length;
        _edits.Add(new TextEdit(at, at, text));
    }

    /// <summary>Takes lines out, with the end of the line before them.</summary>
    public void Remove(int first, int end)
    {
        if (first < end)
        {
            _edits.Add(new TextEdit(Math.Max(0, markdown.Lines[first].Start - 1), markdown.Lines[end - 1].End, ""));
        }
    }

    public void Set(int start, int end, string text) => _edits.Add(new TextEdit(start, end, text));

    /// <returns>The lines with all edits; the same text where there is none.</returns>
    public string Apply(int first, int end)
    {
        if (first >= end)
        {
            return "";
        }

        var (from, to) = (markdown.Lines[first].Start, markdown.Lines[end - 1].End);
        if (_edits.Count == 0)
        {
            to += to + 1 == markdown.Text.Length ? 1 : 0; // the end of the last line, where the text has one
            return from == 0 && to == markdown.Text.Length ? markdown.Text : markdown.Text[from..to];
        }

        return TextEdit.Apply(markdown.Text, from, to, _edits);
    }

    private static bool IsStack(string heading) => heading is "## Frontend" or "## Backend" or "## Database" or "## Infrastructure";

    private void SetLabel(LabelBlock block, TermGroup group)
    {
        var hit = block.Hit;
        if (hit.IsCell)
        {
            return;
        }

        var label = $"**{TermTable.Written(group, hit.Term)}**:{(hit.HasValue ? " " : "")}";
        var line = markdown.Lines[block.Line];
        var written = markdown.Text.AsSpan(hit.Start..hit.ValueStart);
        if (hit.IsHeading)
        {
            SetLine(block.Line, $"{label}{markdown.Text.AsSpan(hit.ValueStart..hit.ValueEnd)}");
        }
        else if (!markdown.Text.AsSpan(hit.ValueEnd..line.ContentEnd).IsWhiteSpace())
        {
            _edits.Add(new TextEdit(hit.Start, line.ContentEnd, $"{label}{markdown.Text.AsSpan(hit.ValueStart..hit.ValueEnd)}")); // **Duration: 2 weeks**
        }
        else if (!written.TrimEnd().SequenceEqual(label.AsSpan().TrimEnd()) && !written.ContainsAny('(', '（'))
        {
            _edits.Add(new TextEdit(hit.Start, hit.ValueStart, label));
        }
    }
}
