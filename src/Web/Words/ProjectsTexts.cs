namespace AiDevFramework.Web.Words;

public sealed record ProjectsTexts
{
    public required string Title { get; init; }
    public required string WelcomeTitle { get; init; }
    public required string Welcome { get; init; }
    public required string SeePlan { get; init; }
    public required string Search { get; init; }
    public required string SearchHint { get; init; }
    public required string Find { get; init; }
    public required string Filters { get; init; }
    public required string Any { get; init; }
    public required string Status { get; init; }
    public required string Phase { get; init; }
    public required string Verdict { get; init; }
    public required string Since { get; init; }
    public required string Owner { get; init; }
    public required string Sort { get; init; }
    public required string SortChanged { get; init; }
    public required string SortStalest { get; init; }
    public required string SortNewest { get; init; }
    public required string SortOldest { get; init; }
    public required string Apply { get; init; }
    public required string ShowAll { get; init; }
    public required string NoMatch { get; init; }
    public required string NoFurther { get; init; }
    public required string MoreMatches { get; init; }
    public required string Next { get; init; }
    public required string ToFirst { get; init; }
    public required string Stop { get; init; }
    public required string Retry { get; init; }
    public required string Start { get; init; }
    public required string OpenPlan { get; init; }
    public required string Every { get; init; }
    public required Plural Documents { get; init; }

    internal static readonly ProjectsTexts English = new()
    {
        Title = "Projects",
        WelcomeTitle = "From an idea to a plan you can start on Monday",
        Welcome = "Say what you want to build and what must not be broken. You get requirements, a technology choice and a task plan that carry your limits to the last page, and you see what every step costs.",
        SeePlan = "See a real plan",
        Search = "Search ideas and documents",
        SearchHint = "words, or \"a phrase\"",
        Find = "Search",
        Filters = "Filters and order",
        Any = "any",
        Status = "Status",
        Phase = "Phase",
        Verdict = "Verdict",
        Since = "Created since",
        Owner = "Owner",
        Sort = "Order",
        SortChanged = "last changed first",
        SortStalest = "longest unchanged first",
        SortNewest = "newest first",
        SortOldest = "oldest first",
        Apply = "Apply",
        ShowAll = "Show all",
        NoMatch = "No project matches. Fewer words or filters find more.",
        NoFurther = "There are no further projects.",
        MoreMatches = "There are more than 1,000 matches; the newest of them are looked through. More words narrow it down.",
        Next = "Older projects",
        ToFirst = "Back to the beginning",
        Stop = "Stop",
        Retry = "Try again",
        Start = "Start",
        OpenPlan = "Open the plan",
        Every = "All",
        Documents = new("{0} document", "{0} documents"),
    };

    internal static readonly ProjectsTexts German = new()
    {
        Title = "Projekte",
        WelcomeTitle = "Von der Idee zum Plan, mit dem Sie am Montag anfangen",
        Welcome = "Sagen Sie, was entstehen soll und was nicht verletzt werden darf. Sie bekommen Anforderungen, eine Technikwahl und einen Aufgabenplan, die Ihre Grenzen bis zur letzten Seite tragen, und sehen, was jeder Schritt kostet.",
        SeePlan = "Einen echten Plan ansehen",
        Search = "Ideen und Dokumente durchsuchen",
        SearchHint = "Wörter oder \"eine Wendung\"",
        Find = "Suchen",
        Filters = "Filter und Reihenfolge",
        Any = "alle",
        Status = "Status",
        Phase = "Phase",
        Verdict = "Urteil",
        Since = "Angelegt seit",
        Owner = "Besitzer",
        Sort = "Reihenfolge",
        SortChanged = "zuletzt geändert zuerst",
        SortStalest = "am längsten unverändert zuerst",
        SortNewest = "neueste zuerst",
        SortOldest = "älteste zuerst",
        Apply = "Anwenden",
        ShowAll = "Alle zeigen",
        NoMatch = "Kein Projekt passt. Weniger Wörter oder Filter finden mehr.",
        NoFurther = "Es gibt keine weiteren Projekte.",
        MoreMatches = "Es gibt mehr als 1.000 Treffer; durchgesehen werden die neuesten. Mehr Wörter grenzen ein.",
        Next = "Ältere Projekte",
        ToFirst = "Zurück zum Anfang",
        Stop = "Anhalten",
        Retry = "Noch einmal",
        Start = "Starten",
        OpenPlan = "Plan öffnen",
        Every = "Alle",
        Documents = new("{0} Dokument", "{0} Dokumente"),
    };
}
