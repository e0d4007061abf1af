using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace AiDevFramework.Web.Markdown;

internal sealed class ItemLinkWriter : HtmlObjectRenderer<ItemLinkInline>
{
    protected override void Write(HtmlRenderer renderer, ItemLinkInline obj) =>
        renderer.Write("<a class=\"item\" href=\"").WriteEscapeUrl(obj.Href).Write("\" title=\"").WriteEscape(obj.Text).Write("\">").WriteEscape(obj.Id).Write("</a>");
}
