using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace AiDevFramework.Web.Markdown;

internal sealed class NoteWriter : HtmlObjectRenderer<NoteBlock>
{
    protected override void Write(HtmlRenderer renderer, NoteBlock obj)
    {
        var note = obj.Note;
        renderer.Write($"<div role=\"note\" class=\"finding {note.Tone}\"><strong>").WriteEscape(note.Label).Write("</strong> ").WriteEscape(VisibleText.Of(note.Text));
        if (note.Advice is { } advice)
        {
            renderer.Write(" <em>").WriteEscape(VisibleText.Of(advice)).Write("</em>");
        }

        renderer.WriteLine("</div>");
    }
}
