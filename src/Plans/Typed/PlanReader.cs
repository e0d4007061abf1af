using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Typed;

/// <summary>Draws the typed plan from what was read of a project's documents and from its ledger. Pure, and never throws for any text.</summary>
internal static class PlanReader
{
    public static TypedPlan Read(IEnumerable<ReadDocument> documents, ProjectLedger ledger)
    {
        var all = documents.ToList();
        var ids = new ItemIds(ledger.Counters);
        var storming = Outline<StormingOutline>();
        var requirements = Outline<RequirementsOutline>();
        var stack = Outline<StackOutline>();
        var schedule = Outline<ScheduleOutline>();
        var plan = LedgerPart.AddTo(TypedPlan.Empty, ledger);
        plan = storming is null ? plan : StormingPart.AddTo(plan, storming.Value.Outline);
        plan = requirements is null ? plan : RequirementsPart.AddTo(plan, requirements.Value.Outline, ids);
        plan = stack is null ? plan : StackPart.AddTo(plan, stack.Value.Outline, ids) with { StackDocument = all.Find(document => document.Reading.Outline is StackOutline)!.Type };
        plan = schedule is null ? plan : SchedulePart.AddTo(plan, schedule.Value.Outline, schedule.Value.Text, ids);
        plan = AssumptionPart.AddTo(plan, requirements?.Outline.Assumptions ?? storming?.Outline.Assumptions ?? [], storming?.Outline.Questions ?? [], ids);
        return plan with { Fit = schedule is null ? null : FitPart.Of(schedule.Value.Outline, ledger) };

        (T Outline, string Text)? Outline<T>()
            where T : class =>
            all.FirstOrDefault(document => document.Reading.Outline is T) is { } found ? ((T)found.Reading.Outline, found.Reading.Frame.Markdown.Text) : null;
    }
}
