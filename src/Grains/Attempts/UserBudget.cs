using AiDevFramework.Grains.State;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>What transitions change about what users' days count, and which of them fit into the limit. Pure.</summary>
internal static class UserBudget
{
    /// <summary>What the transition adds to each day: the price that an attempt reserves, and the difference between the actual cost and the
    /// reservation of one that it settles. Usually negative.</summary>
    public static IEnumerable<(UserDay Day, decimal Usd)> ChangesOf(Transition transition) => transition.Attempts.Select(attempt => (
        DayOf(transition, attempt),
        attempt.Status is AttemptStatus.Open ? attempt.ReservedUsd ?? 0m : attempt.CountedUsd - (attempt.ReservedUsd ?? 0m)));

    /// <summary>Which of the transitions may reserve their attempts. Each is judged as if none before it gave money back, since that one
    /// may turn out to be stale. One that fits only with that money is to be asked again. What costs nothing always fits.</summary>
    /// <param name="counted">What each day counts now; nobody else changes it meanwhile.</param>
    /// <returns>A verdict for each transition.</returns>
    public static IReadOnlyList<BudgetVerdict> Judge(
        decimal limit, IReadOnlyDictionary<UserDay, decimal> counted, IReadOnlyList<Transition> transitions)
    {
        var days = counted.ToDictionary();
        var touched = new HashSet<UserDay>();
        return [.. transitions.Select(JudgeNext)];

        BudgetVerdict JudgeNext(Transition transition)
        {
            var changes = ChangesOf(transition)
                .GroupBy(change => change.Day, (day, all) => (Day: day, Usd: all.Sum(change => change.Usd)))
                .ToList();
            if (transition.Attempts.FirstOrDefault(attempt => attempt.Status is AttemptStatus.Open) is { } reserved)
            {
                if (reserved.ReservedUsd is null)
                {
                    return BudgetVerdict.Refused; // nobody can say what it may cost
                }

                var today = DayOf(transition, reserved);
                if (reserved.ReservedUsd > 0m && days[today] + changes.First(change => change.Day == today).Usd > limit)
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

    private static UserDay DayOf(Transition transition, AttemptRecord attempt) =>
        new(transition.Next.Project.UserId, DateOnly.FromDateTime(attempt.OpenedAt.UtcDateTime));
}
