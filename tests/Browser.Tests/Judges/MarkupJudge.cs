using AiDevFramework.Browser.Tests.Chromium;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AiDevFramework.Browser.Tests.Judges;

/// <summary>The HTML as it was sent has no style of its own, no script within it and no link that runs one, says its language, has one main
/// heading, and gives nobody else's pages a way back to it.</summary>
internal static class MarkupJudge
{
    private static readonly string[] _addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "ping"];

    public static IEnumerable<Fault> FaultsOf(Visit visit) => FaultsOf(visit.Html, visit.Look.Language);

    internal static IEnumerable<Fault> FaultsOf(string html, string language)
    {
        var document = new HtmlParser().ParseDocument(html);
        foreach (var element in document.All)
        {
            foreach (var complaint in ComplaintsOf(element))
            {
                yield return new Fault("markup", $"{complaint}: {Shown(element)}");
            }
        }

        if (document.DocumentElement.GetAttribute("lang") != language)
        {
            yield return new Fault("markup", $"The language is {document.DocumentElement.GetAttribute("lang") ?? "not said"} instead of {language}");
        }

        if (document.QuerySelectorAll("h1").Length != 1)
        {
            yield return new Fault("markup", $"{document.QuerySelectorAll("h1").Length} main headings");
        }

        if (string.IsNullOrWhiteSpace(document.Title))
        {
            yield return new Fault("markup", "No title");
        }
    }

    private static IEnumerable<string> ComplaintsOf(IElement element)
    {
        if (element.HasAttribute("style"))
        {
            yield return "A style attribute";
        }

        if (element.LocalName == "style")
        {
            yield return "A style element";
        }

        if (element.LocalName == "script" && (!element.HasAttribute("src") || element.TextContent.Length > 0))
        {
            yield return "A script within the page";
        }

        if (element.LocalName is "iframe" or "object" or "embed" or "base" or "frame")
        {
            yield return "An element that the page has no use for";
        }

        if (element.Attributes.FirstOrDefault(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)) is { } handler)
        {
            yield return $"A handler {handler.Name}";
        }

        foreach (var address in _addresses.Select(element.GetAttribute).OfType<string>())
        {
            if (RunsSomething(address))
            {
                yield return $"An address that runs something, {address[..Math.Min(address.Length, 60)]}";
            }
            else if (IsElsewhere(address) && !IsCarefulLink(element))
            {
                yield return "An address elsewhere that is no link with rel=noopener";
            }
        }
    }

    private static bool RunsSomething(string address)
    {
        var plain = string.Concat(address.Where(letter => letter > ' ')).ToLowerInvariant();
        return plain.StartsWith("javascript:", StringComparison.Ordinal) || plain.StartsWith("vbscript:", StringComparison.Ordinal)
            || plain.StartsWith("data:text", StringComparison.Ordinal);
    }

    private static bool IsElsewhere(string address) =>
        address.StartsWith("//", StringComparison.Ordinal) || address.Contains("://", StringComparison.Ordinal);

    private static bool IsCarefulLink(IElement element) => element.LocalName == "a"
        && (element.GetAttribute("rel") ?? "").Split(' ').Any(word => word is "noopener" or "noreferrer");

    private static string Shown(IElement element)
    {
        var html = element.OuterHtml;
        return html[..Math.Min(html.Length, 120)];
    }
}
