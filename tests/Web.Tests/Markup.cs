using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AiDevFramework.Web.Tests;

/// <summary>Reads HTML as a browser does.</summary>
internal static class Markup
{
    private static readonly HashSet<string> s_addresses = new(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" };

    public static IDocument Read(string html) => new HtmlParser().ParseDocument($"<!DOCTYPE html><title>t</title><body>{html}");

    /// <summary>Fails where anything could act, load or look other than the page has it.</summary>
    public static IDocument Harmless(string html)
    {
        var document = Read(html);
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            Assert.DoesNotContain(element.LocalName, (string[])["script", "style", "iframe", "object", "embed", "img", "form", "input", "link", "meta", "base", "template", "video"]);
            foreach (var attribute in element.Attributes)
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{element.LocalName} has {attribute.Name}.");
                Assert.NotEqual("style", attribute.Name);
                Assert.NotEqual("src", attribute.Name);
            }

            if (element.GetAttribute("href") is { } href)
            {
                Assert.True(href.StartsWith('#') || href.StartsWith('/') || (Uri.TryCreate(href, UriKind.Absolute, out var uri) && s_addresses.Contains(uri.Scheme)), $"A link to {href}.");
            }
        }

        return document;
    }

    public static int DepthOf(IElement element)
    {
        var deepest = 0;
        var open = new Stack<(IElement Element, int Depth)>([(element, 0)]);
        while (open.TryPop(out var next))
        {
            deepest = Math.Max(deepest, next.Depth);
            foreach (var child in next.Element.Children)
            {
                open.Push((child, next.Depth + 1));
            }
        }

        return deepest;
    }
}
