using System.Text.RegularExpressions;

namespace AiDevFramework.Docs.Tests.Links;

/// <summary>Finds what a reader would click on in vain: relative links and anchors of Markdown pages, and the pages that code speaks of.</summary>
internal static partial class LinkCheck
{
    /// <returns>One sentence for each broken link: page, line, target and what is wrong.</returns>
    public static IReadOnlyList<string> OfPages(string root, IReadOnlyList<string> pages)
    {
        var read = pages.ToDictionary(page => page, page => PageLinks.Read(File.ReadAllText(Path.Combine(root, page))), StringComparer.Ordinal);
        return [.. read.SelectMany(page => page.Value.Targets
            .Select(link => (link.Line, Text: link.Target, Fault: FaultOf(root, page.Key, link.Target, read)))
            .Where(link => link.Fault is not null)
            .Concat(page.Value.Undefined.Select(reference => (reference.Line, reference.Text, Fault: (string?)"its reference is defined nowhere")))
            .Select(link => $"{page.Key}:{link.Line}: '{link.Text}': {link.Fault}."))];
    }

    /// <summary>Comments, scripts and configuration name pages as paths from the root: <c>docs/guide/events.md</c>.</summary>
    public static IReadOnlyList<string> OfSources(string root, IReadOnlyList<string> sources) =>
        [.. from source in sources
            from Match mention in Mention().Matches(File.ReadAllText(Path.Combine(root, source)))
            where !Exists(root, mention.Value)
            select $"{source}: it speaks of {mention.Value}, which does not exist."];

    private static string? FaultOf(string root, string page, string target, Dictionary<string, PageLinks> read)
    {
        if (target.Length == 0)
        {
            return "it leads nowhere";
        }

        if (Scheme().IsMatch(target))
        {
            return null; // of another site: not ours to keep
        }

        var parts = target.Split('#', 2);
        var path = Uri.UnescapeDataString(parts[0].Split('?')[0]);
        if (path.StartsWith('/'))
        {
            return "it begins at the root of a disk or site: make it relative to the page";
        }

        var full = path.Length == 0 ? Path.Combine(root, page) : Path.GetFullPath(Path.Combine(root, Path.GetDirectoryName(page)!, path));
        var inside = Path.GetRelativePath(root, full).Replace('\\', '/');
        if (inside == ".." || inside.StartsWith("../", StringComparison.Ordinal))
        {
            return "it leads out of the repository";
        }

        if (!ExistsExactly(root, inside))
        {
            return "there is no such file";
        }

        if (parts.Length == 1)
        {
            return null;
        }

        return read.TryGetValue(inside, out var other) && other.Anchors.Contains(Uri.UnescapeDataString(parts[1]))
            ? null
            : $"{inside} has no heading #{parts[1]}";
    }

    /// <summary>Also where the file system takes upper and lower case for the same: forges do not.</summary>
    private static bool ExistsExactly(string root, string path)
    {
        var folder = root;
        foreach (var part in path.Split('/').Where(part => part is not ("" or ".")))
        {
            if (!Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).All(entry => Path.GetFileName(entry) != part))
            {
                return false;
            }

            folder = Path.Combine(folder, part);
        }

        return true;
    }

    /// <summary>A decision may be named by its number alone.</summary>
    private static bool Exists(string root, string mention) => mention.EndsWith(".md", StringComparison.Ordinal)
        ? ExistsExactly(root, mention)
        : Directory.EnumerateFiles(Path.Combine(root, "docs", "decisions"), $"{Path.GetFileName(mention)}-*.md").Any();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(?<![\w/.-])docs/(?:decisions/\d{4}(?![\w-])|[A-Za-z0-9_/-]+\.md)")]
    private static partial Regex Mention();
}
