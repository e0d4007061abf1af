using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace AiDevFramework.Web.Markdown;

/// <summary>Writes links that leave the page openly or stay in the document. Others become their words, and so do pictures from elsewhere.</summary>
/// <param name="anchors">What a text may call an anchor of this document, and what it is called.</param>
internal sealed class LinkWriter(IReadOnlyDictionary<string, string> anchors) : HtmlObjectRenderer<LinkInline>
{
    protected override void Write(HtmlRenderer renderer, LinkInline obj)
    {
        var url = obj.GetDynamicUrl?.Invoke() ?? obj.Url ?? "";
        if (obj.IsImage)
        {
            renderer.Write("<span class=\"picture\">");
            renderer.WriteChildren(obj);
            renderer.Write("</span>");
        }
        else if (url.StartsWith('#') && anchors.TryGetValue(HeadingAnchors.KeyOf(url), out var anchor))
        {
            Write(renderer, obj, "#" + anchor, isOurs: true);
        }
        else if (OpenUrl.Is(url))
        {
            Write(renderer, obj, url, isOurs: false);
        }
        else
        {
            renderer.WriteChildren(obj);
        }
    }

    private static void Write(HtmlRenderer renderer, LinkInline link, string href, bool isOurs)
    {
        renderer.Write("<a href=\"").WriteEscapeUrl(href).Write(isOurs ? "\">" : $"\" rel=\"{OpenUrl.Relation}\">");
        renderer.WriteChildren(link);
        renderer.Write("</a>");
    }
}
