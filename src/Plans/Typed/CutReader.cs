using System.Buffers;
using AiDevFramework.Plans.Identity;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Typed;

/// <summary>Reads what a plan leaves out: <c>X1 F8 (COULD, 12 days, C6): why, and what users do without it</c>.</summary>
internal static class CutReader
{
    private static readonly SearchValues<string> s_capacity = SearchValues.Create(
        ["capacity", "Kapazität", "capacité", "capacidad", "capacidade", "capacità", "deadline", "does not fit", "passt nicht", "budget"], StringComparison.OrdinalIgnoreCase);

    public static PlanCut Read(OutlineItem cut, ItemId id, TypedPlan plan)
    {
        var text = cut.Text.TrimStart('*', '_', '`', '[', ' ', ':');
        var item = ItemId.Read(text, out _) is { Kind: ItemKind.Feature or ItemKind.Criterion } named ? named.ToString() : null;
        var references = References.In(cut.Text, cut.Cells);
        item ??= references.Select(reference => reference.Id).FirstOrDefault(other => References.IsOf(other, "F") || References.IsOf(other, "AC"));
        return new PlanCut(id.ToString(), item, DaysIn(text), CauseOf(text, references, plan), text)
        {
            Line = cut.Place.Line + 1,
            References = item is null || references.Any(reference => reference.Id == item) ? references : [new PlanReference(item, IsCertain: true), .. references],
        };
    }

    /// <summary>What the first bracket says.</summary>
    private static decimal? DaysIn(string text)
    {
        var open = text.AsSpan().IndexOfAny('(', '（');
        var close = open < 0 ? -1 : text.AsSpan(open).IndexOfAny(')', '）');
        if (close < 0)
        {
            return null;
        }

        foreach (var part in text[(open + 1)..(open + close)].Split(',', ';'))
        {
            if (DurationReader.Read(part) is { IsCalendar: false } duration)
            {
                return duration.Days;
            }
        }

        return null;
    }

    private static PlanCutCause CauseOf(string text, IReadOnlyList<PlanReference> references, TypedPlan plan)
    {
        var kinds = plan.Constraints.Where(constraint => references.Any(reference => reference.Id == constraint.Id)).Select(constraint => constraint.Kind).ToList();
        if (kinds.Exists(kind => kind is not ("team" or "deadline" or "budget")))
        {
            return PlanCutCause.Constraint;
        }

        if (kinds.Count > 0 || text.AsSpan().ContainsAny(s_capacity))
        {
            return PlanCutCause.Capacity;
        }

        return references.Any(reference => References.IsOf(reference.Id, "D")) ? PlanCutCause.Person : PlanCutCause.Unknown;
    }
}
