using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

internal static class EventStormingWriter
{
    [Answers(Step.EventStorming)]
    public static string Write(ProductOutline outline)
    {
        var document = new MarkdownText("Event Storming Summary").Draft(outline, outline.Say(
            "the events that the idea does not say, who decides what, and what happens when time passes",
            "die Ereignisse, die die Idee nicht nennt, wer was entscheidet und was geschieht, wenn Zeit vergeht"));
        document.Heading("Domain Events").Bullets(outline.Features.SelectMany(feature => Events(outline, feature)));
        document.Heading("Commands").Bullets(outline.Features.Select(feature =>
            $"{feature.Command}: {Giver(outline, feature)}; {outline.Say("refused as", "abgelehnt wie in")} {feature.UnwantedId} → {feature.Done}, {feature.Refused}"));
        document.Heading("Aggregates").Bullets(outline.Features.GroupBy(feature => feature.Thing, StringComparer.Ordinal).Select(group => Aggregate(outline, [.. group])));
        document.Heading("Process Flows");
        document.Line($"1. {outline.Say("From the first to the last", "Vom ersten zum letzten")}: {string.Join(outline.Say(" → then ", " → dann "), outline.Features.Take(6).Select(feature => $"{feature.Command} → {feature.Done}"))}");
        document.Line($"2. {outline.Say("When it goes wrong", "Wenn es schiefgeht")}: {outline.Features[0].Command} → {outline.Features[0].Refused} → "
            + $"{outline.Say("whenever", "sobald")} {outline.Features[0].Refused}, {outline.Say("then again", "dann noch einmal")} {outline.Features[0].Command} → {outline.Features[0].Done}");
        var assumptions = OpenPoints.Assumptions(outline).ToList();
        var questions = outline.Ledger.Questions.Select(question => question.Id).ToList();
        return document
            .Label("Assumptions").Bullets(assumptions.Count == 0 ? [None(outline)] : assumptions.Select((assumption, index) => $"A{index + 1}: {assumption}"))
            .Label("Open Questions").Bullets([questions.Count == 0
                ? None(outline)
                : outline.Say($"None: what is open was asked at the intake ({string.Join(", ", questions)})", $"None: was offen ist, wurde bei der Aufnahme gefragt ({string.Join(", ", questions)})")])
            .ToString();
    }

    private static string None(ProductOutline outline) => outline.Say("None: nothing of the words makes one", "None: die Worte geben keine her");

    private static IEnumerable<string> Events(ProductOutline outline, OutlineFeature feature)
    {
        yield return $"{feature.Done}: {outline.Quoted(feature.Piece.Text)} {outline.Say("has happened", "ist geschehen")} ({feature.Id})";
        yield return $"{feature.Refused}: {outline.Say("it was tried and did not come about, as in", "es wurde versucht und kam nicht zustande, wie in")} {feature.UnwantedId} ({feature.Id})";
    }

    private static string Giver(ProductOutline outline, OutlineFeature feature) => feature.Piece.Role is { } role
        ? outline.Say($"given by {outline.Quoted(role)}", $"gegeben von {outline.Quoted(role)}")
        : outline.Say("the idea does not say by whom", "von wem, sagt die Idee nicht");

    private static string Aggregate(ProductOutline outline, IReadOnlyList<OutlineFeature> features)
    {
        var invariants = string.Join("; ", features.Select(feature => feature.Shape.Invariant).Distinct());
        var events = string.Join(", ", features.SelectMany(feature => (string[])[feature.Done, feature.Refused]));
        return $"{features[0].Thing}: {outline.Quoted(features[0].Piece.Object ?? features[0].Name)}. Invariants: {invariants}. Events: {events}";
    }
}
