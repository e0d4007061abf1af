using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Playwright;

namespace AiDevFramework.Browser.Tests.Chromium;

/// <summary>One browser for all tests: the one that the system has. Nothing is downloaded, and no name but this machine's leads anywhere.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] _programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _driver;
    private IBrowser? _browser;

    /// <summary>The source of axe.</summary>
    internal string Axe { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var program = _programs.Select(Executables.Find).FirstOrDefault(path => path is not null)
            ?? throw new FileNotFoundException("These tests look at the page in a browser: install one (Debian: apt-get install chromium), as ./test.sh does.");
        FastSuite.Refuse(program);
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
            Timeout = 120_000,
        });
        Axe = await PageLint.ReadAxeAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _driver?.Dispose();
    }

    /// <summary>Opens a page as somebody comes to it for the first time: nothing is cached.</summary>
    /// <param name="session">What signs in; <see langword="null"/>: nobody.</param>
    internal async Task<Visit> VisitAsync(Uri address, Look look, Cookie? session = null) =>
        await Visit.OpenAsync(await OpenAsync(look, session), address, look, Axe);

    /// <summary>A browser of somebody's own, whose tabs share what they have.</summary>
    internal async Task<IBrowserContext> OpenAsync(Look look, Cookie? session = null)
    {
        var context = await (_browser ?? throw new InvalidOperationException("The browser was not started.")).NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = look.RunsScripts,
            Locale = look.Language,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = look.Width, Height = 900 },
            TimezoneId = "UTC",
        });
        if (session is not null)
        {
            await context.AddCookiesAsync([session]);
        }

        return context;
    }
}
