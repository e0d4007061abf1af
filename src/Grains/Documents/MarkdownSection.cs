using Markdig.Syntax;

namespace AiDevFramework.Grains.Documents;

/// <summary>What stands under a heading, down to the next one of its level or above.</summary>
internal sealed class MarkdownSection(int level, string title, string markdown, IReadOnlyList<Block> content)
{
    private static readonly string[] Placeholders =
        ["TBD", "TBA", "TODO", "TO BE DETERMINED", "TO BE DEFINED", "TO DO", "PLACEHOLDER", "COMING SOON", "LOREM IPSUM"];

    public int Level => level;

    public string Title => title;

    /// <summary>Whether nothing is said under the heading, be it for sub-headings or for a placeholder.</summary>
    public bool IsEmpty => content.All(block => block is HeadingBlock or ThematicBreakBlock or HtmlBlock || SaysNothing(TextOf(block)));

    /// <summary>The texts of the section's bullets, not of bullets below bullets; emphasis is left in.</summary>
    public IEnumerable<string> Bullets =>
        from list in content.OfType<ListBlock>()
        from item in list.OfType<ListItemBlock>()
        where item.Count > 0
        let text = TextOf(item[0]).ReplaceLineEndings(" ").Trim()
        where text.Length > 0
        select text;

    /// <summary>The section's lines without those inside code, trimmed.</summary>
    private IEnumerable<string> Lines =>
        content.Where(block => block is not CodeBlock).SelectMany(block => TextOf(block).Split('\n')).Select(line => line.Trim());

    /// <returns>What follows a label at the beginning of a line, as in <c>**Choice**: React</c>, trimmed; empty where the value is
    /// a list below it; <see langword="null"/> where there is no such label.</returns>
    public string? Labelled(params ReadOnlySpan<string> labels)
    {
        foreach (var line in Lines)
        {
            foreach (var label in labels)
            {
                if (ValueOf(line, label) is { } value)
                {
                    return value;
                }
            }
        }

        return null;
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
            else if (under && line.Length > 0 && !IsBullet(line) && line.Contains("**", StringComparison.Ordinal))
            {
                under = false; // the next label
            }
        }

        return false;
    }

    /// <returns>The first line that says something, without marks; <see langword="null"/> where none does.</returns>
    public string? FirstLine => Lines.Where(line => !SaysNothing(line)).Select(Bare).FirstOrDefault();

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
        return text.Length == 0 ? "" : text[0] == ':' ? Bare(text[1..].ToString()) : null;
    }

    private static string Bare(string text) => text.Trim().TrimStart('#', '-', '*', '_', '`', ' ').TrimEnd('*', '_', '`', ' ');

    private static bool SaysNothing(string text)
    {
        var said = text.AsSpan().Trim(" \t\n-*_+>.:…[]()`#|");
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

    private string TextOf(Block block) =>
        block.Span is { Length: > 0, Start: >= 0 } span && span.End < markdown.Length ? markdown[span.Start..(span.End + 1)] : "";
}
