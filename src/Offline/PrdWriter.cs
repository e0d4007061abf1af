using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

internal static class PrdWriter
{
    [Answers(Step.Prd)]
    public static string Write(ProductOutline outline)
    {
        var document = new MarkdownText("Product Requirements Document").Draft(outline, outline.Say(
            "numbers, priorities, the benefit of each story and metrics", "Zahlen, Prioritäten, den Nutzen jeder Story und Messgrößen"));
        WriteOverview(document, outline);
        document.Heading("2. Core Features");
        foreach (var feature in outline.Features)
        {
            WriteFeature(document, outline, feature);
        }

        document.Heading("3. User Stories").Bullets(outline.Features.Select(feature => $"US{feature.Number} ({feature.Id}): {Story(outline, feature)}"));
        document.Heading("4. Non-Functional Requirements").Bullets(Qualities.Of(outline).Select((quality, index) => $"NFR{index + 1} {quality}").Append(Qualities.Unknown(outline)));
        document.Heading("5. Success Metrics").Bullet(outline.Say(
            "None: the idea names no number by which its success can be seen; a product owner knows one, a model would propose some",
            "None: die Idee nennt keine Zahl, an der man den Erfolg sieht; wer das Produkt verantwortet, kennt sie, ein Modell schlägt welche vor"));
        document.Heading("6. Technical Constraints").Bullet(outline.Ledger.HasConstraints
            ? outline.Say("None: the idea binds nothing beyond these", "None: darüber hinaus bindet die Idee nichts")
            : outline.Say("None: the idea names no law, technology, outside system, date or sum that binds it", "None: die Idee nennt kein Gesetz, keine Technik, kein fremdes System, keinen Termin und keine Summe"));
        var exclusions = OpenPoints.Exclusions(outline).ToList();
        document.Heading("7. Out of Scope").Bullets(exclusions.Count > 0 ? exclusions : [outline.Say(
            "None: the idea rules nothing out; everything that it does not name is left out as well", "None: die Idee schließt nichts aus; was sie nicht nennt, bleibt ebenfalls weg")]);
        return document.ToString();
    }

    private static void WriteOverview(MarkdownText document, ProductOutline outline)
    {
        var first = outline.Features[0];
        var roles = outline.Reading.Roles;
        document.Heading("1. Project Overview")
            .Label("Product Name", outline.Name)
            .Label("Vision", outline.Say(
                $"In the words of the idea: {outline.Quoted(outline.Reading.Opening.Length > 0 ? outline.Reading.Opening : first.Piece.Text)}",
                $"In den Worten der Idee: {outline.Quoted(outline.Reading.Opening.Length > 0 ? outline.Reading.Opening : first.Piece.Text)}"))
            .Label("Complexity", outline.Complexity.ToString().ToUpperInvariant())
            .Label("Target Users")
            .Bullets(roles.Count > 0
                ? roles.Select(role => $"{role}: {Uses(outline, role)}")
                : [outline.Say("None: the idea does not say for whom", "None: die Idee sagt nicht, für wen")])
            .Label("Core Value", outline.Say(
                $"The moment in which {outline.Quoted(first.Name)} works for the first time ({first.Id}); how soon that is, the idea does not say",
                $"Der Moment, in dem {outline.Quoted(first.Name)} zum ersten Mal gelingt ({first.Id}); wie bald das ist, sagt die Idee nicht"));
        var assumptions = OpenPoints.Assumptions(outline).ToList();
        document.Label("Assumptions").Bullets(assumptions.Count > 0
            ? assumptions.Select((assumption, index) => $"A{index + 1}: {assumption}")
            : [outline.Say("None: nothing is assumed beyond the words of the idea", "None: über die Worte der Idee hinaus ist nichts angenommen")]);
    }

    private static string Uses(ProductOutline outline, string role)
    {
        var features = outline.Features.Where(feature => string.Equals(feature.Piece.Role, role, StringComparison.OrdinalIgnoreCase)).Select(feature => feature.Id).ToList();
        return features.Count > 0
            ? outline.Say($"named by the idea as those who act in {string.Join(", ", features)}", $"in der Idee genannt als die, die in {string.Join(", ", features)} handeln")
            : outline.Say("named by the idea as those it is for", "in der Idee genannt als die, für die es ist");
    }

    private static void WriteFeature(MarkdownText document, ProductOutline outline, OutlineFeature feature)
    {
        var demanded = feature.Constraint is { } constraint ? outline.Say($", which {constraint.Id} demands", $"; {constraint.Id} verlangt es") : "";
        document.SubHeading($"Feature {feature.Number}: {feature.Name}").Label("Priority", feature.Priority);
        if (outline.UseEventStorming)
        {
            document.Label("Serves", $"{feature.Done}, {feature.Refused}");
        }

        document
            .Label("Description", outline.Say(
                $"The idea says {outline.Quoted(feature.Piece.Text)}{demanded}. Always true of it: {feature.Shape.Invariant}.", $"Die Idee sagt {outline.Quoted(feature.Piece.Text)}{demanded}. Immer gilt dabei: {feature.Shape.Invariant}."))
            .Label("Acceptance Criteria")
            .Bullets(feature.Criteria.Select((criterion, index) => $"{feature.CriterionId(index + 1)}: {criterion}"));
    }

    private static string Story(ProductOutline outline, OutlineFeature feature) => feature.Piece.Role is { } role
        ? outline.Say($"As {outline.Quoted(role)}, I want this: {outline.Quoted(feature.Name)}", $"Als {outline.Quoted(role)} will ich das: {outline.Quoted(feature.Name)}")
        : outline.Say($"Somebody, the idea does not say who, wants this: {outline.Quoted(feature.Name)}", $"Jemand, wer, sagt die Idee nicht, will das: {outline.Quoted(feature.Name)}");
}
