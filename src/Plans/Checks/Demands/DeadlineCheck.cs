using System.Globalization;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>Check 33: the stages' working days, added before they are rounded, are no more than there are until the deadline.</summary>
internal sealed class DeadlineCheck : ICheck
{
    public int Number => 33;

    public DocumentType? About => DocumentType.ExecutionPlan;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        if (input.Find(DocumentType.ExecutionPlan)?.Reading.Outline is not ScheduleOutline { Stages.Count: > 0 } schedule)
        {
            return null;
        }

        var unread = schedule.Stages.Where(stage => stage.Days is null).ToList();
        var capacity = Capacity.Of(input.Ledger);
        if (capacity.Days is not { } available)
        {
            return unread.Count > 0 ? [Unread(unread)] : null;
        }

        var days = schedule.Stages.Sum(stage => stage.Days ?? 0);
        var findings = new List<Finding>();
        if (days > available && capacity.Deadline is { } deadline)
        {
            findings.Add(new Finding(
                Number, deadline.Hard ? Severity.Error : Severity.Warning, DocumentType.ExecutionPlan, deadline.Id,
                $"The stages take {Text(days)} working days together, and {deadline.Id} (\"{deadline.Quote}\") leaves {available}.",
                Suggestion: $"Cut what has the lowest priority until {available} working days are enough, and list it under Fit."));
        }

        if (unread.Count > 0)
        {
            findings.Add(Unread(unread));
        }

        return findings;
    }

    private Finding Unread(List<StageOutline> stages)
    {
        var numbers = string.Join(", ", stages.Take(10).Select(stage => stage.Number.ToString(CultureInfo.InvariantCulture)));
        return new Finding(
            Number, Severity.Warning, DocumentType.ExecutionPlan, null,
            $"How long stage {numbers} takes cannot be read, so nobody knows whether the plan fits its time.", Suggestion: "Write **Duration**: 2 weeks.");
    }

    private static string Text(decimal days) => days.ToString("0.##", CultureInfo.InvariantCulture);
}
