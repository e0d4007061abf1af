using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Typed;

/// <summary>Assumptions, open questions and what touches them.</summary>
internal static class AssumptionPart
{
    public static TypedPlan AddTo(TypedPlan plan, IReadOnlyList<OutlineItem> assumptions, IReadOnlyList<OutlineItem> questions, ItemIds ids)
    {
        var numbers = ids.Of(assumptions, ItemKind.Assumption);
        var assumed = assumptions.Select((item, index) => new PlanAssumption(numbers[index].ToString(), item.Text, QuestionOf(item)) { Line = item.Place.Line + 1 }).ToList();
        return plan with { Assumptions = assumed, Questions = [.. WithOpen(plan.Questions, questions).Select(question => question with { Touches = TouchesOf(question, assumed, plan) })] };
    }

    private static string? QuestionOf(OutlineItem item) =>
        References.In(item.Text, item.Cells).Select(reference => reference.Id).FirstOrDefault(id => References.IsOf(id, "Q"));

    /// <summary>Those of the event storming that the ledger does not have: it was stored before the ledger took them.</summary>
    private static List<PlanQuestion> WithOpen(IReadOnlyList<PlanQuestion> known, IReadOnlyList<OutlineItem> open)
    {
        var all = known.ToList();
        var keys = known.Select(question => TextKey.Of(question.Text)).ToHashSet(StringComparer.Ordinal);
        var next = known.Select(question => ItemId.Parse(question.Id)?.Major ?? 0).DefaultIfEmpty().Max();
        foreach (var item in open)
        {
            if (AskedQuestion.Read(item.Text) is { } asked && keys.Add(TextKey.Of(asked.Text)))
            {
                all.Add(new PlanQuestion(
                    new ItemId(ItemKind.Question, ++next).ToString(), asked.Text, asked.Options, asked.Default, asked.Changes is { } changes ? [changes] : []));
            }
        }

        return all;
    }

    /// <summary>What cites the question, or an assumption that names it; the words of the intake where nothing does.</summary>
    private static IReadOnlyList<string> TouchesOf(PlanQuestion question, List<PlanAssumption> assumptions, TypedPlan plan)
    {
        var names = assumptions.Where(assumption => assumption.Question == question.Id).Select(assumption => assumption.Id).Append(question.Id).ToHashSet(StringComparer.Ordinal);
        List<string> touched = [.. names.Where(name => name != question.Id), .. PlanItems.Of(plan).Where(item => item.References.Any(reference => names.Contains(reference.Id))).Select(item => item.Id).Distinct()];
        return touched.Count > 0 ? touched : question.Touches;
    }
}
