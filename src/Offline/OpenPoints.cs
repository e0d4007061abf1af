using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>What a plan assumes, and what of the idea is in no feature.</summary>
internal static class OpenPoints
{
    private const int MostQuotes = 5;

    /// <summary>A line each, without its number.</summary>
    public static IEnumerable<string> Assumptions(ProductOutline outline)
    {
        foreach (var question in outline.Ledger.Questions)
        {
            yield return $"{question.Text} {outline.Say("Assumed", "Angenommen")}: {question.Default} ({question.Id})";
        }

        if (!outline.Reading.IsUnderstood)
        {
            yield return outline.Say(
                "No clause of the idea has a verb that is known here: its words stand as they are, and what they ask for is not understood",
                "Kein Teil der Idee hat ein Verb, das hier bekannt ist: Ihre Worte stehen da, wie sie sind, und was sie verlangen, ist nicht verstanden");
        }

        if (outline.Ledger.Notes.Count > 0)
        {
            var notes = outline.Ledger.Notes.Select(note => Quote.Text(note.Text)).Where(note => note.Length > 0);
            yield return $"{outline.Say("Sounds like a limit, and was not understood as one", "Klingt nach einer Grenze und wurde nicht als eine verstanden")}: {List(outline, notes)}";
        }

        if (outline.Reading.Unread.Count > 0)
        {
            yield return $"{outline.Say("Asks for nothing that was understood, and is in no feature", "Verlangt nichts, was verstanden wurde, und steht in keiner Funktion")}: {List(outline, outline.Reading.Unread)}";
        }

        if (outline.Reading.HasNoise)
        {
            yield return outline.Say(
                "Words of the idea that speak to whoever reads a prompt ask nothing of the product and were left out",
                "Worte der Idee, die sich an den Leser einer Anweisung richten, verlangen nichts vom Produkt und blieben weg");
        }
    }

    /// <summary>What the plan leaves out: because the idea says so, because a constraint does, for want of room.</summary>
    public static IEnumerable<string> Exclusions(ProductOutline outline)
    {
        foreach (var words in outline.Reading.Exclusions.Take(MostQuotes))
        {
            yield return $"{outline.Quoted(words)}: {outline.Say("the idea says so", "so steht es in der Idee")}";
        }

        foreach (var constraint in outline.Ledger.Constraints)
        {
            if (ExcludedBy(outline, constraint) is { } words)
            {
                yield return $"{words}: {constraint.Id}";
            }
        }

        foreach (var words in outline.Overflow)
        {
            yield return outline.Say(
                $"{outline.Quoted(words)}: the idea asks for more than {OutlineBuilder.MostFeatures} things, and a person or a model has to say which of them come first",
                $"{outline.Quoted(words)}: die Idee verlangt mehr als {OutlineBuilder.MostFeatures} Dinge, und ein Mensch oder ein Modell muss sagen, welche zuerst kommen");
        }
    }

    private static string? ExcludedBy(ProductOutline outline, Constraint constraint) => constraint switch
    {
        { Kind: ConstraintKind.Hosting, Forbids.Count: > 0 } => outline.Say("Public clouds and services that others run", "Öffentliche Clouds und Dienste, die andere betreiben"),
        { Kind: ConstraintKind.Technology, Forbids: [var forbidden, ..] } when forbidden.Contains('!') => outline.Say(
            $"Every {forbidden[..forbidden.IndexOf(':', StringComparison.Ordinal)]} but {Spared(constraint, forbidden)}",
            $"Jede {(forbidden.StartsWith("database", StringComparison.Ordinal) ? "Datenbank" : "Programmiersprache")} außer {Spared(constraint, forbidden)}"),
        { Kind: ConstraintKind.Technology, Forbids.Count: > 0 } or { Kind: ConstraintKind.Scope } => outline.Quoted(Quote.Text(constraint.Quote)),
        { Kind: ConstraintKind.Law } when Inner(constraint) is { Length: > 0 } inner => outline.Quoted(inner),
        _ => null,
    };

    private static string Spared(Constraint constraint, string forbidden) => Spelling.Of(constraint, forbidden[(forbidden.IndexOf('!', StringComparison.Ordinal) + 1)..]);

    /// <summary>"works council approval (no monitoring of performance)"</summary>
    private static string Inner(Constraint constraint)
    {
        var open = constraint.Quote.IndexOf('(', StringComparison.Ordinal);
        var inside = open < 0 ? "" : Quote.Name(Quote.Text(constraint.Quote.AsSpan(open + 1)));
        return inside.StartsWith("kein", StringComparison.OrdinalIgnoreCase) || inside.StartsWith("no ", StringComparison.OrdinalIgnoreCase) ? inside : "";
    }

    private static string List(ProductOutline outline, IEnumerable<string> texts) => string.Join(", ", texts.Take(MostQuotes).Select(outline.Quoted));
}
