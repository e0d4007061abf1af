using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace AiDevFramework.Web.Markdown;

/// <summary>A box of a list to tick is a sign here, since nobody can tick it.</summary>
internal sealed class BoxWriter : HtmlObjectRenderer<TaskList>
{
    protected override void Write(HtmlRenderer renderer, TaskList obj) => renderer.Write(obj.Checked ? "<span class=\"box\">☑</span>" : "<span class=\"box\">☐</span>");
}
