using Markdig.Syntax.Inlines;

namespace AiDevFramework.Web.Markdown;

/// <summary>A link of ours to an item of the plan.</summary>
/// <param name="id">What the reader sees.</param>
/// <param name="href">An address of ours.</param>
/// <param name="text">What the item says.</param>
internal sealed class ItemLinkInline(string id, string href, string text) : LeafInline
{
    public string Id => id;

    public string Href => href;

    public string Text => text;
}
