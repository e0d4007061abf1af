using System.Text;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.State;
using AiDevFramework.Grains.Workflow;

namespace AiDevFramework.Grains.Tests.Workflow;

/// <summary>Finds every state and every move of a project by playing all that can happen to it, and draws them for Mermaid.</summary>
internal static class StateChart
{
    /// <summary>What the chart shows, under the name that it has there. Moves that change neither state nor events are left out.</summary>
    private static readonly (string Name, Happening[] Happenings)[] _moves =
    [
        ("start", [Happening.Start]),
        ("accepted", [Happening.Accept]),
        ("cut or malformed, asked again", [Happening.Continue, Happening.Repair, Happening.Mend]),
        ("failed, or over budget", [Happening.Fail, Happening.FailUncharged, Happening.Refuse, Happening.OverBudget]),
        ("taken over once too often", [Happening.TakeOver]),
        ("cancel", [Happening.Cancel]),
        ("retry", [Happening.Retry]),
    ];

    public static string Draw()
    {
        var edges = Edges();
        var chart = new StringBuilder("```mermaid\nstateDiagram-v2\n    [*] --> CREATED\n");
        chart.Append("    state PROCESSING {\n");
        foreach (var (from, to, label) in edges.Where(edge => IsStep(edge.From) && IsStep(edge.To)))
        {
            chart.Append($"        {from} --> {to}: {label}\n");
        }

        chart.Append("    }\n");
        foreach (var (from, to, label) in edges.Where(edge => !IsStep(edge.From) || !IsStep(edge.To)).Select(Outside).Distinct())
        {
            chart.Append($"    {from} --> {to}: {label}\n");
        }

        return chart.Append("    COMPLETED --> [*]\n    CANCELLED --> [*]\n```\n").ToString();
    }

    /// <summary>What applies to every step alike leaves the box as a whole.</summary>
    private static (string From, string To, string Label) Outside((string From, string To, string Label) edge) =>
        IsStep(edge.From) && edge.To is "FAILED" or "CANCELLED" ? edge with { From = "PROCESSING" } : edge;

    private static bool IsStep(string node) => WireName.TryParse<Step>(node, out _);

    private static List<(string From, string To, string Label)> Edges()
    {
        var edges = new List<(string, string, string)>();
        foreach (var storming in (bool[])[true, false])
        {
            var queue = new Queue<Happening[]>([[]]);
            var seen = new HashSet<string>();
            while (queue.TryDequeue(out var history))
            {
                if (!seen.Add(KeyOf(Play(storming, history).State.Project)))
                {
                    continue;
                }

                foreach (var (name, happenings) in _moves)
                {
                    foreach (var happening in happenings)
                    {
                        if (Move(storming, history, happening) is { } moved)
                        {
                            edges.Add((moved.From, moved.To, moved.Events.Length == 0 ? name : $"{name} / {moved.Events}"));
                            queue.Enqueue(moved.History);
                        }
                    }
                }
            }
        }

        return [.. edges.Distinct()];
    }

    private static (string From, string To, string Events, Happening[] History)? Move(bool storming, Happening[] history, Happening happening)
    {
        var before = Play(storming, history);
        var times = happening is Happening.TakeOver ? WorkflowRules.MaxTakeovers + 1 : 1; // fewer of them change nothing that shows
        Happening[] longer = [.. history, .. Enumerable.Repeat(happening, times)];
        var after = Play(storming, longer);
        if (after.Transitions.Count == before.Transitions.Count)
        {
            return null; // the rules do not allow it here
        }

        var events = after.Events.Skip(before.Events.Count).Select(item => item.Type);
        return (NodeOf(before), NodeOf(after), string.Join(", ", events), longer);
    }

    private static WorkflowHistory Play(bool storming, Happening[] history)
    {
        var played = new WorkflowHistory(storming, secondsBetween: 1);
        played.Play(history);
        return played;
    }

    /// <summary>What the moves depend on. A failed project remembers where it goes on, although the chart draws it once.</summary>
    private static string KeyOf(ProjectSnapshot project) => $"{project.Status} {project.CurrentPhase} {project.Metadata.Approach is not null}";

    private static string NodeOf(WorkflowHistory history)
    {
        var project = history.State.Project;
        return StepRules.NextStep(project) is { } step ? WireName.Of(step) : WireName.Of(project.Status);
    }
}
