namespace AiDevFramework.Web.Words;

/// <summary>What stands around every screen.</summary>
public sealed record FrameTexts
{
    public required string SkipToContent { get; init; }
    public required string MainNavigation { get; init; }
    public required string Projects { get; init; }
    public required string NewIdea { get; init; }
    public required string Costs { get; init; }
    public required string System { get; init; }
    public required string Api { get; init; }
    public required string SignedInAs { get; init; }
    public required string Operator { get; init; }
    public required string SignOut { get; init; }
    public required string SignIn { get; init; }
    public required string Language { get; init; }
    public required string Keys { get; init; }
    public required string KeysTitle { get; init; }
    public required string Close { get; init; }
    public required string KeyNext { get; init; }
    public required string KeyPrevious { get; init; }
    public required string KeyOpen { get; init; }
    public required string KeySearch { get; init; }
    public required string KeyNew { get; init; }
    public required string KeyHelp { get; init; }

    internal static readonly FrameTexts English = new()
    {
        SkipToContent = "Skip to content",
        MainNavigation = "Main",
        Projects = "Projects",
        NewIdea = "New idea",
        Costs = "Costs",
        System = "System",
        Api = "API",
        SignedInAs = "Signed in as",
        Operator = "the operator",
        SignOut = "Sign out",
        SignIn = "Sign in",
        Language = "Language",
        Keys = "Keys",
        KeysTitle = "Keys of this page",
        Close = "Close",
        KeyNext = "next entry of the list",
        KeyPrevious = "previous entry",
        KeyOpen = "open it",
        KeySearch = "search",
        KeyNew = "new idea",
        KeyHelp = "this list",
    };

    internal static readonly FrameTexts German = new()
    {
        SkipToContent = "Zum Inhalt springen",
        MainNavigation = "Hauptmenü",
        Projects = "Projekte",
        NewIdea = "Neue Idee",
        Costs = "Kosten",
        System = "System",
        Api = "API",
        SignedInAs = "Angemeldet als",
        Operator = "Betreiber",
        SignOut = "Abmelden",
        SignIn = "Anmelden",
        Language = "Sprache",
        Keys = "Tasten",
        KeysTitle = "Tasten dieser Seite",
        Close = "Schließen",
        KeyNext = "nächster Eintrag der Liste",
        KeyPrevious = "voriger Eintrag",
        KeyOpen = "öffnen",
        KeySearch = "suchen",
        KeyNew = "neue Idee",
        KeyHelp = "diese Liste",
    };
}
