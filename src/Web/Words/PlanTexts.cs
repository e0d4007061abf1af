namespace AiDevFramework.Web.Words;

/// <summary>The screen of a plan.</summary>
public sealed record PlanTexts
{
    public required string Title { get; init; }
    public required string Run { get; init; }
    public required string Views { get; init; }
    public required string SaysReady { get; init; }
    public required string SaysConcerns { get; init; }
    public required string SaysOffline { get; init; }
    public required string SaysMissing { get; init; }
    public required string SaysNothing { get; init; }
    public required Plural FoundErrors { get; init; }
    public required Plural FoundWarnings { get; init; }
    public required Plural Holes { get; init; }
    public required string ConstraintsCarried { get; init; }
    public required string FeaturesWithTasks { get; init; }
    public required string CriteriaAtGates { get; init; }
    public required string EventsServed { get; init; }
    public required string ShareOf { get; init; }
    public required Plural ShareCut { get; init; }
    public required string DaysPlanned { get; init; }
    public required string DaysNeeded { get; init; }
    public required string People { get; init; }
    public required string Effort { get; init; }
    public required string Reserve { get; init; }
    public required string FitText { get; init; }
    public required string Constraints { get; init; }
    public required string NoConstraints { get; init; }
    public required string Id { get; init; }
    public required string Demand { get; init; }
    public required string Means { get; init; }
    public required string CarriedBy { get; init; }
    public required string CarriedNowhere { get; init; }
    public required string CarriedByNumbers { get; init; }
    public required string Wish { get; init; }
    public required string Cuts { get; init; }
    public required string NoCuts { get; init; }
    public required string CutDays { get; init; }
    public required string Decisions { get; init; }
    public required string NoDecisions { get; init; }
    public required string Assumptions { get; init; }
    public required string Questions { get; init; }
    public required string TakenFor { get; init; }
    public required string BeginWith { get; init; }
    public required string Findings { get; init; }
    public required string NoFindings { get; init; }
    public required string Error { get; init; }
    public required string Warning { get; init; }
    public required string Note { get; init; }

    public string SeverityOf(string severity) => severity switch
    {
        "ERROR" => Error,
        "WARNING" => Warning,
        _ => Note,
    };

    internal static readonly PlanTexts English = new()
    {
        Title = "Plan",
        Run = "Run",
        Views = "Views of the project",
        SaysReady = "All documents are there, and no check found an error.",
        SaysConcerns = "All documents are there, but something in them is wrong or was left out that somebody has to accept.",
        SaysOffline = "The offline planner wrote at least a part of it, without a model. It shows the form of a plan, and is none to build by.",
        SaysMissing = "A document is still missing. What is there can be read already.",
        SaysNothing = "Nothing has been written yet.",
        FoundErrors = new("{0} error", "{0} errors"),
        FoundWarnings = new("{0} warning", "{0} warnings"),
        Holes = new("{0} requirement has a hole: no task works on it, or nothing proves it", "{0} requirements have a hole: no task works on them, or nothing proves them"),
        ConstraintsCarried = "Hard demands carried into the plan",
        FeaturesWithTasks = "Features that somebody works on",
        CriteriaAtGates = "Acceptance criteria that are proved",
        EventsServed = "Domain events that a feature serves",
        ShareOf = "{0} of {1}",
        ShareCut = new("{0} left out on purpose", "{0} left out on purpose"),
        DaysPlanned = "Working days planned / available",
        DaysNeeded = "Working days planned",
        People = "People",
        Effort = "Effort",
        Reserve = "Left of the budget",
        FitText = "Whether it fits, in the plan's own words",
        Constraints = "What was demanded, and where it is carried",
        NoConstraints = "The idea makes no demand that limits the plan.",
        Id = "Id",
        Demand = "In the idea",
        Means = "For the plan",
        CarriedBy = "Carried by",
        CarriedNowhere = "nothing carries it",
        CarriedByNumbers = "the plan's numbers keep to it",
        Wish = "wish",
        Cuts = "Left out",
        NoCuts = "Nothing was left out.",
        CutDays = "{0} days",
        Decisions = "Decided, assumed and open",
        NoDecisions = "Nothing had to be decided or assumed.",
        Assumptions = "Assumptions",
        Questions = "Questions",
        TakenFor = "assumed: {0}",
        BeginWith = "Begin with",
        Findings = "What the checks found",
        NoFindings = "The checks found nothing.",
        Error = "Error",
        Warning = "Warning",
        Note = "Note",
    };

    internal static readonly PlanTexts German = new()
    {
        Title = "Plan",
        Run = "Lauf",
        Views = "Ansichten des Projekts",
        SaysReady = "Alle Dokumente sind da, und keine Prüfung hat einen Fehler gefunden.",
        SaysConcerns = "Alle Dokumente sind da, aber darin ist etwas falsch oder wurde weggelassen, was jemand gutheißen muss.",
        SaysOffline = "Mindestens einen Teil hat der Offline-Planer ohne Modell geschrieben. Er zeigt, wie ein Plan aussieht; danach bauen lässt sich nicht.",
        SaysMissing = "Ein Dokument fehlt noch. Was da ist, lässt sich schon lesen.",
        SaysNothing = "Es ist noch nichts geschrieben.",
        FoundErrors = new("{0} Fehler", "{0} Fehler"),
        FoundWarnings = new("{0} Warnung", "{0} Warnungen"),
        Holes = new("{0} Anforderung hat eine Lücke: Keine Aufgabe arbeitet daran, oder nichts weist sie nach", "{0} Anforderungen haben eine Lücke: Keine Aufgabe arbeitet daran, oder nichts weist sie nach"),
        ConstraintsCarried = "Feste Vorgaben, die der Plan trägt",
        FeaturesWithTasks = "Funktionen, an denen jemand arbeitet",
        CriteriaAtGates = "Nachgewiesene Abnahmekriterien",
        EventsServed = "Ereignisse, denen eine Funktion dient",
        ShareOf = "{0} von {1}",
        ShareCut = new("{0} absichtlich weggelassen", "{0} absichtlich weggelassen"),
        DaysPlanned = "Arbeitstage geplant / verfügbar",
        DaysNeeded = "Arbeitstage geplant",
        People = "Personen",
        Effort = "Aufwand",
        Reserve = "Vom Budget übrig",
        FitText = "Ob es passt, in den Worten des Plans",
        Constraints = "Was verlangt wurde, und wo es getragen wird",
        NoConstraints = "Die Idee verlangt nichts, was den Plan einschränkt.",
        Id = "Nr.",
        Demand = "In der Idee",
        Means = "Für den Plan",
        CarriedBy = "Getragen von",
        CarriedNowhere = "nichts trägt es",
        CarriedByNumbers = "die Zahlen des Plans halten es ein",
        Wish = "Wunsch",
        Cuts = "Weggelassen",
        NoCuts = "Nichts wurde weggelassen.",
        CutDays = "{0} Tage",
        Decisions = "Entschieden, angenommen und offen",
        NoDecisions = "Nichts musste entschieden oder angenommen werden.",
        Assumptions = "Annahmen",
        Questions = "Fragen",
        TakenFor = "angenommen: {0}",
        BeginWith = "Beginnen mit",
        Findings = "Was die Prüfungen fanden",
        NoFindings = "Die Prüfungen fanden nichts.",
        Error = "Fehler",
        Warning = "Warnung",
        Note = "Hinweis",
    };
}
