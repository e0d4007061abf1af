using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AiDevFramework.Web.Markdown;

/// <summary>Walks what was read of a document without going deeper itself.</summary>
internal static class MarkdownTree
{
    /// <summary>A list in a list in a quote with bold words has some ten levels.</summary>
    public const int Deepest = 60;

    /// <returns>Every part and how deep it lies, in the order of the text.</returns>
    public static IEnumerable<(MarkdownObject Part, int Depth)> Walk(MarkdownDocument document)
    {
        var open = new Stack<(MarkdownObject Part, int Depth)>([(document, 0)]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in ChildrenOf(next.Part).Reverse())
            {
                open.Push((child, next.Depth + 1));
            }
        }
    }

    public static bool IsTooDeep(MarkdownDocument document) => Walk(document).Any(part => part.Depth > Deepest);

    private static IEnumerable<MarkdownObject> ChildrenOf(MarkdownObject part) => part switch
    {
        ContainerBlock container => container,
        LeafBlock { Inline: { } inline } => [inline],
        ContainerInline container => container,
        _ => [],
    };
}
