using AiDevFramework.Plans.Review;
using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Views;

/// <summary>The tasks of a plan in the order of the work: a stage begins when the one before has passed its gate.</summary>
/// <param name="Waves">Tasks that can be done side by side, wave after wave.</param>
/// <param name="Next">What to begin with: the first that are ready.</param>
/// <param name="Blocked">Tasks that wait for themselves.</param>
public sealed record TasksView(
    Guid ProjectId, IReadOnlyList<TaskView> Tasks, IReadOnlyList<IReadOnlyList<string>> Waves, CriticalPath CriticalPath, IReadOnlyList<string> Next, IReadOnlyList<string> Blocked)
{
    /// <param name="done">Identifiers of tasks that are done.</param>
    /// <param name="readyOnly">Whether to list those alone that can be begun.</param>
    public static TasksView Of(PlanReview review, IReadOnlyCollection<string> done, bool readyOnly)
    {
        var all = review.Plan.Stages.SelectMany(stage => stage.Tasks.Select(task => (Task: task, Stage: stage.Number))).DistinctBy(pair => pair.Task.Id).ToList();
        var order = new TaskOrder([.. all.Select(pair => (pair.Task, pair.Stage))]);
        var open = all.Where(pair => !done.Contains(pair.Task.Id)).Select(pair => pair.Stage).DefaultIfEmpty().Min();
        var views = all.ConvertAll(pair => View(pair.Task, pair.Stage, order, IsReady(pair.Task, pair.Stage)));
        return new TasksView(
            review.Source.ProjectId,
            readyOnly ? views.FindAll(view => view.Ready) : views,
            order.Waves,
            order.Longest(),
            [.. views.Where(view => view.Ready).Select(view => view.Id)],
            order.Blocked);

        bool IsReady(PlanTask task, int stage) =>
            stage == open && !done.Contains(task.Id) && task.After.All(before => done.Contains(before) || !order.Has(before)) && !order.Blocked.Contains(task.Id);
    }

    private static TaskView View(PlanTask task, int stage, TaskOrder order, bool ready) => new(
        task.Id, task.Name, task.Text, stage, order.WaveOf(task.Id), ready, task.Serves, task.After, task.Days, task.LeadDays, task.Verify);
}
