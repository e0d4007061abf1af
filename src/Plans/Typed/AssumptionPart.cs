using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Typed;

/// <summary>Assumptions, open questions and what touches them.</summary>
internal static class AssumptionPart
{
    public static IReadOnlyList<PlanAssumption> Of(IReadOnlyList<OutlineItem> assumptions, ItemIds ids)
    {
        var numbers = ids.Of(assumptions, ItemKind.Assumption);
        return [.. assumptions.Select((item, index) => new PlanAssumption(numbers[index].ToString(), item.Text, QuestionOf(item)) { Line = item.Place.Line + 1 })];
    }

    /// <param name="questions">Of the event storming.</param>
    public static TypedPlan AddQuestions(TypedPlan plan, IReadOnlyList<OutlineItem> questions)
    {
        var asked = WithOpen(plan.Questions, questions);
        if (asked.Count == 0)
        {
            return plan;
        }

        var citing = Citing(plan, asked);
        return plan with { Questions = asked.ConvertAll(question => question with { Touches = TouchesOf(question, plan.Assumptions, citing) }) };
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
    private static IReadOnlyList<string> TouchesOf(PlanQuestion question, IReadOnlyList<PlanAssumption> assumptions, List<(string Item, HashSet<string> Names)> citing)
    {
        var names = assumptions.Where(assumption => assumption.Question == question.Id).Select(assumption => assumption.Id).Append(question.Id).ToHashSet(StringComparer.Ordinal);
        List<string> touched = [.. names.Where(name => name != question.Id), .. citing.Where(item => item.Names.Overlaps(names)).Select(item => item.Item).Distinct()];
        return touched.Count > 0 ? touched : question.Touches;
    }

    /// <summary>The items that name a question or an assumption.</summary>
    private static List<(string Item, HashSet<string> Names)> Citing(TypedPlan plan, List<PlanQuestion> questions)
    {
        var wanted = questions.Select(question => question.Id).Concat(plan.Assumptions.Select(assumption => assumption.Id)).ToHashSet(StringComparer.Ordinal);
        var citing = new List<(string Item, HashSet<string> Names)>();
        foreach (var item in PlanItems.Of(plan))
        {
            foreach (var reference in item.References)
            {
                if (wanted.Contains(reference.Id))
                {
                    citing.Add((item.Id, item.References.Select(cited => cited.Id).Where(wanted.Contains).ToHashSet(StringComparer.Ordinal)));
                    break;
                }
            }
        }

        return citing;
    }
}
