using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Typed;

/// <summary>Whether what is planned fits people, time and money, in numbers.</summary>
internal static class FitPart
{
    public static PlanFit Of(ScheduleOutline schedule, ProjectLedger ledger)
    {
        var capacity = Capacity.Of(ledger);
        var planned = schedule.Stages.Count == 0 || schedule.Stages.Any(stage => stage.Days is null) ? null : (decimal?)schedule.Stages.Sum(stage => stage.Days!.Value);
        var rate = ledger.GivenRate is { } known && (capacity.Currency is null || capacity.Currency == known.Currency) ? (decimal?)known.Amount : null;
        var cost = (TaskDays.Of(schedule) ?? (capacity.PeopleADay * planned)) * rate;
        return new PlanFit(
            schedule.Fit.Length == 0 ? null : schedule.Fit, capacity.People, capacity.Days, planned, rate, cost, capacity.Amount - cost)
        {
            PeopleADay = capacity.Team is null ? 1 : capacity.PeopleADay,
        };
    }
}
