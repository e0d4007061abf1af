using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

internal static class ExecutionPlanWriter
{
    private const int MostOfStageName = 50;

    [Answers(Step.ExecutionPlan)]
    public static string Write(ProductOutline outline, StepMaterial material) => Write(outline, material.Approach ?? outline.Approach);

    public static string Write(ProductOutline outline, Approach approach)
    {
        var stages = Allotment.Of(outline, approach);
        var tasks = new StageTasks(outline);
        var document = new MarkdownText($"Execution Plan ({approach} Approach)").Label("Fit", Fit(outline, stages));
        foreach (var stage in stages)
        {
            document.Heading($"Stage {stage.Number}: {NameOf(outline, stage)}")
                .Label("Duration", Duration(stage.Days))
                .Label("Features", stage.Features.Count == 0 ? "none" : string.Join(", ", stage.Features.Select(feature => feature.Id)))
                .Label("Deliverables").Bullets(tasks.Of(stage))
                .Label("Stage Gate Criteria").Bullets(StageGates.Of(outline, stage).Select(gate => $"[ ] {gate}"));
        }

        return document.ToString();
    }

    private static string Fit(ProductOutline outline, IReadOnlyList<OutlineStage> stages)
    {
        var mark = MarkdownText.Mark(outline, outline.Say("estimates, and the tables, endpoints and screens of each task", "Schätzungen und zu jeder Aufgabe Tabellen, Endpunkte und Masken"));
        var days = stages.Sum(stage => stage.Days);
        var time = Allotment.WeeksThereAre(outline) is { } weeks
            ? outline.Say(
                $"{days} working days, with {weeks * Capacity.WorkingDaysPerWeek} to be had,",
                $"{days} Arbeitstage, bei {weeks * Capacity.WorkingDaysPerWeek} verfügbaren,")
            : outline.Say($"{days} working days, since nothing says how many there are,", $"{days} Arbeitstage, da nichts sagt, wie viele es gibt,");
        return $"{mark} " + outline.Say(
            $"Weeks are allotted, not estimated: {time} are divided by the number of features. Whoever builds it estimates before a date is promised.",
            $"Wochen sind zugeteilt, nicht geschätzt: {time} sind nach der Zahl der Funktionen aufgeteilt. Wer baut, schätzt, bevor ein Termin versprochen wird.");
    }

    private static string NameOf(ProductOutline outline, OutlineStage stage)
    {
        if (stage.Features.Count == 0)
        {
            return stage.IsFoundation ? outline.Say("Foundation", "Fundament") : outline.Say("First Use", "Erster Einsatz");
        }

        if (stage.Features.Count > 1 && stage.Features.All(feature => feature.Piece.Object is { Length: < 30 }))
        {
            return string.Join(", ", stage.Features.Select(feature => feature.Piece.Object).Distinct().Take(4));
        }

        var first = stage.Features[0].Name;
        var name = first.Length <= MostOfStageName ? first : stage.Features[0].Piece.Object ?? Cut(first);
        return stage.Features.Count == 1 ? name : $"{name} {outline.Say("and", "und")} {string.Join(", ", stage.Features.Skip(1).Select(feature => feature.Id))}";
    }

    private static string Cut(string name) => name[..(name.LastIndexOf(' ', MostOfStageName) is > 0 and var space ? space : MostOfStageName)];

    private static string Duration(int days) => (days % Capacity.WorkingDaysPerWeek, days) switch
    {
        (0, Capacity.WorkingDaysPerWeek) => "1 week",
        (0, _) => $"{days / Capacity.WorkingDaysPerWeek} weeks",
        (_, 1) => "1 day",
        _ => $"{days} days",
    };
}
