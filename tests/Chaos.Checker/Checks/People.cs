using System.Text.Json;
using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker.Checks;

/// <summary>Who saw what, and what became of what was deleted.</summary>
internal static class People
{
    /// <summary>Answers that show several projects.</summary>
    private static readonly string[] _collections = ["list", "page", "joint", "foreign_page"];

    /// <summary>A call that was on its way when its project was deleted may reach the provider this long after.</summary>
    private static readonly TimeSpan _onItsWay = TimeSpan.FromSeconds(1);

    /// <summary>Nobody was shown, and nobody could do anything with, what is somebody else's.</summary>
    public static IEnumerable<string> SawTheirOwnAlone(Facts facts)
    {
        var owners = facts.Projects.ToDictionary(project => project.Id, project => project.UserId);
        foreach (var operation in facts.Operations.Where(operation => operation is { User: not null, Outcome: "ok" }))
        {
            foreach (var project in Shown(operation).Where(project => owners.TryGetValue(project, out var owner) && owner != operation.User))
            {
                yield return $"{operation.Client} did {operation.Kind} at gateway {operation.Gateway} {operation.Began:O} and met {project}, which is of {owners[project]}.";
            }
        }

        var users = facts.Operations.Where(operation => operation.User is not null).DistinctBy(operation => operation.Client)
            .ToDictionary(operation => operation.Client, operation => operation.User);
        foreach (var line in facts.Feeds.Where(line => line.Type != "(lost)" && line.Type != "(left)"))
        {
            if (users.GetValueOrDefault(line.Client) is { } user && owners.TryGetValue(line.Project, out var owner) && owner != user)
            {
                yield return $"{line.Client} followed {line.Project}, which is of {owner}.";
            }
        }
    }

    /// <summary>What was said to be deleted is in no later answer, and asks no model; nothing else is gone.</summary>
    public static IEnumerable<string> StaysDeleted(Facts facts)
    {
        var deletions = Deletions(facts);
        var asked = facts.Operations.Where(operation => operation.Kind == "delete").Select(operation => operation.Project).ToHashSet();
        foreach (var project in facts.Projects.Where(project => project.IsDeleted ? !asked.Contains(project.Id) : deletions.ContainsKey(project.Id)))
        {
            yield return project.IsDeleted ? $"{project.Id} is deleted, and nobody asked for it." : $"{project.Id} was said to be deleted, and is not.";
        }

        foreach (var operation in facts.Operations.Where(operation => operation is { Outcome: "ok", Kind: not "delete" }))
        {
            foreach (var project in Shown(operation).Where(project => deletions.TryGetValue(project, out var at) && at < operation.Began))
            {
                yield return $"{project} was deleted {deletions[project]:O}, and {operation.Client} did {operation.Kind} with it {operation.Began:O}.";
            }
        }

        var calls = facts.Calls.ToLookup(call => call.Mark);
        foreach (var project in facts.Projects.Where(project => deletions.ContainsKey(project.Id)))
        {
            foreach (var late in calls[project.Mark].Where(call => call.StartedAt > deletions[project.Id] + _onItsWay))
            {
                yield return $"{project.Id} was deleted {deletions[project.Id]:O}, and call {late.GenerationId} of {late.Step} began {late.StartedAt:O}.";
            }
        }
    }

    /// <returns>When each was known to be gone: the first answer that said so, to the request or to one after it whose answer was lost.</returns>
    public static IReadOnlyDictionary<Guid, DateTimeOffset> Deletions(Facts facts) => facts.Operations
        .Where(operation => operation is { Kind: "delete", Project: not null } && (operation.Outcome == "ok" || operation.Status == 404))
        .GroupBy(operation => operation.Project!.Value)
        .ToDictionary(group => group.Key, group => group.Min(operation => operation.Ended));

    /// <returns>The project that it was about, and those that its answer showed.</returns>
    private static IEnumerable<Guid> Shown(Operation operation)
    {
        IEnumerable<Guid> about = operation.Project is { } project ? [project] : [];
        return _collections.Contains(operation.Kind) && operation.Answer is { ValueKind: JsonValueKind.Array } shown
            ? about.Concat(shown.EnumerateArray().Select(id => id.GetGuid()))
            : about;
    }
}
