using AiDevFramework.TestSupport;

namespace AiDevFramework.Docs.Tests.Links;

public sealed class LinkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-links-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void EveryPage_OfTheRepository_LinksToWhatExists() =>
        Assert.Empty(LinkCheck.OfPages(Repository.Root, Pages.Find(Repository.Root, ".md")));

    [Fact]
    public void EveryPage_ThatCodeSpeaksOf_Exists() => Assert.Empty(LinkCheck.OfSources(
        Repository.Root,
        [.. Pages.Find(Repository.Root, ".cs", ".csproj", ".props", ".sh", ".yml", ".yaml", ".sql", ".conf", ".example", ".service", ".http")
            .Where(path => !path.StartsWith("tests/Docs.Tests/", StringComparison.Ordinal))]));

    /// <summary>Every page can be reached from the README by following links: nothing is written that nobody finds.</summary>
    [Fact]
    public void EveryPage_OfTheDocumentation_IsReachedFromTheReadme()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { "README.md" };
        var queue = new Queue<string>(reached);
        while (queue.TryDequeue(out var page))
        {
            foreach (var (target, _) in PageLinks.Read(Pages.Text(page)).Targets)
            {
                var path = target.Split('#')[0];
                var full = Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, path)));
                if (path.EndsWith(".md", StringComparison.Ordinal) && !path.Contains("://", StringComparison.Ordinal) && reached.Add(full))
                {
                    queue.Enqueue(full);
                }
            }
        }

        Assert.Empty(Pages.Documentation().Except(reached));
    }

    [Theory]
    [InlineData("[x](missing.md)", "page.md:1: 'missing.md': there is no such file.")]
    [InlineData("text\n\n[x](other.md#no-such)", "page.md:3: 'other.md#no-such': other.md has no heading #no-such.")]
    [InlineData("[x](#nowhere)", "page.md:1: '#nowhere': page.md has no heading #nowhere.")]
    [InlineData("[x](Other.md)", "page.md:1: 'Other.md': there is no such file.")]
    [InlineData("[x](/other.md)", "page.md:1: '/other.md': it begins at the root of a disk or site: make it relative to the page.")]
    [InlineData("[x](../outside.md)", "page.md:1: '../outside.md': it leads out of the repository.")]
    [InlineData("![picture](picture.svg)", "page.md:1: 'picture.svg': there is no such file.")]
    [InlineData("[x]()", "page.md:1: '': it leads nowhere.")]
    [InlineData("[x][there]\n\n[there]: gone.md", "page.md:1: 'gone.md': there is no such file.")]
    [InlineData("see [x][nowhere] for more", "page.md:1: '[x][nowhere]': its reference is defined nowhere.")]
    [InlineData("see <a href=\"gone.html\">x</a>", "page.md:1: 'gone.html': there is no such file.")]
    [InlineData("| a |\n| --- |\n| [x](gone.md) |", "page.md:3: 'gone.md': there is no such file.")]
    [InlineData("- [x](sub/gone.md)", "page.md:1: 'sub/gone.md': there is no such file.")]
    public void ABrokenLink_IsFound(string text, string expected)
    {
        Write("other.md", "# Other\n");
        Write("page.md", text);

        Assert.Equal([expected], LinkCheck.OfPages(_folder.FullName, ["other.md", "page.md"]));
    }

    [Fact]
    public void AGoodLink_IsLeftAlone()
    {
        Write("sub/other.md", "# Read me: *all* of `it`\n\n## Twice\n\n## Twice\n\n<a id=\"mark\"></a>\n");
        Write("page.md", """
            # Page
            [file](sub/other.md) [heading](sub/other.md#read-me-all-of-it) [second](sub/other.md#twice-1) [mark](sub/other.md#mark)
            [here](#page) [folder](sub/) [site](https://example.com/nothing) [mail](mailto:a@example.com) <http://localhost:8000/docs>
            `[no](link.md)` and an array `a[1][2]`

            ```text
            [no](link.md)
            ```
            """);

        Assert.Empty(LinkCheck.OfPages(_folder.FullName, ["page.md", "sub/other.md"]));
    }

    [Theory]
    [InlineData("// see docs/guide/gone.md", "docs/guide/gone.md")]
    [InlineData("// (docs/decisions/0099)", "docs/decisions/0099")]
    public void APageThatIsGone_IsFoundInCode(string line, string mention)
    {
        Write("docs/decisions/0001-first.md", "# 1. First\n");
        Write("Code.cs", $"// docs/decisions/0001 and docs/decisions/0001-first.md are here\n{line}\n");

        Assert.Equal([$"Code.cs: it speaks of {mention}, which does not exist."], LinkCheck.OfSources(_folder.FullName, ["Code.cs"]));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
