using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions;
using Markdig.Syntax;

namespace AiDevFramework.Plans.Documents;

/// <summary>What stands under a heading, down to the next one of its level or above.</summary>
internal sealed partial class MarkdownSection(int level, string title, string markdown, IReadOnlyList<Block> content)
{
    private const int MaxQuote = 80;

    private static readonly string[] Placeholders =
        ["TBD", "TBA", "TBC", "TODO", "TO BE DETERMINED", "TO BE DEFINED", "TO DO", "PLACEHOLDER", "COMING SOON", "LOREM IPSUM"];

    public int Level => level;

    public string Title => title;

    /// <summary>The heading as it compares.</summary>
    public string Key { get; } = HeadingText.Normalize(title);

    /// <summary>The heading as a complaint quotes it: a model may have written a page there.</summary>
    public string ShortTitle => title.Length <= MaxQuote ? title : $"{TextCut.AtMost(title, MaxQuote)}…";

    /// <summary>Whether nothing is said under the heading, be it for sub-headings, for a placeholder or for a comment.</summary>
    public bool IsEmpty => content.All(SaysNothing);

    /// <summary>Whether there is nothing but lists, apart from a sentence before them.</summary>
    public bool IsList => content.Any(block => block is ListBlock)
        && content.Skip(content is [ParagraphBlock, ..] ? 1 : 0).All(block => block is ListBlock);

    /// <summary>The texts of the section's bullets, not of bullets below bullets; emphasis is left in.</summary>
    public IEnumerable<string> Bullets =>
        from list in content.OfType<ListBlock>()
        from item in list.OfType<ListItemBlock>()
        where item.Count > 0
        let text = TextOf(item[0]).ReplaceLineEndings(" ").Trim()
        where text.Length > 0
        select text;

    /// <summary>The section's lines without those inside code, trimmed.</summary>
    public IEnumerable<string> Lines => LinesOf(content);

    private IEnumerable<string> LinesOf(IEnumerable<Block> blocks) =>
        blocks.Where(block => block is not CodeBlock).SelectMany(LinesOf);

    private IEnumerable<string> LinesOf(Block block)
    {
        var (start, end) = ExtentOf(block);
        while (true)
        {
            var stop = markdown.IndexOf('\n', start, end - start);
            yield return markdown.AsSpan(start..(stop < 0 ? end : stop)).Trim().ToString();
            if (stop < 0)
            {
                yield break;
            }

            start = stop + 1;
        }
    }

    /// <returns>What follows a label at the beginning of a line, as in <c>**Choice**: React</c>, or in the line below it, without
    /// marks; empty where nothing does; <see langword="null"/> where there is no such label.</returns>
    public string? Labelled(params ReadOnlySpan<string> labels)
    {
        var found = false;
        foreach (var line in Lines.Where(line => line.Length > 0))
        {
            if (found)
            {
                return IsHeading(line) || AnyLabel().IsMatch(line) ? "" : Bare(line);
            }

            foreach (var label in labels)
            {
                if (ValueOf(line, label) is { } value)
                {
                    if (value.Length > 0)
                    {
                        return value;
                    }

                    found = true;
                    break;
                }
            }
        }

        return found ? "" : null;
    }

    /// <summary>Whether a list with at least one entry that says something follows the label.</summary>
    public bool HasListUnder(params ReadOnlySpan<string> labels)
    {
        var under = false;
        foreach (var line in Lines)
        {
            if (IsLabelled(line, labels))
            {
                under = true;
            }
            else if (under && IsBullet(line) && !SaysNothing(line))
            {
                return true;
            }
            else if (under && !IsBullet(line) && (IsHeading(line) || line.Contains("**", StringComparison.Ordinal)))
            {
                under = false; // the next label
            }
        }

        return false;
    }

    /// <returns>The first line that says something and is no label, without marks; <see langword="null"/> where none does.</returns>
    public string? FirstLine => LinesOf(content.Where(block => block is not HeadingBlock))
        .Where(line => !SaysNothing(line))
        .Select(Bare)
        .FirstOrDefault(line => line is not [.., ':' or '：']);

    private static bool IsLabelled(string line, ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
        {
            if (ValueOf(line, label) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBullet(string line) =>
        line is ['-' or '*' or '+', ' ', ..] || (line.Length > 2 && char.IsAsciiDigit(line[0]) && line.AsSpan(1, 2).ContainsAny('.', ')'));

    private static string? ValueOf(string line, string label)
    {
        var text = line.AsSpan().TrimStart("#-*_ \t");
        if (!text.StartsWith(label, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        text = text[label.Length..].TrimStart("*_ ");
        return text.Length == 0 ? "" : text[0] is ':' or '：' ? Bare(text[1..].ToString()) : null;
    }

    private static bool IsHeading(string line) => line is ['#', ..];

    /// <summary>Without emphasis; an underscore inside may belong to a name.</summary>
    private static string Bare(string text) => text
        .Replace("*", "", StringComparison.Ordinal)
        .Replace("`", "", StringComparison.Ordinal)
        .TrimStart('#', '-', '_', ' ', '\t')
        .TrimEnd('_', ' ', '\t');

    private bool SaysNothing(Block block) => block switch
    {
        HeadingBlock or ThematicBreakBlock or LinkReferenceDefinitionGroup => true,
        CodeBlock code => SayNothing(code.Lines.ToString()),
        _ => SayNothing(WithoutHtml(SpanOf(block))),
    };

    private static bool SayNothing(ReadOnlySpan<char> lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            if (!SaysNothing(lines[line]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SaysNothing(string line) => SaysNothing(line.AsSpan());

    private static bool SaysNothing(ReadOnlySpan<char> line)
    {
        var said = line.Trim(" \t\n-*_+>.:…[]()`#|");
        foreach (var placeholder in Placeholders)
        {
            if (said.Equals(placeholder, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var character in said)
        {
            if (char.IsLetterOrDigit(character) || char.IsSurrogate(character))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> WithoutHtml(ReadOnlySpan<char> text) =>
        text.Contains('<') ? Html().Replace(text.ToString(), "") : text;

    /// <summary>Tags and comments; a comment that was left open reaches to the end.</summary>
    [GeneratedRegex(@"<!--.*?(?:-->|\z)|<[^<>]*>", RegexOptions.Singleline)]
    private static partial Regex Html();

    /// <summary><c>**Justification**:</c>, <c>**Justification:** …</c></summary>
    [GeneratedRegex(@"\A(?:[-+*] )?(?:\*\*|__)[^*_:：]{1,60}(?:[:：] ?(?:\*\*|__)|(?:\*\*|__) ?[:：])")]
    private static partial Regex AnyLabel();

    private string TextOf(Block block) => SpanOf(block).ToString();

    private ReadOnlySpan<char> SpanOf(Block block)
    {
        var (start, end) = ExtentOf(block);
        return markdown.AsSpan(start..end);
    }

    /// <returns>Where the block begins in the document, and where what follows it does; twice the same for a block that has no text.</returns>
    private (int Start, int End) ExtentOf(Block block) =>
        block.Span is { Length: > 0, Start: >= 0 } span && span.End < markdown.Length ? (span.Start, span.End + 1) : (0, 0);
}
