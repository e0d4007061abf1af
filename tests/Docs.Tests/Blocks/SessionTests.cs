namespace AiDevFramework.Docs.Tests.Blocks;

/// <summary>What pages offer to be pasted is pasted, exactly as it stands there.</summary>
[Trait("Runs", "Programs")]
public sealed class SessionTests
{
    private const string Readme = "README.md";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> PagesWithBlocks() =>
        [.. Pages.Documentation().Where(page => page != Readme && PastedOf(page).Count > 0)];

    [Fact(Timeout = 180_000)]
    public async Task FirstSession_OfTheReadme_EndsWithThePlanThatTheReadmeShows()
    {
        await using var session = await Session.StartAsync(Cancellation);

        var (exitCode, output, errors) = await session.PasteAsync(PastedOf(Readme), Cancellation);

        Assert.Equal("", errors);
        Assert.Equal(0, exitCode);
        var lines = output.Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.Contains("workflow_completed", lines);
        Assert.Contains(lines, line => line.StartsWith("# Execution Plan", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("\"total_cost_usd\":0,", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("\\n", StringComparison.Ordinal)); // a document, not its JSON
        Assert.NotEmpty(Excerpt());
        Assert.Empty(Excerpt().Except(lines));
    }

    /// <summary>The blocks of a page go on from the first session: the same shell, with <c>api</c> and <c>ID</c>.</summary>
    [Theory(Timeout = 180_000)]
    [MemberData(nameof(PagesWithBlocks))]
    public async Task BlocksOfAPage_AfterTheFirstSession_RunAsTheyStand(string page)
    {
        await using var session = await Session.StartAsync(Cancellation);

        var (exitCode, output, errors) = await session.PasteAsync([.. PastedOf(Readme), .. PastedOf(page)], Cancellation);

        Assert.True(exitCode == 0, $"It ended with {exitCode}: {errors}\nafter\n{output}");
        Assert.Equal("", errors);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("false", 1, "")]
    [InlineData("echo oops >&2", 0, "oops")]
    [InlineData("curl -sS --fail-with-body \"$AIDEV_URL/api/v1/projects/none\" > answer.json", 22, "curl: (22) The requested URL returned error: 4")]
    public async Task ABlockThatFails_IsNoticed(string text, int exitCode, string error)
    {
        await using var session = await Session.StartAsync(Cancellation);

        var result = await session.PasteAsync([new ShellBlock("page.md", 1, text, NotRun: null)], Cancellation);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.StartsWith(error, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ABlockThatIsNotRun_SaysWhy() => Assert.All(
        Pages.Documentation().SelectMany(page => ShellBlock.Read(page, Pages.Text(page))),
        block => Assert.True(block.NotRun is null or { Length: > 10 }, $"{block}: 'not run:' needs a reason."));

    [Fact]
    public void EveryFence_HasALanguage_SoThatNoCommandIsLeftOut() =>
        Assert.Empty(Pages.Documentation().SelectMany(page => ShellBlock.Evading(page, Pages.Text(page))));

    [Fact]
    public void Read_OfAPage_FindsBlocksReasonsAndEvasions()
    {
        const string text = "<!-- not run: it takes an hour -->\n```sh\nsleep 3600\n```\n\n- item\n\n  ```sh\n  true\n  ```\n\n```bash\nfalse\n```\n\n    indented\n";

        var blocks = ShellBlock.Read("page.md", text);

        Assert.Equal([("sleep 3600", "it takes an hour"), ("true", null)], blocks.Select(block => (block.Text, block.NotRun)));
        Assert.Single(ShellBlock.Evading("page.md", text));
    }

    private static IReadOnlyList<ShellBlock> PastedOf(string page) =>
        [.. ShellBlock.Read(page, Pages.Text(page)).Where(block => block is { NotRun: null, StartsTheService: false })];

    /// <returns>The lines of the README's quotation.</returns>
    private static IReadOnlyList<string> Excerpt() =>
        [.. Pages.Text(Readme).Split('\n').Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Select(line => line[2..].TrimEnd())];
}
