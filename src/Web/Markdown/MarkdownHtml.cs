using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;

namespace AiDevFramework.Web.Markdown;

/// <summary>
/// Turns a document that a model wrote into HTML. Three walls, one behind the other: bounds before anything reads it, Markdown without HTML in it,
/// and the sanitiser. Pure, and never throws for any text.
/// </summary>
public static class MarkdownHtml
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables(new PipeTableOptions { UseHeaderForColumnCount = true })
        .UseTaskLists()
        .UseSoftlineBreakAsHardlineBreak() // labels stand on lines of their own
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UsePreciseSourceLocation()
        .Build();

    /// <param name="markdown">Untrusted.</param>
    /// <param name="notes">What is said beside its lines.</param>
    /// <param name="below">How many levels its headings go down: a page has a title of its own.</param>
    public static RenderedDocument Of(string markdown, ItemLinks links, IReadOnlyList<LineNote> notes, int below = 0)
    {
        var text = VisibleText.Of(markdown);
        if (Read(text) is not { } document)
        {
            return SourceText.Of(text.Length <= DocumentBounds.MostCharacters * 4 ? text : text[..(DocumentBounds.MostCharacters * 4)]);
        }

        var anchors = ItemAnchors.Set(document, links);
        var outline = HeadingAnchors.Set(document); // before words of it become links
        ItemReferences.Link(document, links);
        foreach (var heading in outline)
        {
            anchors.TryAdd(HeadingAnchors.KeyOf(heading.Text), heading.Anchor);
        }

        foreach (var heading in document.OfType<HeadingBlock>())
        {
            heading.Level = Math.Min(6, heading.Level + below);
        }

        TableLooks.Set(document);
        LineNotes.Insert(document, notes);
        return new RenderedDocument(SecondWall.Pass(Write(document, anchors)), outline, IsSource: false);
    }

    private static MarkdownDocument? Read(string text)
    {
        if (!DocumentBounds.Hold(text))
        {
            return null;
        }

        try
        {
            var document = Markdig.Markdown.Parse(text, s_pipeline);
            return MarkdownTree.IsTooDeep(document) ? null : document;
        }
        catch (ArgumentException) // the reader's own limit of depth
        {
            return null;
        }
    }

    private static string Write(MarkdownDocument document, Dictionary<string, string> anchors)
    {
        using var text = new StringWriter();
        var renderer = new HtmlRenderer(text);
        s_pipeline.Setup(renderer);
        var writers = renderer.ObjectRenderers;
        writers.Replace<LinkInlineRenderer>(new LinkWriter(anchors));
        writers.Replace<AutolinkInlineRenderer>(new AutolinkWriter());
        writers.Replace<HtmlTableRenderer>(new TableWriter());
        writers.Replace<HtmlTaskListRenderer>(new BoxWriter());
        writers.Add(new ItemLinkWriter());
        writers.Add(new NoteWriter());
        renderer.Render(document);
        renderer.Writer.Flush();
        return text.ToString();
    }
}
