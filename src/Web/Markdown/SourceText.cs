using System.Net;

namespace AiDevFramework.Web.Markdown;

/// <summary>A document as it was written, for those that are not laid out.</summary>
internal static class SourceText
{
    public static RenderedDocument Of(string text) => new($"<pre class=\"source\" tabindex=\"0\">{WebUtility.HtmlEncode(text)}</pre>", [], IsSource: true);
}
