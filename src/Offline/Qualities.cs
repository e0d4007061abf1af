using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Offline;

/// <summary>The non-functional requirements that follow from the idea's own numbers, its constraints and the defaults of its questions.</summary>
internal static class Qualities
{
    public static IReadOnlyList<string> Of(ProductOutline outline) => [.. All(outline)];

    public static string Unknown(ProductOutline outline) => outline.Say(
        "None: the idea says nothing of response times and availability; a model would propose numbers",
        "None: zu Antwortzeiten und Verfügbarkeit sagt die Idee nichts; ein Modell schlägt Zahlen vor");

    private static IEnumerable<string> All(ProductOutline outline)
    {
        foreach (var quantity in outline.Ledger.Quantities.Take(3))
        {
            yield return outline.Say(
                $"Scale: {outline.Quoted(Quote.Text(quantity.Text))} is carried through one day of test entries",
                $"Umfang: {outline.Quoted(Quote.Text(quantity.Text))} wird einen Tag lang mit Testeinträgen getragen");
        }

        if (Questions.Size(outline) is { } size)
        {
            yield return outline.Say($"Scale: people who use it in the first year: {size.Default} ({size.Id})", $"Umfang: Personen, die es im ersten Jahr nutzen: {size.Default} ({size.Id})");
        }

        if (!outline.IsCommandLine)
        {
            yield return outline.Say(
                "Recovery, a proposal: what was entered until the evening before is back within 1 working day after a machine is lost",
                "Wiederherstellung, ein Vorschlag: Was bis zum Vorabend eingegeben war, ist nach dem Verlust einer Maschine innerhalb von 1 Arbeitstag wieder da");
        }

        foreach (var law in outline.Of(ConstraintKind.Law).Where(IsDataProtection).Take(1))
        {
            yield return outline.Say(
                $"Privacy: whoever is on record can see what is kept of them and have it deleted within 1 month ({law.Id})",
                $"Datenschutz: Wer gespeichert ist, kann sehen, was über ihn gespeichert ist, und es innerhalb von 1 Monat löschen lassen ({law.Id})");
        }

        foreach (var hosting in outline.Of(ConstraintKind.Hosting).Where(constraint => constraint.Forbids.Contains("public-cloud")).Take(1))
        {
            yield return outline.Say(
                $"Security: only machines on the own premises hold data, and none of it goes to a service that others run ({hosting.Id})",
                $"Sicherheit: Nur Maschinen im eigenen Haus halten Daten, und nichts davon geht an einen Dienst, den andere betreiben ({hosting.Id})");
        }
    }

    private static bool IsDataProtection(Constraint constraint) =>
        constraint.Quote.Contains("gdpr", StringComparison.OrdinalIgnoreCase) || constraint.Quote.Contains("dsgvo", StringComparison.OrdinalIgnoreCase)
        || constraint.Quote.Contains("data protection", StringComparison.OrdinalIgnoreCase) || constraint.Quote.Contains("datenschutz", StringComparison.OrdinalIgnoreCase);
}
