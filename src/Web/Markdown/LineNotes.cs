using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace AiDevFramework.Web.Markdown;

/// <summary>Puts notes behind the parts that they are about.</summary>
internal static class LineNotes
{
    public static void Insert(MarkdownDocument document, IReadOnlyList<LineNote> notes)
    {
        if (notes.Count == 0)
        {
            return;
        }

        var leaves = MarkdownTree.Walk(document).Select(part => part.Part).OfType<LeafBlock>().Where(leaf => leaf is not LinkReferenceDefinition).ToList();
        foreach (var note in notes.OrderByDescending(note => note.Line)) // from the end, so that two of one line keep their order
        {
            var about = leaves.LastOrDefault(leaf => leaf.Line + 1 <= note.Line);
            var place = about is null ? null : PlaceOf(about);
            if (place?.Parent is { } parent)
            {
                parent.Insert(parent.IndexOf(place) + 1, new NoteBlock(note));
            }
            else
            {
                document.Insert(0, new NoteBlock(note));
            }
        }
    }

    /// <summary>A note does not fit into a table, so it stands behind it.</summary>
    private static Block PlaceOf(Block block)
    {
        for (Block? outer = block; outer is not null; outer = outer.Parent)
        {
            if (outer is Table)
            {
                return outer;
            }
        }

        return block;
    }
}
