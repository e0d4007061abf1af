namespace AiDevFramework.Web.Words;

/// <summary>The screen of the service itself.</summary>
public sealed record ServiceTexts
{
    public required string Version { get; init; }
    public required string Gateways { get; init; }
    public required string Silos { get; init; }
    public required string NoAnswer { get; init; }
    public required string Health { get; init; }
    public required string Well { get; init; }
    public required string Ill { get; init; }
    public required string Models { get; init; }
    public required string Prices { get; init; }
    public required string Known { get; init; }
    public required string Settings { get; init; }
    public required string SettingsMean { get; init; }
    public required string NotSet { get; init; }
    public required string Further { get; init; }
    public required string HealthAsJson { get; init; }
    public required string Dashboard { get; init; }

    internal static readonly ServiceTexts English = new()
    {
        Version = "Version",
        Gateways = "Gateways",
        Silos = "Silos",
        NoAnswer = "no answer",
        Health = "How it is",
        Well = "well",
        Ill = "trouble",
        Models = "Models",
        Prices = "Prices",
        Known = "known",
        Settings = "Settings",
        SettingsMean = "These are set. What to is shown to nobody.",
        NotSet = "Not set: their defaults hold",
        Further = "More",
        HealthAsJson = "Health as JSON",
        Dashboard = "Dashboard of the cluster",
    };

    internal static readonly ServiceTexts German = new()
    {
        Version = "Version",
        Gateways = "Gateways",
        Silos = "Silos",
        NoAnswer = "keine Antwort",
        Health = "Wie es steht",
        Well = "gut",
        Ill = "Störung",
        Models = "Modelle",
        Prices = "Preise",
        Known = "bekannt",
        Settings = "Einstellungen",
        SettingsMean = "Diese sind gesetzt. Worauf, wird niemandem gezeigt.",
        NotSet = "Nicht gesetzt: Es gelten die Vorgaben",
        Further = "Weiteres",
        HealthAsJson = "Zustand als JSON",
        Dashboard = "Dashboard des Clusters",
    };
}
