using System.Net;
using AiDevFramework.Browser.Tests.Judges;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Browser.Tests.Faults;

/// <summary>A site of a few faultless files, each of which a test may replace by a faulty one.</summary>
internal sealed class StaticSite : IAsyncDisposable
{
    public const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>A faultless page</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/page.css">
          <script type="module" src="/page.js"></script>
        </head>
        <body>
          <a class="skip" href="#main">Skip to the content</a>
          <header><nav aria-label="Main"><a href="/">Projects</a></nav></header>
          <main id="main" tabindex="-1">
            <h1>Projects</h1>
            <p>Text with <a href="https://example.org/" rel="noopener">a link</a>.</p>
            <form method="get" action="/"><label for="q">Search</label> <input id="q" name="q"> <button>Search</button></form>
          </main>
        </body>
        </html>
        """;

    private const string Style = "a:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid #06c } body { font-family: sans-serif; color: #111; background: #fff }";

    private const string Script = "document.querySelector('#q').value = '';";

    private readonly WebApplication _app;

    private StaticSite(WebApplication app) => _app = app;

    /// <summary>Body of the page. The headers are those that the product's pages have.</summary>
    public string Html { get; set; } = Page;

    public string Css { get; set; } = Style;

    public string Module { get; set; } = Script;

    /// <summary>Called for each answer before it is sent.</summary>
    public Action<HttpContext> Spoil { get; set; } = _ => { };

    public Uri Address => new(_app.Urls.First());

    public static async Task<StaticSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var site = new StaticSite(builder.Build());
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync();
        return site;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyJudge.Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=()";
        headers.CacheControl = "private, no-store";
        headers.Vary = "Cookie, Authorization";
        var (type, body) = context.Request.Path.Value switch
        {
            "/page.css" => ("text/css", Css),
            "/page.js" => ("text/javascript", Module),
            _ => ("text/html; charset=utf-8", Html),
        };
        context.Response.ContentType = type;
        Spoil(context);
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
