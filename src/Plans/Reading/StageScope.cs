using AiDevFramework.Plans.Markdown;

namespace AiDevFramework.Plans.Reading;

/// <param name="End">Index of the line behind the stage's last.</param>
internal sealed record StageScope(MarkdownText Markdown, NumberedHead Head, int End)
{
    public int First { get; } = Head.Line + (Head.Line + 1 < End && Markdown.Lines[Head.Line + 1].Kind is LineKind.Underline ? 2 : 1);
}
