using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AiDevFramework.Web.Markdown;

/// <summary>Gives the places where items stand their <c>id</c>, so that others can link to them.</summary>
internal static class ItemAnchors
{
    /// <returns>What a link in the text may call an anchor, and what it is called: <c>ac21</c>, <c>AC2.1</c>.</returns>
    public static Dictionary<string, string> Set(MarkdownDocument document, ItemLinks links)
    {
        var anchors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (links.Defined.Count == 0)
        {
            return anchors;
        }

        var byLine = new Dictionary<int, Block>();
        foreach (var block in MarkdownTree.Walk(document).Select(part => part.Part).OfType<Block>())
        {
            if (block is HeadingBlock or ListItemBlock or TableRow or ParagraphBlock)
            {
                byLine.TryAdd(block.Line + 1, block);
            }
        }

        foreach (var (item, line) in links.Defined)
        {
            if (byLine.TryGetValue(line, out var block) && block.GetAttributes() is { Id: null } attributes)
            {
                attributes.Id = ItemLinks.AnchorOf(item);
                anchors[HeadingAnchors.KeyOf(item)] = attributes.Id;
                ShowIn(block, item, links);
            }
        }

        return anchors;
    }

    /// <summary>A heading like "Feature 2: Search" does not say its identifier: it is put before the words.</summary>
    private static void ShowIn(Block block, string item, ItemLinks links)
    {
        if (block is HeadingBlock { Inline: { } inline } && links.BackTo.Length > 0 && links.Known.TryGetValue(item, out var link)
            && !inline.Descendants<LiteralInline>().Any(literal => ItemWords.In(literal.Content.ToString(), links.Known).Any()))
        {
            inline.AppendChild(new LiteralInline(" "));
            inline.AppendChild(new ItemLinkInline(item, links.BackTo + ItemLinks.AnchorOf(item), link.Text));
        }
    }
}
