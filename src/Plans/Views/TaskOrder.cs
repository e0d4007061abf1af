using AiDevFramework.Plans.Typed;

namespace AiDevFramework.Plans.Views;

/// <summary>Sorts tasks by what they wait for, stage after stage.</summary>
internal sealed class TaskOrder
{
    private readonly Dictionary<string, (PlanTask Task, int Stage)> _tasks;

    private readonly Dictionary<string, int> _waves = new(StringComparer.Ordinal);

    private readonly List<string> _sorted = [];

    /// <param name="tasks">Each identifier once, in the order of the plan.</param>
    public TaskOrder(IReadOnlyList<(PlanTask Task, int Stage)> tasks)
    {
        _tasks = tasks.ToDictionary(pair => pair.Task.Id, StringComparer.Ordinal);
        foreach (var stage in tasks.GroupBy(pair => pair.Stage).OrderBy(stage => stage.Key))
        {
            Sort([.. stage.Select(pair => pair.Task)]);
        }

        Waves = [.. _sorted.GroupBy(id => _waves[id]).OrderBy(wave => wave.Key).Select(wave => wave.ToList())];
        Blocked = [.. tasks.Select(pair => pair.Task.Id).Where(id => !_waves.ContainsKey(id))];
    }

    public IReadOnlyList<IReadOnlyList<string>> Waves { get; }

    public IReadOnlyList<string> Blocked { get; }

    public bool Has(string id) => _tasks.ContainsKey(id);

    public int? WaveOf(string id) => _waves.TryGetValue(id, out var wave) ? wave : null;

    /// <summary>By what comes after what alone: stages are not in its way.</summary>
    public CriticalPath Longest()
    {
        var ends = new Dictionary<string, (decimal Days, string? Before)>(StringComparer.Ordinal);
        foreach (var id in _sorted)
        {
            var task = _tasks[id].Task;
            var before = task.After.Where(ends.ContainsKey).MaxBy(other => ends[other].Days);
            ends[id] = ((before is null ? 0 : ends[before].Days) + (task.Days ?? 1) + (task.LeadDays ?? 0), before);
        }

        var path = new List<string>();
        for (var id = ends.Count == 0 ? null : ends.MaxBy(end => end.Value.Days).Key; id is not null; id = ends[id].Before)
        {
            path.Insert(0, id);
        }

        return new CriticalPath(path, path.Count == 0 || path.Exists(id => _tasks[id].Task.Days is null) ? null : ends[path[^1]].Days);
    }

    private void Sort(List<PlanTask> tasks)
    {
        var inStage = tasks.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        var waiting = tasks.ToDictionary(task => task.Id, task => task.After.Count(inStage.Contains), StringComparer.Ordinal);
        var followers = tasks.SelectMany(task => task.After.Where(inStage.Contains).Select(before => (before, task.Id))).ToLookup(pair => pair.before, pair => pair.Id);
        var ready = tasks.Where(task => waiting[task.Id] == 0).Select(task => task.Id).ToList();
        for (var wave = _waves.Count == 0 ? 1 : _waves.Values.Max() + 1; ready.Count > 0; wave++)
        {
            var next = new List<string>();
            foreach (var id in ready)
            {
                _waves[id] = wave;
                _sorted.Add(id);
                next.AddRange(followers[id].Where(follower => --waiting[follower] == 0));
            }

            ready = next;
        }
    }
}
