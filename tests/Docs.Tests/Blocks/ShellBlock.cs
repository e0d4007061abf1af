using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace AiDevFramework.Docs.Tests.Blocks;

/// <summary>Commands that a page offers to be pasted: a fence of the language <c>sh</c>.</summary>
/// <param name="Line">Of the fence, counted from 1.</param>
/// <param name="NotRun">Why no test runs it, from a comment before it, <c>not run: …</c>; <see langword="null"/>: a test runs it.</param>
internal sealed partial record ShellBlock(string Page, int Line, string Text, string? NotRun)
{
    /// <summary>Whether it runs the service until somebody stops it.</summary>
    public bool StartsTheService => Text.Contains("dotnet run --project src/Gateway", StringComparison.Ordinal);

    public static IReadOnlyList<ShellBlock> Read(string page, string text) =>
        [.. Pages.Parse(text).Descendants<FencedCodeBlock>()
            .Where(fence => fence.Info == "sh")
            .Select(fence => new ShellBlock(page, fence.Line + 1, fence.Lines.ToString(), ReasonBefore(fence)))];

    /// <returns>Fences whose language would keep them out of the tests, with what is wrong.</returns>
    public static IReadOnlyList<string> Evading(string page, string text)
    {
        string[] known = ["sh", "text", "sql", "js", "csharp", "json", "http", "mermaid", "md"];
        return [.. Pages.Parse(text).Descendants<FencedCodeBlock>()
            .Where(fence => !known.Contains(fence.Info))
            .Select(fence => $"{page}:{fence.Line + 1}: '{fence.Info}' is none of {string.Join(", ", known)}; commands are sh.")];
    }

    public override string ToString() => $"{Page}:{Line}";

    private static string? ReasonBefore(FencedCodeBlock fence)
    {
        var parent = fence.Parent!;
        var before = parent.IndexOf(fence) - 1;
        return before >= 0 && parent[before] is HtmlBlock comment && Marker().Match(comment.Lines.ToString()) is { Success: true } marker
            ? marker.Groups[1].Value.Trim()
            : null;
    }

    [GeneratedRegex(@"<!--\s*not run:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex Marker();
}
