using System.Net;
using AiDevFramework.Web.Markdown;

namespace AiDevFramework.Web.DocumentPage;

/// <summary>A document as a file of its own that loads nothing and runs nothing.</summary>
public static class DocumentFile
{
    /// <summary>In the file itself, since nobody sends headers with it later.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private const string Style = """
        :root { color-scheme: light dark }
        body { font: 1rem/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
        h1, h2, h3 { line-height: 1.25; break-after: avoid }
        table { border-collapse: collapse; font-size: .9rem } th, td { border: 1px solid #8888; padding: .3rem .6rem; text-align: start; vertical-align: top }
        .scroll { overflow-x: auto } .cell-right { text-align: end } .cell-middle { text-align: center }
        pre { overflow-x: auto; border: 1px solid #8888; padding: .8rem; white-space: pre-wrap }
        .picture { font-style: italic }
        """;

    /// <param name="language">BCP 47; <see langword="null"/> where nobody knows.</param>
    /// <param name="markdown">Untrusted.</param>
    public static string Html(string title, string? language, string markdown) =>
        $"""
        <!DOCTYPE html>
        <html{(language is null ? "" : $" lang=\"{WebUtility.HtmlEncode(language)}\"")}>
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{WebUtility.HtmlEncode(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        {MarkdownHtml.Of(markdown, ItemLinks.None, []).Html}
        </body>
        </html>

        """;
}
