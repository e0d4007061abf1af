using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AiDevFramework.Docs.Tests.Links;

/// <summary>What a Markdown page links to, and what can be linked to in it.</summary>
/// <param name="Targets">As written, with the line of each, counted from 1.</param>
/// <param name="Undefined">References such as <c>[text][name]</c> whose name is nowhere defined: they show as brackets.</param>
/// <param name="Anchors">Of headings, as forges make them, and of <c>id</c> and <c>name</c> attributes.</param>
internal sealed partial record PageLinks(
    IReadOnlyList<(string Target, int Line)> Targets, IReadOnlyList<(string Text, int Line)> Undefined, IReadOnlySet<string> Anchors)
{
    public static PageLinks Read(string text)
    {
        var document = Pages.Parse(text);
        var targets = new List<(string, int)>();
        var undefined = new List<(string, int)>();
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in document.Descendants())
        {
            switch (node)
            {
                case LinkInline link:
                    targets.Add((link.Url ?? "", link.Line + 1));
                    break;
                case HtmlInline html:
                    AddHtml(html.Tag, html.Line + 1, targets, anchors);
                    break;
                case HtmlBlock html:
                    AddHtml(html.Lines.ToString(), html.Line + 1, targets, anchors);
                    break;
                case LeafBlock { Inline: { } inline } block:
                    undefined.AddRange(Reference().Matches(PlainText(inline, code: "")).Select(match => (match.Value, block.Line + 1)));
                    break;
                default:
                    break;
            }
        }

        AddHeadings(document, anchors);
        return new PageLinks(targets, undefined, anchors);
    }

    private static void AddHeadings(MarkdownDocument document, HashSet<string> anchors)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var slug = Slug(PlainText(heading.Inline!, code: null));
            var times = seen.GetValueOrDefault(slug);
            seen[slug] = times + 1;
            anchors.Add(times == 0 ? slug : $"{slug}-{times}");
        }
    }

    /// <summary>Lower case, without punctuation, a hyphen for each blank.</summary>
    private static string Slug(string heading)
    {
        var slug = new StringBuilder();
        foreach (var letter in heading.Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter) || letter is '-' or '_')
            {
                slug.Append(letter);
            }
            else if (letter == ' ')
            {
                slug.Append('-');
            }
        }

        return slug.ToString();
    }

    /// <param name="inline">Of a block.</param>
    /// <param name="code">What stands for each piece of code; <see langword="null"/>: the code itself.</param>
    private static string PlainText(ContainerInline inline, string? code) => string.Concat(inline.Descendants().Select(node => node switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline piece => code ?? piece.Content,
        LineBreakInline => " ",
        DelimiterInline bracket => bracket.ToLiteral(), // that found no partner
        _ => "",
    }));

    private static void AddHtml(string html, int line, List<(string, int)> targets, HashSet<string> anchors)
    {
        targets.AddRange(HtmlLink().Matches(html).Select(match => (match.Groups[1].Value, line)));
        anchors.UnionWith(HtmlAnchor().Matches(html).Select(match => match.Groups[1].Value));
    }

    [GeneratedRegex(@"\[[^\[\]]+\]\[[^\[\]]*\]")]
    private static partial Regex Reference();

    [GeneratedRegex("""<(?:a|img)\b[^>]*?\s(?:href|src)\s*=\s*["']([^"']*)["']""", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlLink();

    [GeneratedRegex("""<[a-z]+\b[^>]*?\s(?:id|name)\s*=\s*["']([^"']+)["']""", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlAnchor();
}
