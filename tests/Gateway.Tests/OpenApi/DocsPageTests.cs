using System.Diagnostics;
using System.Text.RegularExpressions;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Gateway.Tests.OpenApi;

/// <summary>What the page at <c>/docs</c> may do in a browser, and what a real one makes of it.</summary>
public sealed partial class DocsPageTests
{
    private static readonly string[] _browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    [Fact]
    public async Task Page_OfTheDocs_RunsOnlyItsOwnScripts()
    {
        await using var gateway = await TestGateway.StartAsync();

        using var first = await gateway.SendAsync(HttpMethod.Get, "/docs/");
        using var second = await gateway.SendAsync(HttpMethod.Get, "/docs/");

        var page = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var policy = first.Headers.GetValues("Content-Security-Policy").Single()
            .Split("; ").Select(rule => rule.Split(' ', 2)).ToDictionary(rule => rule[0], rule => rule[1]);
        var nonce = Nonce().Match(policy["script-src"]).Groups[1].Value;
        Assert.Equal($"'nonce-{nonce}'", policy["script-src"]);
        Assert.Equal(("'none'", "'self'", "'self' 'unsafe-inline'"), (policy["default-src"], policy["connect-src"], policy["style-src"]));
        Assert.DoesNotContain("http", string.Join(' ', policy.Values), StringComparison.Ordinal);
        Assert.All(Script().Matches(page), script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
        Assert.NotEqual(policy["script-src"], second.Headers.GetValues("Content-Security-Policy").Single().Split("; ")[1].Split(' ', 2)[1]);
        foreach (var setting in (string[])[
            "\"showDeveloperTools\":\"never\"", "\"telemetry\":false", "\"agent\":{\"disabled\":true}", "\"mcp\":{\"disabled\":true}",
            "\"withDefaultFonts\":false", "\"preferredSecurityScheme\":[\"Bearer\"]"])
        {
            Assert.Contains(setting, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("proxyUrl", page, StringComparison.OrdinalIgnoreCase);
    }

    [Trait("Runs", "Programs")]
    [Fact(Timeout = 180_000)]
    public async Task Page_InARealBrowser_ShowsTheApiWithoutAWordOnTheConsole()
    {
        var program = _browsers.Select(Executables.Find).FirstOrDefault(path => path is not null);
        Assert.True(program is not null, "This test runs the page in a browser: install one (Debian: apt-get install chromium), as ./test.sh does.");
        await using var gateway = await TestGateway.StartAsync();
        var folder = Directory.CreateTempSubdirectory("aidev-docs-");
        try
        {
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])[
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={folder.FullName}",
                "--virtual-time-budget=30000", "--enable-logging=stderr", "--host-resolver-rules=MAP * 127.0.0.1", "--dump-dom",
                new Uri(gateway.Client.BaseAddress!, "/docs/").AbsoluteUri])
            {
                start.ArgumentList.Add(argument);
            }

            FastSuite.Refuse(program);
            using var browser = Process.Start(start)!;
            var errors = browser.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var page = await browser.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await browser.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Contains("Create a project from an idea", page, StringComparison.Ordinal);
            Assert.Contains("Bearer Token", page, StringComparison.Ordinal);
            var words = (await errors).Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal)).ToList();
            Assert.All(words, line => Assert.Contains("@scalar/api-reference", line, StringComparison.Ordinal)); // its name and version
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [GeneratedRegex("nonce-([A-Za-z0-9_-]{20,})")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();
}
