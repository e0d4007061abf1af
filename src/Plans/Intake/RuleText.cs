using System.Globalization;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>What follows from a constraint, in English or German, where no model has said it.</summary>
internal static class RuleText
{
    /// <param name="name">How the idea spells what the constraint names: a technology, a law.</param>
    public static string Of(Constraint constraint, string name, string? language) =>
        Wording.IsGerman(language) ? German(constraint, name) : English(constraint, name);

    private static string English(Constraint constraint, string name) => constraint switch
    {
        { Kind: ConstraintKind.Hosting, Requires: ["on-premise"] } => "every part runs on the own premises; no public cloud, no SaaS",
        { Kind: ConstraintKind.Hosting, Forbids.Count: > 0 } => "no part runs in a public cloud or as SaaS",
        { Kind: ConstraintKind.Hosting } => "binds where every part runs",
        { Kind: ConstraintKind.Technology, Forbids: [var forbidden] } when forbidden.Contains('!') => $"{name} is the only {CategoryOf(forbidden)}",
        { Kind: ConstraintKind.Technology, Forbids.Count: > 0 } => $"no {name} anywhere",
        { Kind: ConstraintKind.Technology, Requires.Count: > 0 } => $"{name} is part of the stack",
        { Kind: ConstraintKind.Technology } => "binds the choice of technology",
        { Kind: ConstraintKind.Law } => name == "works council" ? "the works council consents before the product goes live" : "is shown to hold before the product goes live",
        { Kind: ConstraintKind.Team, People: { } people } => $"{people} {(people == 1 ? "person does" : "people do")} all the work",
        { Kind: ConstraintKind.Team } => "binds who does the work",
        { Kind: ConstraintKind.Deadline, Date: { } date, Weeks: { } weeks } => $"all stages end by {date:yyyy-MM-dd}: {Wording.Weeks(weeks, null)} at most",
        { Kind: ConstraintKind.Deadline, Weeks: { } weeks } => $"all stages together take {Wording.Weeks(weeks, null)} at most",
        { Kind: ConstraintKind.Deadline } => "binds when the last stage ends",
        { Kind: ConstraintKind.Budget, Amount: { } amount, Currency: { } currency } => $"work and purchases together cost {Wording.Money(amount, currency, null)} at most",
        { Kind: ConstraintKind.Budget } => "binds what work and purchases cost",
        { Kind: ConstraintKind.Integration } => "belongs to a feature, a task and the stack",
        { Kind: ConstraintKind.Scope } => "binds what the product does and does not do",
        _ => "binds the plan",
    };

    private static string German(Constraint constraint, string name) => constraint switch
    {
        { Kind: ConstraintKind.Hosting, Requires: ["on-premise"] } => "alle Teile laufen im eigenen Haus; keine öffentliche Cloud, kein SaaS",
        { Kind: ConstraintKind.Hosting, Forbids.Count: > 0 } => "kein Teil läuft in einer öffentlichen Cloud oder als SaaS",
        { Kind: ConstraintKind.Hosting } => "bindet, wo alle Teile laufen",
        { Kind: ConstraintKind.Technology, Forbids: [var forbidden] } when forbidden.Contains('!') => $"{name} ist die einzige {GermanCategoryOf(forbidden)}",
        { Kind: ConstraintKind.Technology, Forbids.Count: > 0 } => $"nirgends {name}",
        { Kind: ConstraintKind.Technology, Requires.Count: > 0 } => $"{name} gehört zum Tech Stack",
        { Kind: ConstraintKind.Technology } => "bindet die Wahl der Technik",
        { Kind: ConstraintKind.Law } => name == "works council" ? "der Betriebsrat stimmt vor dem Produktivstart zu" : "ist vor dem Produktivstart nachgewiesen",
        { Kind: ConstraintKind.Team, People: { } people } => people == 1 ? "eine Person macht die ganze Arbeit" : $"{people} Personen machen die ganze Arbeit",
        { Kind: ConstraintKind.Team } => "bindet, wer die Arbeit macht",
        { Kind: ConstraintKind.Deadline, Date: { } date, Weeks: { } weeks } =>
            $"alle Stufen enden bis {date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)}: höchstens {Wording.Weeks(weeks, "de")}",
        { Kind: ConstraintKind.Deadline, Weeks: { } weeks } => $"alle Stufen zusammen dauern höchstens {Wording.Weeks(weeks, "de")}",
        { Kind: ConstraintKind.Deadline } => "bindet, wann die letzte Stufe endet",
        { Kind: ConstraintKind.Budget, Amount: { } amount, Currency: { } currency } => $"Arbeit und Einkäufe kosten zusammen höchstens {Wording.Money(amount, currency, "de")}",
        { Kind: ConstraintKind.Budget } => "bindet, was Arbeit und Einkäufe kosten",
        { Kind: ConstraintKind.Integration } => "gehört in eine Funktion, eine Aufgabe und den Tech Stack",
        { Kind: ConstraintKind.Scope } => "bindet, was das Produkt tut und was nicht",
        _ => "bindet den Plan",
    };

    private static string CategoryOf(string forbidden) => forbidden[..forbidden.IndexOf(':', StringComparison.Ordinal)];

    private static string GermanCategoryOf(string forbidden) => CategoryOf(forbidden) == "database" ? "Datenbank" : "Programmiersprache";
}
