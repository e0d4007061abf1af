using Markdig.Extensions.Tables;
using Markdig.Renderers;

namespace AiDevFramework.Web.Markdown;

/// <summary>A table scrolls inside itself, also for whoever has no mouse.</summary>
internal sealed class TableWriter : HtmlTableRenderer
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine();
        renderer.WriteLine("<div class=\"scroll\" tabindex=\"0\">");
        base.Write(renderer, table);
        renderer.WriteLine("</div>");
    }
}
