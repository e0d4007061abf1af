namespace AiDevFramework.Web.Words;

public sealed record RefusalTexts
{
    public required string Again { get; init; }
    public required string ToProjects { get; init; }
    public required string Trace { get; init; }
    public required Refusal NotAllowed { get; init; }
    public required Refusal Missing { get; init; }
    public required Refusal TooMany { get; init; }
    public required Refusal Fault { get; init; }
    public required Refusal Unavailable { get; init; }

    /// <returns><see langword="null"/> where a problem's own words say it better.</returns>
    public Refusal? Of(int status) => status switch
    {
        403 => NotAllowed,
        404 => Missing,
        429 => TooMany,
        500 => Fault,
        503 => Unavailable,
        _ => null,
    };

    internal static readonly RefusalTexts English = new()
    {
        Again = "Try again",
        ToProjects = "To the projects",
        Trace = "For whoever looks into the log:",
        NotAllowed = new("That is not open to you", "Your key does not allow it, or the request came from another page. Open the page itself, or ask for a key with more rights."),
        Missing = new("There is nothing here", "The address may be misspelt, or the project belongs to somebody else or was deleted."),
        TooMany = new("That was a lot at once", "Wait a moment, then try again."),
        Fault = new("Something went wrong on our side", "It was written to the log. Nothing that was stored is lost; try again, or tell whoever runs the service."),
        Unavailable = new("The service is catching its breath", "Its database or cluster cannot be reached right now. Runs go on by themselves as soon as it can; try again in a few seconds."),
    };

    internal static readonly RefusalTexts German = new()
    {
        Again = "Noch einmal versuchen",
        ToProjects = "Zu den Projekten",
        Trace = "Für den Blick ins Protokoll:",
        NotAllowed = new("Das ist nicht freigegeben", "Der Schlüssel erlaubt es nicht, oder der Aufruf kam von einer anderen Seite. Bitte die Seite selbst öffnen oder um mehr Rechte bitten."),
        Missing = new("Hier ist nichts", "Vielleicht ein Tippfehler in der Adresse, oder das Projekt gehört jemand anderem oder wurde gelöscht."),
        TooMany = new("Das war viel auf einmal", "Bitte kurz warten und dann noch einmal versuchen."),
        Fault = new("Bei uns ging etwas schief", "Es steht im Protokoll. Gespeichertes ist nicht verloren; bitte noch einmal versuchen oder dem Betreiber Bescheid geben."),
        Unavailable = new("Der Dienst holt gerade Luft", "Datenbank oder Cluster sind im Moment nicht erreichbar. Läufe gehen von selbst weiter, sobald sie es sind; bitte gleich noch einmal versuchen."),
    };
}
