using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Typed;

/// <summary>Draws the typed plan from what was read of a project's documents and from its ledger. Pure, and never throws for any text.</summary>
internal static class PlanReader
{
    public static TypedPlan Read(IReadOnlyList<ReadDocument> documents, ProjectLedger ledger)
    {
        var (storming, requirements) = (Find<StormingOutline>(documents), Find<RequirementsOutline>(documents));
        var (stack, schedule) = (Find<StackOutline>(documents), Find<ScheduleOutline>(documents));
        var plan = KnownParts.Add(TypedPlan.Empty, storming, ledger.Counters, static (before, read, _) => StormingPart.AddTo(before, OutlineOf<StormingOutline>(read)));
        plan = KnownParts.Add(plan, requirements, ledger.Counters, static (before, read, ids) => RequirementsPart.AddTo(before, OutlineOf<RequirementsOutline>(read), ids));
        plan = KnownParts.Add(
            plan, stack, ledger.Counters, static (before, read, ids) => StackPart.AddTo(before, OutlineOf<StackOutline>(read), ids) with { StackDocument = read.Type });
        plan = KnownParts.Add(plan, schedule, ledger.Counters, static (before, read, ids) => SchedulePart.AddStages(before, OutlineOf<ScheduleOutline>(read), ids));
        plan = LedgerPart.AddTo(plan, ledger);
        var numbers = new ItemIds(ledger.Counters);
        if (schedule is not null && OutlineOf<ScheduleOutline>(schedule) is var planned)
        {
            plan = SchedulePart.AddCuts(plan, planned, numbers) with { Fit = FitPart.Of(planned, ledger) };
        }

        if (storming is null)
        {
            return AssumptionPart.AddQuestions(plan, []);
        }

        var open = OutlineOf<StormingOutline>(storming);
        plan = requirements is null ? plan with { Assumptions = AssumptionPart.Of(open.Assumptions, numbers) } : plan;
        return AssumptionPart.AddQuestions(plan, open.Questions);
    }

    private static T OutlineOf<T>(ReadDocument document) => (T)document.Reading.Outline;

    private static ReadDocument? Find<T>(IReadOnlyList<ReadDocument> documents)
        where T : class
    {
        foreach (var document in documents)
        {
            if (document.Reading.Outline is T)
            {
                return document;
            }
        }

        return null;
    }
}
