using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace AiDevFramework.Web.Markdown;

/// <summary>Writes <c>&lt;https://…&gt;</c>.</summary>
internal sealed class AutolinkWriter : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline obj)
    {
        var url = obj.IsEmail ? "mailto:" + obj.Url : obj.Url;
        if (!OpenUrl.Is(url))
        {
            renderer.WriteEscape(obj.Url);
            return;
        }

        renderer.Write("<a href=\"").WriteEscapeUrl(url).Write($"\" rel=\"{OpenUrl.Relation}\">").WriteEscape(obj.Url).Write("</a>");
    }
}
