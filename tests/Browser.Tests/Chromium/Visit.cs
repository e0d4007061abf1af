using System.Text.Json;
using Microsoft.Playwright;

namespace AiDevFramework.Browser.Tests.Chromium;

/// <summary>One look at one page, from an empty cache, with all that the browser said and fetched meanwhile.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private ICDPSession? _inspector;

    private Visit(IBrowserContext context, IPage page, Look look, string axe)
    {
        (_context, Page, Look, Axe) = (context, page, look, axe);
        Witness = new Witness(page);
    }

    public IPage Page { get; }

    public Look Look { get; }

    public Witness Witness { get; }

    /// <summary>The source of axe.</summary>
    public string Axe { get; }

    /// <summary>Answer to the last navigation.</summary>
    public IResponse Answer { get; private set; } = null!;

    /// <summary>HTML as it came over the wire.</summary>
    public string Html { get; private set; } = "";

    public static async Task<Visit> OpenAsync(IBrowserContext context, Uri address, Look look, string axe)
    {
        context.SetDefaultTimeout(120_000);
        var visit = new Visit(context, await context.NewPageAsync(), look, axe);
        visit._inspector = await context.NewCDPSessionAsync(visit.Page);
        await visit.GoAsync(address);
        return visit;
    }

    public async Task GoAsync(Uri address)
    {
        Answer = await Page.GotoAsync(address.AbsoluteUri, new PageGotoOptions { WaitUntil = WaitUntilState.Load })
            ?? throw new InvalidOperationException($"{address} was not fetched.");
        Html = await Answer.TextAsync();
        await SettleAsync();
    }

    /// <summary>Lets the page do what it does after it was loaded: two frames and what waits behind them. Without scripts there is nothing, and
    /// no timer would run.</summary>
    public Task SettleAsync() => Look.RunsScripts
        ? AskAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))")
        : Task.CompletedTask;

    /// <summary>Evaluates an expression through the browser's own door for tools. The driver's way is <c>eval</c>, which the page's policy
    /// forbids and whose refusal would stand on the console.</summary>
    public async Task<JsonElement> AskAsync(string expression)
    {
        var answer = await _inspector!.SendAsync("Runtime.evaluate", new Dictionary<string, object>
        {
            ["expression"] = expression,
            ["awaitPromise"] = true,
            ["returnByValue"] = true,
        });
        if (answer!.Value.TryGetProperty("exceptionDetails", out var exception))
        {
            throw new InvalidOperationException($"The expression failed: {exception}");
        }

        return answer.Value.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Sets the width of the window, in CSS pixels.</summary>
    public async Task ResizeAsync(int width)
    {
        await Page.SetViewportSizeAsync(width, 900);
        await SettleAsync();
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
