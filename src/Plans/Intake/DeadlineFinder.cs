using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>When the product has to be there.</summary>
internal static class DeadlineFinder
{
    public static IEnumerable<FoundLimit> Find(IdeaText idea, Clause clause, DateOnly created)
    {
        var (first, end) = (clause.First, clause.End);
        var isDeadline = clause.IsLabelled || idea.Has(first, end, Meaning.Deadline) || Frame.Is(idea, clause);
        if (!isDeadline)
        {
            yield break;
        }

        foreach (var day in WrittenDate.In(idea, clause, created))
        {
            var weeks = Math.Max(0, (day.Value.DayNumber - created.DayNumber) / 7);
            yield return new FoundLimit(ConstraintKind.Deadline, "", day.First, day.End) { Date = day.Value, Weeks = weeks };
            yield break;
        }

        foreach (var span in Span.In(idea, first, end))
        {
            if (!span.IsShort && span.Weeks > 0 && !IsApart(idea, span, end) && !IsPaid(idea, span, first))
            {
                yield return new FoundLimit(ConstraintKind.Deadline, "", span.First, span.End) { Weeks = span.Weeks };
                yield break;
            }
        }
    }

    /// <summary>"Two weeks before the launch", "three months of data".</summary>
    private static bool IsApart(IdeaText idea, Span span, int end) => span.End < end && idea.At(span.End, Meaning.Apart) is not null;

    /// <summary>"460 EUR per 2 weeks".</summary>
    private static bool IsPaid(IdeaText idea, Span span, int first) =>
        span.First > first && idea.At(span.First - 1, Meaning.Per) is { } per && idea.Tokens[per.First].Text is "per" or "pro" or "je";
}
