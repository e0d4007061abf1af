using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Markdown;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Reading;

/// <summary>Reads one stage of an execution plan.</summary>
internal static class StageReader
{
    /// <param name="complaints">Takes what is wrong with the stage.</param>
    /// <returns>Its number is negative where none is written.</returns>
    public static StageOutline Read(StageScope scope, FrameEdits edits, List<string> complaints, List<string> remarks)
    {
        var labels = LabelReader.Read(scope.Markdown, scope.First, scope.End, TermGroup.StageLabel);
        edits.SetLabels(labels, TermGroup.StageLabel);
        var name = scope.Head.Name;
        var duration = DurationOf(scope, labels, ref name, edits);
        var deliverables = ListOf(scope, labels, Term.Deliverables, "T D", boxes: false);
        var gates = ListOf(scope, labels, Term.StageGateCriteria, "G", boxes: true);
        var heading = Quotation.Short(scope.Head.Heading);
        if (duration is null)
        {
            remarks.Add($"How long \"## {heading}\" takes cannot be read: \"**Duration**: 2 weeks\".");
        }

        if (deliverables.Count == 0)
        {
            complaints.Add($"\"## {heading}\" lacks the list \"**Deliverables**:\".");
        }

        if (gates.Count == 0)
        {
            complaints.Add($"\"## {heading}\" lacks the list \"**Stage Gate Criteria**:\".");
        }

        var listed = labels.Find(label => label.Hit.Term is Term.StageFeatures);
        var features = listed is null ? null : LabelledEntries.TextOf(scope.Markdown, listed);
        return new StageOutline(scope.Head.Item is { IsPart: false, Number: { } number } ? number : -1, name, duration?.Days, features, deliverables, gates)
        {
            Line = scope.Head.Line,
            FeaturesPlace = listed is { Hit: { HasValue: true } hit } ? (hit.ValueStart, hit.ValueEnd) : (-1, -1),
        };
    }

    private static WrittenDuration? DurationOf(StageScope scope, List<LabelBlock> labels, ref string name, FrameEdits edits)
    {
        if (labels.Find(label => label.Hit.Term is Term.Duration) is { } label)
        {
            return Labelled(scope, label, edits);
        }

        var (inName, rest) = StageTime.InName(name);
        if (inName is not null)
        {
            name = rest;
            if (scope.Markdown.Lines[scope.Head.Line].Kind is not LineKind.Bullet)
            {
                edits.InsertBefore(scope.First, $"**Duration**: {inName.Normal()}\n");
            }

            return inName;
        }

        if (StageTime.InFirstLine(scope.Markdown, scope.First, scope.End) is { } found)
        {
            edits.SetLine(found.Line, $"**Duration**: {found.Duration.Normal()}");
            return found.Duration;
        }

        return null;
    }

    private static WrittenDuration? Labelled(StageScope scope, LabelBlock label, FrameEdits edits)
    {
        if (!label.Hit.HasValue)
        {
            return LabelledEntries.TextOf(scope.Markdown, label) is { } below ? DurationReader.Read(below) : null;
        }

        var (start, end) = (label.Hit.ValueStart, label.Hit.ValueEnd);
        var duration = DurationReader.Read(scope.Markdown.Text.AsSpan(start..end));
        if (duration is { IsNormal: false })
        {
            edits.Set(start + duration.Start, start + duration.Start + duration.Length, duration.Normal());
        }

        return duration;
    }

    /// <summary>What the label lists. Without the label, boxes to tick are criteria, and other entries are what is delivered.</summary>
    private static List<OutlineItem> ListOf(StageScope scope, List<LabelBlock> labels, Term term, string letters, bool boxes)
    {
        if (labels.Find(label => label.Hit.Term == term) is { } label)
        {
            return LabelledEntries.Read(scope.Markdown, label, letters);
        }

        var other = labels.Find(label => label.Hit.Term is Term.Deliverables or Term.StageGateCriteria);
        var entries = EntryReader.Read(scope.Markdown, scope.First, boxes ? scope.End : other?.Line ?? scope.End);
        return ItemReader.ReadAll(entries.Where(entry => entry.IsBox == boxes && !IsLabel(entry)), letters);
    }

    private static bool IsLabel(Entry entry) =>
        entry.Text.IndexOfAny([':', '：']) is > 0 and < 60 and var colon
        && TermTable.Find(TermGroup.StageLabel, HeadingKey.Of(entry.Text.AsSpan(0, colon))) is Term.Duration or Term.StageFeatures;
}
