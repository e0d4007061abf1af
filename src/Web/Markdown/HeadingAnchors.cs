using System.Globalization;
using System.Text;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AiDevFramework.Web.Markdown;

/// <summary>Gives each heading an <c>id</c>, and tells where they are.</summary>
internal static class HeadingAnchors
{
    private const int LongestSlug = 60;

    public static IReadOnlyList<OutlineEntry> Set(MarkdownDocument document)
    {
        var (outline, used) = (new List<OutlineEntry>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var heading in document.OfType<HeadingBlock>())
        {
            var text = TextOf(heading);
            var attributes = heading.GetAttributes();
            attributes.Id ??= Free("h-" + SlugOf(text), used);
            outline.Add(new OutlineEntry(heading.Level, text, attributes.Id));
        }

        return outline;
    }

    /// <returns>Letters and digits alone, in small letters: what <c>#ac21</c> and <c>#AC2.1</c> have in common.</returns>
    public static string KeyOf(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static string TextOf(HeadingBlock heading)
    {
        var text = new StringBuilder();
        foreach (var part in heading.Inline?.Descendants() ?? [])
        {
            _ = part switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                CodeInline code => text.Append(code.Content),
                LineBreakInline => text.Append(' '),
                _ => text,
            };
        }

        return text.ToString().Trim();
    }

    private static string SlugOf(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, LongestSlug)))
        {
            if (char.IsLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.Length == 0 ? "part" : slug.ToString().TrimEnd('-');
    }

    private static string Free(string wanted, HashSet<string> used)
    {
        var name = wanted;
        for (var number = 2; !used.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
        }

        return name;
    }
}
