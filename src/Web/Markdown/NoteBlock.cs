using Markdig.Syntax;

namespace AiDevFramework.Web.Markdown;

/// <summary>A note of ours between the parts of a document.</summary>
internal sealed class NoteBlock(LineNote note) : LeafBlock(parser: null)
{
    public LineNote Note => note;
}
