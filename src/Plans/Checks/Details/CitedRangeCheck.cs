using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Checks.Demands;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Details;

/// <summary>Check 42: a range, or more than four identifiers of one kind, in one task or gate covers none of them.</summary>
internal sealed class CitedRangeCheck : ICheck
{
    private const int Most = 4;

    public int Number => 42;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.ExecutionPlan) is not { Reading.Outline: ScheduleOutline { Stages.Count: > 0 } schedule } document)
        {
            return null;
        }

        return
        [
            .. schedule.Stages.SelectMany(stage => stage.Deliverables.Concat(stage.Gates)).Where(item => CitesTooMuch(item.Text)).Take(20)
                .Select(item => new Finding(
                    Number, Severity.Note, DocumentType.ExecutionPlan, item.Id, "It refers to so much at once that it covers nothing of it.", Excerpt.Of(item.Text),
                    "Name what it really proves or builds, at most four of a kind.", Excerpt.LineOf(document, item.Text))),
        ];
    }

    private static bool CitesTooMuch(string text)
    {
        var ids = Citation.In(text);
        return ids.GroupBy(id => id.TrimEnd("0123456789.".ToCharArray())).Any(kind => kind.Count() > Most) || HasRange(text, ids);
    }

    /// <summary>"F1 to F7", "AC1.1–AC1.4", "F1 bis F7".</summary>
    private static bool HasRange(string text, List<string> ids)
    {
        var from = Math.Max(0, text.AsSpan().IndexOfAny('(', '（', '['));
        for (var index = 0; index + 1 < ids.Count; index++)
        {
            var first = text.IndexOf(ids[index], from, StringComparison.Ordinal);
            var end = first + ids[index].Length;
            var second = first < 0 ? -1 : text.IndexOf(ids[index + 1], end, StringComparison.Ordinal);
            if (second > end && text.AsSpan(end..second).Trim() is "to" or "-" or "–" or "—" or "bis" or "through" or "…" or ".." or "...")
            {
                return true;
            }

            from = Math.Max(from, end);
        }

        return false;
    }
}
