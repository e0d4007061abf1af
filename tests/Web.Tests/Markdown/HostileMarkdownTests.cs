using System.Diagnostics;
using AiDevFramework.Web.Markdown;
using CsCheck;

namespace AiDevFramework.Web.Tests.Markdown;

/// <summary>Documents that want more of the page than to be read.</summary>
public sealed class HostileMarkdownTests
{
    /// <summary>For one document, on a machine that does other things as well. Without bounds some of these take minutes, or end the process.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static readonly string[] s_pieces =
    [
        "[", "]", "(", ")", "![", "](", "> ", "- ", "  ", "\n", "\n\n", "*", "**", "_", "`", "```\n", "|", "|-|\n", "<a ", "<script>", "</p>", "\"", "'", "javascript:", "#", "# ",
        "[x]: y\n", "https://a.b", "<https://a.b>", "onerror=", "style=", "\u202E", "&#x6A;", "\\", "~~", "F2", "AC2.1", "1. ", "a", "é", "😀", "\t", "\0",
    ];

    public static TheoryData<string, string> Documents => new()
    {
        { "60 KB of brackets", new string('[', 60_000) },
        { "60 KB of brackets, closed", new string('[', 30_000) + new string(']', 30_000) },
        { "a megabyte of brackets", string.Concat(Enumerable.Repeat("[](", 350_000)) },
        { "60 KB of quotes", string.Concat(Enumerable.Repeat("> ", 30_000)) + "a" },
        { "20,000 quotes on lines of their own", string.Concat(Enumerable.Repeat("> a\n", 20_000)) },
        { "a list that goes deeper and deeper", string.Concat(Enumerable.Range(0, 600).Select(depth => new string(' ', depth * 2) + "- a\n")) },
        { "quotes that go deeper and deeper", string.Concat(Enumerable.Range(0, 600).Select(depth => new string('>', depth) + " a\n")) },
        { "a table of 5,000 columns", $"|{string.Concat(Enumerable.Repeat("a|", 5000))}\n|{string.Concat(Enumerable.Repeat("-|", 5000))}\n|b|\n" },
        { "a table of many short rows", $"|{string.Concat(Enumerable.Repeat("a|", 50))}\n|{string.Concat(Enumerable.Repeat("-|", 50))}\n{string.Concat(Enumerable.Repeat("|b\n", 20_000))}" },
        { "stars", string.Concat(Enumerable.Repeat("*a **b ", 9_000)) },
        { "stars line after line", string.Concat(Enumerable.Repeat("*a **b _c\n", 40_000)) },
        { "backticks of every length", string.Concat(Enumerable.Range(1, 400).Select(length => new string('`', length) + "a ")) },
        { "links in links", string.Concat(Enumerable.Repeat("[a](<b", 9_000)) },
        { "angles", new string('<', 400_000) },
        { "references", string.Concat(Enumerable.Repeat("[a]: b\n", 60_000)) },
        { "headings", string.Concat(Enumerable.Repeat("# a\n", 100_000)) },
        { "identifiers", string.Concat(Enumerable.Repeat("(F2, AC2.1) ", 1_600)) },
        { "one line", new string('a', 450_000) },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Of_AHostileDocument_IsShownInTime(string kind, string text)
    {
        var links = new ItemLinks(new Dictionary<string, ItemLink> { ["F2"] = new("#F2", "x"), ["AC2.1"] = new("#AC2.1", "y") }, new Dictionary<string, int> { ["F2"] = 1 }, "#links-");
        var clock = Stopwatch.StartNew();

        var rendered = MarkdownHtml.Of(text, links, [new LineNote(1, "bad", "Error", "x", null)]);

        Assert.True(clock.Elapsed < s_patience, $"{kind}: {clock.Elapsed}.");
        Assert.True(rendered.IsSource || Markup.DepthOf(Markup.Harmless(rendered.Html).Body!) <= 2 * MarkdownTree.Deepest, kind);
    }

    [Fact]
    public void Of_ALargeGoodDocument_IsLaidOut()
    {
        var text = "# Plan\n\n" + string.Concat(Enumerable.Range(1, 40).Select(feature =>
            $"### Feature {feature}: Name\n**Priority**: MUST\n\n{string.Concat(Enumerable.Range(1, 6).Select(criterion => $"- AC{feature}.{criterion}: Given a (F{feature}), when [b](https://example.org), then **c** (`d`)\n"))}\n| a | b |\n|---|--:|\n{string.Concat(Enumerable.Repeat("| 1 | 2 |\n", 30))}\n"));

        Assert.False(MarkdownHtml.Of(text, ItemLinks.None, []).IsSource);
    }

    [Fact]
    public void Of_AnyText_IsHarmless()
    {
        Gen.Int[0, s_pieces.Length - 1].Select(index => s_pieces[index]).Array[0, 60].Select(pieces => string.Concat(pieces)).Sample(text =>
        {
            var rendered = MarkdownHtml.Of(text, ItemLinks.None, [new LineNote(2, "bad", "Error", text, text)]);
            Markup.Harmless(rendered.Html);
        }, iter: 3000);
    }
}
