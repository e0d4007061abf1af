using System.Diagnostics;
using AiDevFramework.Gateway.Pages.SignIn;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>What a real browser makes of the page.</summary>
[Trait("Runs", "Programs")]
public sealed class PageBrowserTests
{
    private static readonly string[] _browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    [Fact(Timeout = 180_000)]
    public async Task StartLink_InARealBrowser_SignsInWithoutAWordOnTheConsole()
    {
        await using var gateway = await TestGateway.StartAsync();
        var code = gateway.Services.GetRequiredService<FirstVisit>().MakeCode();

        var (page, words) = await OpenAsync(new Uri(gateway.Client.BaseAddress!, $"/login?return=/new#code={code}"));

        Assert.Contains("id=\"idea-form\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(code, page, StringComparison.Ordinal);
        Assert.Empty(words);
    }

    [Fact(Timeout = 180_000)]
    public async Task Login_InARealBrowser_ShowsTheFormWithoutAWordOnTheConsole()
    {
        await using var gateway = await TestGateway.StartAsync();

        var (page, words) = await OpenAsync(new Uri(gateway.Client.BaseAddress!, "/"));

        Assert.Contains("id=\"login\"", page, StringComparison.Ordinal);
        Assert.Empty(words);
    }

    /// <returns>The page as the browser has it in the end, and what it wrote on its console.</returns>
    private static async Task<(string Page, IReadOnlyList<string> Words)> OpenAsync(Uri address)
    {
        var program = _browsers.Select(Executables.Find).FirstOrDefault(path => path is not null);
        Assert.True(program is not null, "This test runs the page in a browser: install one (Debian: apt-get install chromium), as ./test.sh does.");
        var folder = Directory.CreateTempSubdirectory("aidev-page-");
        try
        {
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])[
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={folder.FullName}",
                "--virtual-time-budget=10000", "--enable-logging=stderr", "--host-resolver-rules=MAP * 127.0.0.1", "--dump-dom", address.AbsoluteUri])
            {
                start.ArgumentList.Add(argument);
            }

            FastSuite.Refuse(program);
            using var browser = Process.Start(start)!;
            var errors = browser.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var page = await browser.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await browser.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (page, [.. (await errors).Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal))]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
