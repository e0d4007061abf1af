using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Typed;

/// <summary>What the tasks of a plan come to, where all of them say it.</summary>
internal static class TaskDays
{
    /// <returns>Person-days; <see langword="null"/> where there is no task, or one that does not say its days.</returns>
    public static decimal? Of(ScheduleOutline schedule)
    {
        decimal? days = null;
        foreach (var task in schedule.Stages.SelectMany(stage => stage.Deliverables))
        {
            if (TaskBracket.Read(task.Text, task.Cells).Days is not { } known)
            {
                return null;
            }

            days = (days ?? 0) + known;
        }

        return days;
    }
}
