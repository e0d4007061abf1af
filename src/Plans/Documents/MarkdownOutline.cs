using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AiDevFramework.Plans.Documents;

/// <summary>A document from its title on, as headings and what stands under them. Headings inside code do not count.</summary>
internal sealed partial class MarkdownOutline
{
    /// <summary>Underlined headings, and what could be definitions of links: the parser takes a time for each that grows with the
    /// document, ten seconds for half a megabyte of them. No document has so many.</summary>
    private const int MostSlowLines = 1000;

    private static readonly MarkdownPipeline Pipeline = BlocksOnly();

    private readonly List<MarkdownSection> _sections;

    private MarkdownOutline(string text, List<MarkdownSection> sections, bool endsInsideCode) =>
        (Text, _sections, EndsInsideCode) = (text, sections, endsInsideCode);

    /// <summary>The document: what stood before the title is gone.</summary>
    public string Text { get; }

    /// <summary>Every heading after the title, in order, each with all that stands under it.</summary>
    public IReadOnlyList<MarkdownSection> Sections => _sections;

    public bool EndsInsideCode { get; }

    /// <returns><see langword="null"/> where there is no such title, or the text is none that can be read in a sensible time.</returns>
    public static MarkdownOutline? TryParse(string markdown, string title)
    {
        if (HasTooManySlowLines(markdown))
        {
            return null;
        }

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return null; // nested deeper than the parser allows
        }

        var blocks = document.ToList();
        var start = blocks.FindIndex(block => block is HeadingBlock { Level: <= 2 } heading
            && HeadingText.IsTitle(TextOf(heading), title));
        if (start < 0)
        {
            return null;
        }

        var offset = blocks[start].Span.Start;
        var sections = new List<MarkdownSection>();
        for (var index = start + 1; index < blocks.Count; index++)
        {
            if (blocks[index] is HeadingBlock heading)
            {
                var end = blocks.FindIndex(index + 1, block => block is HeadingBlock next && next.Level <= heading.Level);
                var content = blocks.GetRange(index + 1, (end < 0 ? blocks.Count : end) - index - 1);
                sections.Add(new MarkdownSection(heading.Level, TextOf(heading), markdown, content));
            }
        }

        return new MarkdownOutline(
            markdown[offset..],
            sections,
            LastBlock(document) is FencedCodeBlock { ClosingFencedCharCount: 0 });
    }

    /// <returns>The first section of this name that says something: a continued answer may write a heading twice. Else the
    /// first one, <see langword="null"/> where there is none.</returns>
    public MarkdownSection? Find(string name)
    {
        var wanted = HeadingText.Normalize(name);
        var found = _sections.Where(section => section.Key == wanted);
        return found.FirstOrDefault(section => !section.IsEmpty) ?? found.FirstOrDefault();
    }

    /// <summary>The section, and a complaint where it is missing or says nothing.</summary>
    /// <param name="heading">As the model was asked to write it: <c>## 1. Project Overview</c>.</param>
    public MarkdownSection? Require(string heading, List<string> complaints)
    {
        var section = Find(heading.TrimStart('#', ' '));
        if (section is null)
        {
            complaints.Add($"The section \"{heading}\" is missing.");
        }
        else if (section.IsEmpty)
        {
            complaints.Add($"The section \"{heading}\" is empty.");
        }

        return section;
    }

    private static bool HasTooManySlowLines(ReadOnlySpan<char> markdown)
    {
        var count = 0;
        foreach (var line in markdown.EnumerateLines())
        {
            var text = line.Trim().TrimStart("> \t"); // in a quotation as well
            if (text.IsEmpty)
            {
                continue;
            }

            var underline = text[0] is '=' or '-' && text.IndexOfAnyExcept(text[0]) < 0;
            if ((underline || text.Contains("]:", StringComparison.Ordinal)) && ++count > MostSlowLines)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The innermost: code in a list is below the list.</summary>
    private static Block? LastBlock(ContainerBlock container) =>
        container.LastOrDefault(block => block is not LinkReferenceDefinitionGroup) is { } last
            ? last is ContainerBlock inner ? LastBlock(inner) : last
            : null;

    /// <summary>What stands inside a line is read here, in linear time: the parser takes minutes for a megabyte of <c>[](</c>.</summary>
    private static MarkdownPipeline BlocksOnly()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.InlineParsers.Clear();
        builder.InlineParsers.Add(new EscapeInlineParser());
        builder.InlineParsers.Add(new LineBreakInlineParser());
        return builder.Build();
    }

    /// <summary>Without emphasis; a link is its text.</summary>
    private static string TextOf(HeadingBlock heading)
    {
        var text = new StringBuilder();
        foreach (var inline in heading.Inline?.Descendants() ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
            }
        }

        text.Replace("*", "").Replace("`", "").Replace("__", "");
        return Link().Replace(text.ToString(), "$1").Trim();
    }

    [GeneratedRegex(@"\[([^\[\]]*)\]\([^()]*\)")]
    private static partial Regex Link();
}
