using AiDevFramework.Web.Markdown;

namespace AiDevFramework.Web.Tests.Markdown;

public sealed class MarkdownHtmlTests
{
    private static readonly ItemLinks s_links = new(
        new Dictionary<string, ItemLink>
        {
            ["F2"] = new("#F2", "Search nearby"),
            ["AC2.1"] = new("#AC2.1", "Given \"20\" drills"),
            ["C1"] = new("/projects/1/plan#C1", "On our own machines"),
            ["ToolListed"] = new("/projects/1/documents/event_storming#e-ToolListed", "A tool is listed"),
        },
        new Dictionary<string, int> { ["F2"] = 3, ["AC2.1"] = 6 },
        "#links-");

    private const string Prd = "# Requirements\n\n### Feature 2: Search nearby\n**Serves**: ToolListed\n\n- AC2.1: Given a drill (C1), it is found\n- See [the criterion](#ac21), F2 and A4 paper\n";

    [Fact]
    public void Of_ADocument_AnchorsItsItemsAndLinksBothWays()
    {
        var page = Markup.Harmless(MarkdownHtml.Of(Prd, s_links, []).Html);

        var heading = page.GetElementById("F2")!;
        Assert.Equal("H3", heading.TagName);
        Assert.Equal("#links-F2", heading.QuerySelector("a.item")!.GetAttribute("href"));
        var criterion = page.GetElementById("AC2.1")!;
        Assert.Equal("#links-AC2.1", criterion.QuerySelector("a.item")!.GetAttribute("href"));
        Assert.Equal("/projects/1/plan#C1", criterion.QuerySelectorAll("a.item")[1].GetAttribute("href"));
        Assert.Equal("Given \"20\" drills", criterion.QuerySelector("a.item")!.GetAttribute("title"));
        Assert.Contains(page.QuerySelectorAll("a"), link => link.TextContent == "the criterion" && link.GetAttribute("href") == "#AC2.1");
        Assert.Contains(page.QuerySelectorAll("a"), link => link.TextContent == "ToolListed");
        Assert.DoesNotContain(page.QuerySelectorAll("a"), link => link.TextContent == "A4");
    }

    [Fact]
    public void Of_ADocument_TellsItsHeadings()
    {
        var rendered = MarkdownHtml.Of("# One *two*\n\n## Three\n\n## Three\n", ItemLinks.None, []);

        Assert.Equal([(1, "One two", "h-one-two"), (2, "Three", "h-three"), (2, "Three", "h-three-2")], rendered.Outline.Select(entry => (entry.Level, entry.Text, entry.Anchor)));
        Assert.All(rendered.Outline, entry => Assert.Contains($"id=\"{entry.Anchor}\"", rendered.Html, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_AHeadingThatNamesItems_IsWholeInTheOutline()
    {
        var rendered = MarkdownHtml.Of("# Before\n\n## The (F2) search\n", s_links, []);

        Assert.Equal(["Before", "The (F2) search"], rendered.Outline.Select(entry => entry.Text));
        Assert.Contains(Markup.Harmless(rendered.Html).QuerySelectorAll("h2 a"), link => link.TextContent == "F2");
    }

    [Fact]
    public void Of_ATable_AlignsWithClassesAndScrolls()
    {
        var page = Markup.Harmless(MarkdownHtml.Of("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n", ItemLinks.None, []).Html);

        Assert.Equal("0", page.QuerySelector("div.scroll")!.GetAttribute("tabindex"));
        Assert.Equal([null, "cell-middle", "cell-right"], page.QuerySelectorAll("td").Select(cell => cell.GetAttribute("class")));
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](data:text/html,<script>1</script>)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](/logout)")]
    [InlineData("[x](//evil.example/)")]
    [InlineData("[x](#main)")]
    [InlineData("[x][r]\n\n[r]: javascript:alert(1)")]
    [InlineData("<javascript:alert(1)>")]
    public void Of_ALinkToWhereNoneMayGo_IsItsWords(string markdown)
    {
        Assert.Empty(Markup.Harmless(MarkdownHtml.Of(markdown, ItemLinks.None, []).Html).QuerySelectorAll("a"));
    }

    [Fact]
    public void Of_ALinkElsewhere_TellsNobodyWhereItCameFrom()
    {
        var link = Markup.Harmless(MarkdownHtml.Of("[x](https://example.org/a?b=\"c\") <https://example.org>", ItemLinks.None, []).Html).QuerySelectorAll("a");

        Assert.Equal(2, link.Length);
        Assert.All(link, each => Assert.Equal("nofollow noopener noreferrer", each.GetAttribute("rel")));
    }

    [Fact]
    public void Of_AForeignPicture_IsItsWords()
    {
        var page = Markup.Harmless(MarkdownHtml.Of("![A map](https://evil.example/pixel.png)", ItemLinks.None, []).Html);

        Assert.Equal("A map", page.QuerySelector("span.picture")!.TextContent);
    }

    [Fact]
    public void Of_Html_IsShownAndNotDone()
    {
        var page = Markup.Harmless(MarkdownHtml.Of("<script>alert(1)</script>\n\na <b onclick=\"x\">b</b> <img src=x onerror=alert(1)>\n", ItemLinks.None, []).Html);

        Assert.Contains("<script>alert(1)</script>", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LabelsLineByLine_KeepsTheirLines()
    {
        Assert.Single(Markup.Harmless(MarkdownHtml.Of("**Name**: a\n**Vision**: b\n", ItemLinks.None, []).Html).QuerySelectorAll("p > br"));
    }

    [Fact]
    public void Of_Mermaid_IsItsSource()
    {
        var page = Markup.Harmless(MarkdownHtml.Of("```mermaid\ngraph TD; A-->B\n```\n", ItemLinks.None, []).Html);

        Assert.Equal("graph TD; A-->B\n", page.QuerySelector("pre > code.language-mermaid")!.TextContent);
    }

    [Fact]
    public void Of_ControlsOfDirection_AreShown()
    {
        Assert.Contains("a⟦U+202E⟧b⟦U+2066⟧", MarkdownHtml.Of("a\u202Eb\u2066", ItemLinks.None, []).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_BoxesToTick_AreSigns()
    {
        Assert.Equal(["☐", "☑"], Markup.Harmless(MarkdownHtml.Of("- [ ] a\n- [x] b\n", ItemLinks.None, []).Html).QuerySelectorAll("span.box").Select(box => box.TextContent));
    }

    [Fact]
    public void Of_Notes_StandBesideTheirLines()
    {
        var notes = new[]
        {
            new LineNote(4, "careful", "Warning", "Second <b>", "Do it"),
            new LineNote(3, "bad", "Error", "First", null),
            new LineNote(9, "plain", "Note", "Of the table", null),
        };
        var page = Markup.Harmless(MarkdownHtml.Of("# T\n\n- one\n- two\n- three\n\n| a |\n|---|\n| 1 |\n\nend\n", ItemLinks.None, notes).Html);

        var items = page.QuerySelectorAll("li");
        Assert.Equal("Error First", items[0].QuerySelector("div.finding.bad")!.TextContent);
        Assert.Equal("Warning Second <b> Do it", items[1].QuerySelector("div.finding.careful")!.TextContent);
        Assert.Null(items[2].QuerySelector("div.finding"));
        Assert.Equal("finding plain", page.QuerySelector("div.scroll")!.NextElementSibling!.ClassName);
    }
}
