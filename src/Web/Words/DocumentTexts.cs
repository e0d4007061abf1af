namespace AiDevFramework.Web.Words;

/// <summary>The screen of a document.</summary>
public sealed record DocumentTexts
{
    public required string Outline { get; init; }
    public required string Copy { get; init; }
    public required string Copied { get; init; }
    public required string DownloadMarkdown { get; init; }
    public required string DownloadHtml { get; init; }
    public required string Print { get; init; }
    public required string IsSource { get; init; }
    public required string LinksTitle { get; init; }
    public required string Item { get; init; }
    public required string RestsOn { get; init; }
    public required string NamedBy { get; init; }
    public required string Written { get; init; }
    public required string WrittenBy { get; init; }
    public required string Offline { get; init; }
    public required string Recorded { get; init; }
    public required string Tokens { get; init; }
    public required string Features { get; init; }
    public required string Complexity { get; init; }
    public required string Stages { get; init; }
    public required string Weeks { get; init; }
    public required string Verdict { get; init; }

    internal static readonly DocumentTexts English = new()
    {
        Outline = "In this document",
        Copy = "Copy",
        Copied = "Copied",
        DownloadMarkdown = "Download .md",
        DownloadHtml = "Download .html",
        Print = "Print",
        IsSource = "This document is too large or too deep to be laid out, so it is shown as it was written.",
        LinksTitle = "What names what",
        Item = "Item",
        RestsOn = "Names",
        NamedBy = "Is named by",
        Written = "Written",
        WrittenBy = "By",
        Offline = "the offline planner",
        Recorded = "a recorded example",
        Tokens = "Tokens",
        Features = "Features",
        Complexity = "Complexity",
        Stages = "Stages",
        Weeks = "Weeks",
        Verdict = "Verdict",
    };

    internal static readonly DocumentTexts German = new()
    {
        Outline = "In diesem Dokument",
        Copy = "Kopieren",
        Copied = "Kopiert",
        DownloadMarkdown = ".md herunterladen",
        DownloadHtml = ".html herunterladen",
        Print = "Drucken",
        IsSource = "Dieses Dokument ist zu groß oder zu tief verschachtelt, um gesetzt zu werden; hier steht es, wie es geschrieben wurde.",
        LinksTitle = "Was was nennt",
        Item = "Punkt",
        RestsOn = "Nennt",
        NamedBy = "Wird genannt von",
        Written = "Geschrieben",
        WrittenBy = "Von",
        Offline = "dem Offline-Planer",
        Recorded = "einer Aufzeichnung",
        Tokens = "Tokens",
        Features = "Funktionen",
        Complexity = "Komplexität",
        Stages = "Stufen",
        Weeks = "Wochen",
        Verdict = "Urteil",
    };
}
