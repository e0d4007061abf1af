using AiDevFramework.Evaluation.Briefs;

namespace AiDevFramework.Evaluation.Judging;

/// <summary>Looks for the facts of a brief in the lines of a plan. Pure.</summary>
internal static class RecallJudge
{
    /// <summary>Lines that nobody reads as a line: a paragraph with the words of a fact in two of its corners says nothing of it.</summary>
    private const int LongestLine = 600;

    /// <summary>Lines in which each subject of the idea stands, in a plan for it.</summary>
    private const int LeastLines = 5;

    public static Recall Judge(JudgedPlan plan, Brief brief) => Of(brief, brief.MustCover.Where(fact => Says(plan, fact)).ToHashSet(), plan);

    /// <param name="covered">The facts that whoever judges found.</param>
    public static Recall Of(Brief brief, IReadOnlySet<Fact> covered, JudgedPlan plan)
    {
        var counted = IsAboutIt(plan, brief) ? covered : new HashSet<Fact>(); // a plan for something else covers nothing of this
        return new Recall(
            (double)counted.Sum(fact => fact.Weight) / brief.MustCover.Sum(fact => fact.Weight),
            [.. brief.MustCover.Where(fact => !counted.Contains(fact)).Select(fact => fact.Text)],
            InventionsIn(plan, brief));
    }

    private static bool IsAboutIt(JudgedPlan plan, Brief brief) =>
        brief.Subjects.All(subject => plan.Lines.Where(line => line.IsSaid && subject.IsIn(line.Text)).Take(LeastLines).Count() == LeastLines);

    private static IReadOnlyList<string> InventionsIn(JudgedPlan plan, Brief brief) =>
        [
            .. brief.MustNot
                .Select(invention => (invention.Text, Line: plan.Lines.FirstOrDefault(line => line.IsSaid && !line.IsExclusion && invention.Words.IsIn(line.Text))))
                .Where(found => found.Line is not null).Select(found => $"{found.Text}: {found.Line!.Text}"),
        ];

    /// <summary>An exclusion counts only as far as the fact is one itself, and its words say so.</summary>
    private static bool Says(JudgedPlan plan, Fact fact) => plan.Lines.Any(line =>
        line.IsSaid && fact.CanStandIn(line.Document) && line.Text.Length <= LongestLine && !line.Section.Equals("Out of Scope", StringComparison.OrdinalIgnoreCase)
        && fact.Words.IsIn($"{line.Item} {line.Text}"));
}
