using AiDevFramework.Grains.State;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>A user's spending on one day (UTC).</summary>
internal readonly record struct UserDay(Guid UserId, DateOnly Day);

/// <summary>What transitions change about what users' days count, and which of them fit into the limit. Pure.</summary>
internal static class UserBudget
{
    /// <summary>What the transition adds to each day: the reserved price of an attempt that it opens, and, for one that it closes, what
    /// that cost more than was reserved: mostly less than nothing.</summary>
    public static IEnumerable<(UserDay Day, decimal Usd)> ChangesOf(Transition transition) => transition.Attempts.Select(attempt => (
        new UserDay(transition.Next.Project.UserId, DateOnly.FromDateTime(attempt.OpenedAt.UtcDateTime)),
        attempt.Status is AttemptStatus.Open ? attempt.ReservedUsd ?? 0m : attempt.CountedUsd - (attempt.ReservedUsd ?? 0m)));

    /// <summary>Which of the transitions may open their attempts. Each is judged as if none before it gave money back, since that one
    /// may turn out stale; one that would fit otherwise is to be asked about again.</summary>
    /// <param name="counted">What each day counts now; nobody else changes it meanwhile.</param>
    /// <returns>A verdict for each transition.</returns>
    public static IReadOnlyList<BudgetVerdict> Judge(
        decimal limit, IReadOnlyDictionary<UserDay, decimal> counted, IReadOnlyList<Transition> transitions)
    {
        var days = counted.ToDictionary();
        var touched = new HashSet<UserDay>();
        return [.. transitions.Select(Verdict)];

        BudgetVerdict Verdict(Transition transition)
        {
            var changes = ChangesOf(transition).GroupBy(change => change.Day).Select(day => (Day: day.Key, Usd: day.Sum(change => change.Usd))).ToList();
            if (transition.Attempts.FirstOrDefault(attempt => attempt.Status is AttemptStatus.Open) is { } opened)
            {
                var today = new UserDay(transition.Next.Project.UserId, DateOnly.FromDateTime(opened.OpenedAt.UtcDateTime));
                if (opened.ReservedUsd is null)
                {
                    return BudgetVerdict.Refused;
                }

                if (days[today] + changes.First(change => change.Day == today).Usd > limit)
                {
                    return touched.Contains(today) ? BudgetVerdict.AskAgain : BudgetVerdict.Refused;
                }
            }

            foreach (var (day, usd) in changes)
            {
                touched.Add(day);
                days[day] += Math.Max(0m, usd);
            }

            return BudgetVerdict.Granted;
        }
    }
}

internal enum BudgetVerdict
{
    Granted,
    Refused,

    /// <summary>Others of the same user came first: whether it fits shows when they are stored.</summary>
    AskAgain,
}
