using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads an execution plan: stages with their length, what they deliver and how they end.</summary>
internal static class ScheduleReader
{
    public static DocumentReading Read(DocumentShape shape, string text)
    {
        var markdown = MarkdownText.Parse(text);
        var heads = StageHeads.Find(markdown);
        var first = heads.Count == 0 ? markdown.Lines.Count : heads[0].Line;
        var title = TitleReader.Find(shape, markdown, first);
        var start = title?.Line ?? PreambleReader.EndOf(markdown, first);
        var end = TrailerReader.StartOf(markdown, start);
        var frame = new DocumentFrame(shape, markdown, title, start, end, []);
        var complaints = new List<(int Stage, string Text)>();
        var remarks = new List<string>();
        var edits = new FrameEdits(markdown);
        List<StageOutline> stages = [];
        for (var index = 0; index < heads.Count; index++)
        {
            var next = index + 1 < heads.Count ? heads[index + 1].Line : end;
            var scope = new StageScope(markdown, heads[index], ScopeEnd(markdown, heads[index], next));
            if (IsSaidBefore(frame, heads, index, next))
            {
                edits.Remove(heads[index].Line, next);
                continue;
            }

            var ofStage = new List<string>();
            stages.Add(StageReader.Read(scope, edits, ofStage, remarks));
            complaints.AddRange(ofStage.Select(text => (stages.Count - 1, text)));
        }

        if (heads.Count == 0)
        {
            stages = StageTable.Read(markdown);
        }

        var numbered = Numbered(stages, heads, edits, markdown);
        List<Complaint> faults = numbered.Count == 0
            ? [new Complaint("The plan has no stage: each needs a heading \"## Stage 1: Name\".", null)]
            : [.. complaints.Select(complaint => new Complaint(complaint.Text, PartSlug.OfStage(numbered[complaint.Stage].Number)))];
        var (fit, cuts) = FitReader.Read(frame, heads.Count == 0 ? end : heads[0].Line);
        return new DocumentReading(frame, new ScheduleOutline(numbered) { Fit = fit, Cuts = cuts }, edits, faults, remarks);
    }

    private static List<StageOutline> Numbered(List<StageOutline> stages, List<NumberedHead> heads, FrameEdits edits, MarkdownText markdown)
    {
        var numbers = Numbering.Of([.. stages.Select(stage => stage.Number >= 0 ? stage.Number : (int?)null)]);
        var numbered = stages.Select((stage, index) => stage with { Number = numbers[index] }).ToList();
        if (heads.Count == stages.Count)
        {
            for (var index = 0; index < heads.Count; index++)
            {
                if (markdown.Lines[heads[index].Line].Kind is not LineKind.Bullet)
                {
                    edits.SetLine(heads[index].Line, numbered[index].Name.Length > 0
                        ? $"## Stage {numbers[index]}: {numbered[index].Name}"
                        : $"## Stage {numbers[index]}");
                }
            }
        }

        return numbered;
    }

    /// <summary>Another heading of the stage's rank ends it, unless that is one of its labels.</summary>
    private static int ScopeEnd(MarkdownText markdown, NumberedHead head, int next)
    {
        for (var line = head.Line + 1; line < next; line++)
        {
            if (markdown.Lines[line].Kind is LineKind.Heading && markdown.Lines[line].Level <= head.Level
                && LabelLine.Read(markdown, line, TermGroup.StageLabel) is null)
            {
                return line;
            }
        }

        return next;
    }

    private static bool IsSaidBefore(DocumentFrame frame, List<NumberedHead> heads, int index, int end)
    {
        for (var earlier = Math.Max(0, index - 100); earlier < index; earlier++)
        {
            if (heads[earlier].Heading == heads[index].Heading
                && frame.TextOf(heads[earlier].Line + 1, heads[earlier + 1].Line).SequenceEqual(frame.TextOf(heads[index].Line + 1, end)))
            {
                return true;
            }
        }

        return false;
    }
}
