using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Blocks;

/// <summary>What an execution plan comes to.</summary>
/// <param name="Weeks">Of the stages; <see langword="null"/> where one of them cannot be read.</param>
/// <param name="TaskDays">Person-days of all tasks; <see langword="null"/> where one of them does not say its days.</param>
/// <param name="LongestWait">The task that waits longest for others, and for how many working days.</param>
internal sealed record PlannedWork(int? Weeks, decimal? TaskDays = null, (string Task, decimal Days)? LongestWait = null)
{
    public static PlannedWork Of(ScheduleOutline schedule)
    {
        (string Task, decimal Days)? longest = null;
        foreach (var task in schedule.Stages.SelectMany(stage => stage.Deliverables))
        {
            if (task.Id is { } id && TaskBracket.Read(task.Text, task.Cells).LeadDays is { } lead && lead > (longest?.Days ?? 0))
            {
                longest = (id, lead);
            }
        }

        return new PlannedWork(schedule.Weeks, Typed.TaskDays.Of(schedule), longest);
    }
}
