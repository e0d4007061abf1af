using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

internal static class ExecutionPlanWriter
{
    private const int ManyStages = 6;

    [Answers(Step.ExecutionPlan)]
    public static string Write(ProductOutline outline, StepMaterial material) => Write(outline, material.Approach ?? outline.Approach);

    public static string Write(ProductOutline outline, Approach approach)
    {
        var stack = StackChoice.For(outline);
        var document = new MarkdownText($"Execution Plan ({approach} Approach)");
        var number = 0;
        foreach (var stage in approach is Approach.Horizontal ? Layers(outline, stack) : Slices(outline, stack))
        {
            number++;
            document.Heading($"Stage {number}: {stage.Name}")
                .Label("Duration", stage.Weeks == 1 ? "1 week" : $"{stage.Weeks} weeks")
                .Label("Features", stage.Features.Count == 0 ? "none" : string.Join(", ", stage.Features.Select(feature => feature.Id)))
                .Label("Deliverables")
                .Bullets(stage.Deliverables)
                .Label("Stage Gate Criteria")
                .Bullets(stage.Gate.Select(criterion => $"[ ] {criterion}"));
        }

        return document.ToString();
    }

    private static IEnumerable<Stage> Layers(ProductOutline outline, StackChoice stack)
    {
        var heart = outline.Heart;
        yield return new Stage(
            $"Foundation for {Words.Title(outline.Items)}",
            outline.ComplexDomain ? 2 : 1,
            [],
            [
                $"Data model ({heart.Id}): {Names(outline)} in {stack.DatabaseName}, with migrations that run forwards and backwards",
                $"Skeleton ({heart.Id}): {stack.Skeleton}",
                $"Pipeline: build, tests and a first environment with {stack.HostingName}, on every commit",
            ],
            [
                $"A commit reaches the first environment within 10 minutes, and its state can be seen by the whole team",
                $"Somebody can put 100 made-up {outline.Items} in and read them back unchanged after a restart",
                $"A migration that fails in the middle leaves the data as it was, shown with a broken one on purpose",
            ]);
        yield return new Stage(
            outline.Features.Count == 1 ? heart.Name : $"All {outline.Features.Count} Features",
            Math.Clamp(outline.Features.Sum(feature => feature.Capability.Weeks), 1, 4),
            outline.Features,
            Deliverables(outline.Features),
            Gate(outline, outline.Features));
        yield return new Stage(
            $"Polish and Launch of {outline.Name}",
            1,
            [],
            LaunchDeliverables(outline, stack),
            LaunchGate(outline));
    }

    private static IEnumerable<Stage> Slices(ProductOutline outline, StackChoice stack)
    {
        var slices = Slice(outline.Features);
        for (var index = 0; index < slices.Count; index++)
        {
            var (features, first, last) = (slices[index], index == 0, index == slices.Count - 1);
            var deliverables = new List<string>();
            if (first)
            {
                deliverables.Add($"Smallest foundation ({features[0].Id}): {stack.Skeleton}, deployed with {stack.HostingName}");
            }

            deliverables.AddRange(Deliverables(features));
            var gate = Gate(outline, features);
            if (first)
            {
                gate.Add($"The slice runs in the first environment, and 3 {outline.RolePlural} from outside the team have used it for a day");
            }

            if (last)
            {
                deliverables.AddRange(LaunchDeliverables(outline, stack).Take(2));
                gate = [.. gate.Take(3), .. LaunchGate(outline)];
            }

            var weeks = features.Sum(feature => feature.Capability.Weeks) + (last ? 1 : 0);
            yield return new Stage(
                string.Join(" + ", features.Select(feature => feature.Name)),
                Math.Clamp(weeks, 1, 4),
                features,
                [.. deliverables.Take(7)],
                [.. gate.Take(6)]);
        }
    }

    /// <summary>Sign-in goes with what it is for; with many features the others go in pairs as well.</summary>
    private static List<List<OutlineFeature>> Slice(IReadOnlyList<OutlineFeature> features)
    {
        var slices = new List<List<OutlineFeature>>();
        foreach (var feature in features)
        {
            var open = slices.Count > 0 && slices[^1].Count == 1
                && (slices[^1][0].Capability.Key is "accounts" || features.Count > ManyStages)
                && slices[^1][0].Capability.Weeks + feature.Capability.Weeks <= 3;
            if (open)
            {
                slices[^1].Add(feature);
            }
            else
            {
                slices.Add([feature]);
            }
        }

        return slices;
    }

    private static List<string> Deliverables(IReadOnlyList<OutlineFeature> features)
    {
        var all = features
            .SelectMany(feature => feature.Capability.Work
                .Select(work => $"{Words.Capital(feature.Fill(work.Title))} ({feature.Id}): {feature.Fill(work.Text)}"))
            .ToList();
        all.Add($"Tests ({string.Join(", ", features.Select(feature => feature.Id))}): one for each acceptance criterion, run on every commit");
        return all.Count <= 7 ? all : [.. all.Take(6), all[^1]];
    }

    private static List<string> Gate(ProductOutline outline, IReadOnlyList<OutlineFeature> features)
    {
        var each = features.Count == 1 ? 3 : 2;
        var gate = new List<string>();
        foreach (var feature in features)
        {
            // The last criterion of a feature is about something that goes wrong.
            var picked = feature.Capability.Criteria
                .Select((criterion, index) => (Text: feature.Fill(criterion).TrimEnd('.'), Id: $"AC{feature.Number}.{index + 1}"))
                .ToList();
            gate.AddRange((each == 3 ? picked : [picked[0], picked[^1]]).Select(criterion => $"{criterion.Text} ({criterion.Id})"));
        }

        if (gate.Count < 5)
        {
            gate.Add($"{Words.Capital(Words.WithArticle(outline.Role))} who has not seen it before completes US{features[0].Number} in under 3 minutes without help (US{features[0].Number})");
        }

        return [.. gate.Take(6)];
    }

    private static List<string> LaunchDeliverables(ProductOutline outline, StackChoice stack) =>
    [
        $"Hardening: load test for NFR1, check of NFR2 by a person outside the team, {(outline.Has(StackNeeds.Local) ? "saving and restoring a full file" : "restore of last night's backup")}",
        $"Launch: production with {stack.HostingName}, alarms to a phone, counting for M1 to M3, page that says what {outline.Name} keeps",
        $"First steps ({outline.Heart.Id}): empty states that say what to do, texts read aloud and corrected, help on one page",
    ];

    private static List<string> LaunchGate(ProductOutline outline) =>
    [
        "The limit of NFR1 holds for 30 minutes at twice the expected load, with the measurement kept",
        outline.Has(StackNeeds.Local)
            ? "A killed process loses at most the last 2 seconds of typing in 20 of 20 attempts (NFR4)"
            : "Last night's backup is restored to an empty environment within 2 hours, by somebody who has not done it before (NFR4)",
        $"20 {outline.RolePlural} use the release for a week, and every fault they report is decided",
    ];

    private static string Names(ProductOutline outline) => Words.List([.. outline.Aggregates.Take(4).Select(aggregate => aggregate.Name)]);

    private sealed record Stage(
        string Name, int Weeks, IReadOnlyList<OutlineFeature> Features, IReadOnlyList<string> Deliverables, IReadOnlyList<string> Gate);
}
