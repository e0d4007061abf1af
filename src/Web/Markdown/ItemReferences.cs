using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AiDevFramework.Web.Markdown;

/// <summary>Makes links of the words that name items.</summary>
internal static class ItemReferences
{
    public static void Link(MarkdownDocument document, ItemLinks links)
    {
        if (links.Known.Count == 0)
        {
            return;
        }

        foreach (var literal in MarkdownTree.Walk(document).Select(part => part.Part).OfType<LiteralInline>().ToList())
        {
            if (!IsInLink(literal))
            {
                Link(literal, links);
            }
        }
    }

    private static void Link(LiteralInline literal, ItemLinks links)
    {
        var text = literal.Content.ToString();
        var done = 0;
        foreach (var (start, length) in ItemWords.In(text, links.Known).ToList())
        {
            var id = text.Substring(start, length);
            var link = links.Known[id];
            var isDefinition = links.BackTo.Length > 0 && links.Defined.TryGetValue(id, out var line) && line == literal.Line + 1;
            literal.InsertBefore(new LiteralInline(text[done..start]));
            literal.InsertBefore(new ItemLinkInline(id, isDefinition ? links.BackTo + ItemLinks.AnchorOf(id) : link.Href, link.Text));
            done = start + length;
        }

        if (done > 0)
        {
            literal.InsertBefore(new LiteralInline(text[done..]));
            literal.Remove();
        }
    }

    private static bool IsInLink(Inline inline)
    {
        for (var parent = inline.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is LinkInline)
            {
                return true;
            }
        }

        return false;
    }
}
