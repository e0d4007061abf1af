using AiDevFramework.TestSupport;
using Markdig;
using Markdig.Syntax;

namespace AiDevFramework.Docs.Tests;

/// <summary>The Markdown files of the repository.</summary>
internal static class Pages
{
    private static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private static readonly string[] _foreign = ["bin", "obj", "node_modules", "TestResults", "data", ".git"];

    /// <returns>Paths below <paramref name="root"/> with forward slashes; not those that builds and packages bring.</returns>
    public static IReadOnlyList<string> Find(string root, params string[] extensions) =>
        [.. Files(new DirectoryInfo(root)).Where(file => extensions.Contains(file.Extension))
            .Select(file => Path.GetRelativePath(root, file.FullName)).Order(StringComparer.Ordinal)];

    /// <returns>The README and the pages below <c>docs</c>.</returns>
    public static IReadOnlyList<string> Documentation() =>
        [.. Find(Repository.Root, ".md").Where(path => path == "README.md" || path.StartsWith("docs/", StringComparison.Ordinal))];

    public static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    public static MarkdownDocument Parse(string text) => Markdown.Parse(text, _pipeline);

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) => folder.EnumerateFiles().Concat(
        folder.EnumerateDirectories().Where(inner => !_foreign.Contains(inner.Name)).SelectMany(Files));
}
