namespace AiDevFramework.Web.Words;

/// <summary>The screen of costs.</summary>
public sealed record CostTexts
{
    public required string TitleOfProject { get; init; }
    public required string DownloadCsv { get; init; }
    public required string Period { get; init; }
    public required Plural LastDays { get; init; }
    public required string Show { get; init; }
    public required string Charged { get; init; }
    public required string NotKnown { get; init; }
    public required string UpTo { get; init; }
    public required string NoPrice { get; init; }
    public required string Attempts { get; init; }
    public required string OfEverybody { get; init; }
    public required string OfOwn { get; init; }
    public required string IsCut { get; init; }
    public required string Nothing { get; init; }
    public required string ByDay { get; init; }
    public required string ByModel { get; init; }
    public required string ByPhase { get; init; }
    public required string ByUser { get; init; }
    public required string Day { get; init; }
    public required string ModelName { get; init; }
    public required string Phase { get; init; }
    public required string User { get; init; }
    public required Plural ShowsNewest { get; init; }
    public required string Opened { get; init; }
    public required string Project { get; init; }
    public required string Became { get; init; }
    public required string Reserved { get; init; }
    public required string Tokens { get; init; }
    public required string Open { get; init; }
    public required string Answered { get; init; }
    public required string Failed { get; init; }
    public required string Cancelled { get; init; }
    public required string Unknown { get; init; }

    public string StatusOf(string status) => status switch
    {
        "OPEN" => Open,
        "ANSWERED" => Answered,
        "FAILED" => Failed,
        "CANCELLED" => Cancelled,
        "UNKNOWN" => Unknown,
        _ => status,
    };

    internal static readonly CostTexts English = new()
    {
        TitleOfProject = "Costs of this project",
        DownloadCsv = "Download .csv",
        Period = "Period",
        LastDays = new("the last day", "the last {0} days"),
        Show = "Show",
        Charged = "Charged",
        NotKnown = "Not yet known",
        UpTo = "up to {0}",
        NoPrice = "price not known",
        Attempts = "Requests to models",
        OfEverybody = "Of everybody's projects.",
        OfOwn = "Of the projects that are yours.",
        IsCut = "There are more requests than fit here: these are the newest 10,000.",
        Nothing = "No model was asked in this time, so nothing was charged.",
        ByDay = "By day (UTC)",
        ByModel = "By model",
        ByPhase = "By phase",
        ByUser = "By user",
        Day = "Day",
        ModelName = "Model",
        Phase = "Phase",
        User = "User",
        ShowsNewest = new("The newest one; the file has all.", "The newest {0}; the file has all."),
        Opened = "Asked",
        Project = "Project",
        Became = "What became of it",
        Reserved = "Reserved",
        Tokens = "Tokens",
        Open = "under way",
        Answered = "answered",
        Failed = "failed",
        Cancelled = "stopped",
        Unknown = "end not known",
    };

    internal static readonly CostTexts German = new()
    {
        TitleOfProject = "Kosten dieses Projekts",
        DownloadCsv = ".csv herunterladen",
        Period = "Zeitraum",
        LastDays = new("der letzte Tag", "die letzten {0} Tage"),
        Show = "Anzeigen",
        Charged = "Abgerechnet",
        NotKnown = "Noch nicht bekannt",
        UpTo = "bis zu {0}",
        NoPrice = "Preis nicht bekannt",
        Attempts = "Anfragen an Modelle",
        OfEverybody = "Von den Projekten aller.",
        OfOwn = "Von den eigenen Projekten.",
        IsCut = "Es gibt mehr Anfragen, als hier Platz haben: Dies sind die neuesten 10.000.",
        Nothing = "In dieser Zeit wurde kein Modell gefragt, also auch nichts abgerechnet.",
        ByDay = "Nach Tag (UTC)",
        ByModel = "Nach Modell",
        ByPhase = "Nach Phase",
        ByUser = "Nach Benutzer",
        Day = "Tag",
        ModelName = "Modell",
        Phase = "Phase",
        User = "Benutzer",
        ShowsNewest = new("Die neueste; die Datei enthält alle.", "Die neuesten {0}; die Datei enthält alle."),
        Opened = "Gefragt",
        Project = "Projekt",
        Became = "Was daraus wurde",
        Reserved = "Vorgemerkt",
        Tokens = "Tokens",
        Open = "unterwegs",
        Answered = "beantwortet",
        Failed = "gescheitert",
        Cancelled = "angehalten",
        Unknown = "Ende nicht bekannt",
    };
}
