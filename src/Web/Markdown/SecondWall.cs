using Ganss.Xss;

namespace AiDevFramework.Web.Markdown;

/// <summary>Looks at the finished HTML once more: whatever the reader of Markdown let through, these tags and attributes are all that stays.</summary>
internal static class SecondWall
{
    private static readonly HtmlSanitizer s_sanitiser = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "a", "blockquote", "br", "code", "del", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "span", "strong",
            "table", "tbody", "td", "th", "thead", "tr", "ul",
        },
        AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "class", "colspan", "href", "id", "rel", "role", "start", "tabindex", "title" },
        AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
        UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
    });

    public static string Pass(string html) => s_sanitiser.Sanitize(html);
}
