namespace AiDevFramework.Web.Words;

public sealed record LoginTexts
{
    public required string Title { get; init; }
    public required string Promise { get; init; }
    public required string Token { get; init; }
    public required string TokenHint { get; init; }
    public required string SignIn { get; init; }
    public required string Unknown { get; init; }
    public required string Unavailable { get; init; }
    public required string WhereTitle { get; init; }
    public required string WhereBanner { get; init; }
    public required string WhereFile { get; init; }
    public required string HttpsTitle { get; init; }
    public required string HttpsWhy { get; init; }
    public required string HttpsWhat { get; init; }
    public required string AgainTitle { get; init; }
    public required string AgainLink { get; init; }

    internal static readonly LoginTexts English = new()
    {
        Title = "Sign in",
        Promise = "From an idea to a plan that keeps to your limits: requirements, technology, tasks, and what it cost to write them.",
        Token = "Token, key or code",
        TokenHint = "The service's admin token, a key of your own, or the code from the start link.",
        SignIn = "Sign in",
        Unknown = "That opens nothing here. Look for a missing letter at either end; a code from the start link is good for five minutes, once.",
        Unavailable = "It cannot be checked right now. Try again in a few seconds.",
        WhereTitle = "Where do I find it?",
        WhereBanner = "When the service starts, its terminal shows a line “Open” with a link that signs you in. Without JavaScript, paste what stands behind “code=”.",
        WhereFile = "On your own machine the token is in the file data/admin-token. Anywhere else, ask whoever runs the service for a key.",
        HttpsTitle = "This page needs HTTPS",
        HttpsWhy = "You came over plain HTTP from another machine. A token sent that way could be read by anybody in between, so nobody can sign in here.",
        HttpsWhat = "Open the page with https://, or on the machine itself as http://localhost. Whoever runs the service sets PUBLIC_URL and a proxy with TLS.",
        AgainTitle = "One moment",
        AgainLink = "Go on",
    };

    internal static readonly LoginTexts German = new()
    {
        Title = "Anmelden",
        Promise = "Von der Idee zum Plan, der eure Grenzen einhält: Anforderungen, Technik, Aufgaben, und was es gekostet hat, sie zu schreiben.",
        Token = "Token, Schlüssel oder Code",
        TokenHint = "Das Admin-Token des Dienstes, ein eigener Schlüssel oder der Code aus dem Start-Link.",
        SignIn = "Anmelden",
        Unknown = "Damit geht hier nichts auf. Fehlt vorn oder hinten ein Zeichen? Ein Code aus dem Start-Link gilt fünf Minuten und nur einmal.",
        Unavailable = "Das lässt sich gerade nicht prüfen. Bitte in ein paar Sekunden noch einmal versuchen.",
        WhereTitle = "Wo finde ich es?",
        WhereBanner = "Beim Start zeigt der Dienst im Terminal eine Zeile „Open“ mit einem Link, der anmeldet. Ohne JavaScript: einfügen, was hinter „code=“ steht.",
        WhereFile = "Auf dem eigenen Rechner steht das Token in der Datei data/admin-token. Sonst gibt einen Schlüssel, wer den Dienst betreibt.",
        HttpsTitle = "Diese Seite braucht HTTPS",
        HttpsWhy = "Der Aufruf kam unverschlüsselt von einem anderen Rechner. Ein Token könnte unterwegs mitgelesen werden, deshalb ist die Anmeldung hier zu.",
        HttpsWhat = "Bitte mit https:// öffnen, oder auf dem Rechner selbst als http://localhost. Wer den Dienst betreibt, setzt PUBLIC_URL und davor einen Proxy mit TLS.",
        AgainTitle = "Einen Moment",
        AgainLink = "Weiter",
    };
}
