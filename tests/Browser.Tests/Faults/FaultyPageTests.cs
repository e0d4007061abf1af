using AiDevFramework.Browser.Tests.Chromium;
using AiDevFramework.Browser.Tests.Judges;

namespace AiDevFramework.Browser.Tests.Faults;

/// <summary>The judges are judged: each finds the fault that it is there for, and none finds one where none is.</summary>
public sealed class FaultyPageTests(BrowserFixture browser) : IAsyncLifetime
{
    private StaticSite _site = null!;

    /// <summary>Who must find it, what is faulty, and a word of what he says.</summary>
    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "axe", "<h1>Projects</h1>", "<h1>Projects</h1><img src='data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='>", "image-alt" },
        { "axe", "<label for=\"q\">Search</label>", "", "label" },
        { "width", "<h1>Projects</h1>", "<h1>Projects</h1><pre>" + Long + "</pre>", "320 px" },
        { "width", "<h1>Projects</h1>", "<h1>Projects</h1><svg width='700' height='9'></svg>", "200 % zoom" },
        { "keyboard", "class=\"skip\" href=\"#main\"", "href=\"/\"", "way past the navigation" },
        { "keyboard", "href=\"#main\"", "href=\"#nowhere\"", "leads nowhere" },
        { "markup", "<h1>", "<h1 style=\"color: red\">", "style attribute" },
        { "markup", "<h1>", "<h1 onclick=\"go()\">", "handler onclick" },
        { "markup", "</h1>", "</h1><script>go()</script>", "script within" },
        { "markup", "https://example.org/", "java\tscript:go()", "runs something" },
        { "markup", "</h1>", "</h1><img alt='' src='http://203.0.113.1/a.png'>", "elsewhere" },
        { "origin", "</h1>", "</h1><img alt='' src='http://203.0.113.1/a.png'>", "203.0.113.1" },
        { "markup", "lang=\"en\"", "lang=\"fr\"", "language is fr" },
        { "markup", "<h1>Projects</h1>", "<h2>Projects</h2>", "0 main headings" },
        { "weight", "</h1>", "</h1><!--" + Noise + "-->", "of HTML" },
        { "console", "</h1>", "</h1><p style=\"color: red\">Red</p>", "style" },
        { "console", "</h1>", "</h1><script>alert(1)</script>", "script" },
    };

    /// <summary>Text that no compression makes smaller than the limit.</summary>
    private static string Noise => Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(2 * WeightJudge.Html));

    private static string Long => new('w', 300);

    public async ValueTask InitializeAsync() => _site = await StaticSite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact(Timeout = 180_000)]
    public async Task Judges_OfAFaultlessPage_FindNothing()
    {
        foreach (var look in (Look[])[Look.Usual, Look.Usual with { RunsScripts = false, Width = Look.Narrow, IsDark = true }])
        {
            await using var visit = await browser.VisitAsync(_site.Address, look);

            Assert.Empty(await Court.JudgeAsync(visit));
        }
    }

    [Theory(Timeout = 180_000)]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Judges_OfAPageWithAFault_FindIt(string judge, string faultless, string faulty, string word)
    {
        Assert.Contains(faultless, StaticSite.Page, StringComparison.Ordinal);
        _site.Html = StaticSite.Page.Replace(faultless, faulty, StringComparison.Ordinal);

        await using var visit = await browser.VisitAsync(_site.Address, Look.Usual);
        var faults = await Court.JudgeAsync(visit);

        Assert.Contains(faults, fault => fault.Judge == judge && fault.Words.Contains(word, StringComparison.Ordinal));
    }

    [Theory(Timeout = 180_000)]
    [InlineData("console.warn('careful')", "careful")]
    [InlineData("console.debug('a word')", "a word")]
    [InlineData("throw new Error('broken')", "broken")]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<b>bold</b>')", "TrustedHTML")]
    [InlineData("alert('here')", "asked: here")]
    [InlineData("fetch('/nowhere-else').then(() => fetch('http://203.0.113.1/'))", "203.0.113.1")]
    [InlineData("eval('1')", "eval")]
    public async Task ConsoleJudge_OfAModuleThatIsHeard_HearsIt(string module, string word)
    {
        _site.Module = module;

        await using var visit = await browser.VisitAsync(_site.Address, Look.Usual);

        Assert.Contains(ConsoleJudge.FaultsOf(visit), fault => fault.Words.Contains(word, StringComparison.Ordinal));
    }

    [Fact(Timeout = 180_000)]
    public async Task KeyboardJudge_WhereTheFocusDoesNotShow_SaysWhere()
    {
        _site.Css = "a:focus, input:focus, button:focus { outline: none }";

        await using var visit = await browser.VisitAsync(_site.Address, Look.Usual);

        Assert.Contains(await KeyboardJudge.FaultsAsync(visit), fault => fault.Words.Contains("does not show", StringComparison.Ordinal));
    }

    [Fact(Timeout = 180_000)]
    public async Task KeyboardJudge_OfAButtonThatTheTabulatorCannotLeave_SaysWhatIsNotReached()
    {
        _site.Module = "document.querySelector('#q').addEventListener('keydown', event => { if (event.key === 'Tab') event.preventDefault(); })";

        await using var visit = await browser.VisitAsync(_site.Address, Look.Usual);

        Assert.Contains(await KeyboardJudge.FaultsAsync(visit), fault => fault.Words == "button \"Search\" is not reached");
    }

    [Fact(Timeout = 180_000)]
    public async Task WeightJudge_OfALargeModule_SaysHowLargeItIs()
    {
        _site.Module = "//" + new string('x', WeightJudge.Files);

        await using var visit = await browser.VisitAsync(_site.Address, Look.Usual);

        Assert.Contains(await WeightJudge.FaultsAsync(visit), fault => fault.Words.Contains("bytes of files", StringComparison.Ordinal));
    }

    [Theory(Timeout = 180_000)]
    [InlineData("/page.css", "Content-Security-Policy")]
    [InlineData("/page.js", "X-Content-Type-Options")]
    [InlineData("/", "Content-Security-Policy")]
    [InlineData("/", "Cross-Origin-Opener-Policy")]
    [InlineData("/", "Permissions-Policy")]
    [InlineData("/", "Cache-Control")]
    [InlineData("/", "Vary")]
    public async Task PolicyJudge_WhereAHeaderIsMissing_SaysWhere(string path, string header)
    {
        _site.Spoil = context => { if (context.Request.Path == path) { context.Response.Headers.Remove(header); } };

        await using var visit = await browser.VisitAsync(_site.Address, Look.Usual);

        Assert.Contains(await PolicyJudge.FaultsAsync(visit), fault => fault.Words.StartsWith($"{path} has {header.ToLowerInvariant()}", StringComparison.Ordinal));
    }

    [Fact(Timeout = 180_000)]
    public async Task PolicyJudge_OfAPolicyWithOneWordMore_FindsIt()
    {
        _site.Spoil = context => context.Response.Headers.ContentSecurityPolicy = PolicyJudge.Policy.Replace("script-src 'self'", "script-src 'self' 'unsafe-inline'", StringComparison.Ordinal);

        await using var visit = await browser.VisitAsync(_site.Address, Look.Usual);

        Assert.Contains(await PolicyJudge.FaultsAsync(visit), fault => fault.Words.Contains("unsafe-inline", StringComparison.Ordinal));
    }

    [Fact(Timeout = 180_000)]
    public async Task HtmlCheck_OfAGoodAndABadPage_FindsTheBadOne()
    {
        using var check = new HtmlCheck();
        check.Add("good page", StaticSite.Page);
        check.Add("bad page", StaticSite.Page.Replace("<h1>Projects</h1>", "<h1><div>Projects</div></h1><p id=main>", StringComparison.Ordinal));

        var faults = await check.FaultsAsync(TestContext.Current.CancellationToken);

        Assert.Contains(faults, fault => fault.Words.Contains("Duplicate ID", StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.StartsWith("002-bad-page", fault.Words, StringComparison.Ordinal));
    }
}
