using AiDevFramework.Browser.Tests.Chromium;
using AiDevFramework.Browser.Tests.Product;
using AiDevFramework.TestSupport;
using Microsoft.Playwright;

namespace AiDevFramework.Browser.Tests.Screens;

/// <summary>The pictures of docs/guide/page.md: <c>tests/browser.sh --screenshots</c> makes them anew.</summary>
public sealed class ScreenshotTests(BrowserFixture browser, ProductFixture product)
{
    private const int Height = 800;

    private static readonly string _folder = Path.Combine(Repository.Root, "docs", "guide", "page");

    /// <summary>The screens that the guide shows, light and wide.</summary>
    public static TheoryData<string> Shown => [.. Screen.All.Where(screen => screen.IsShown).Select(screen => screen.Name)];

    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Shown))]
    public async Task Screenshot_OfAScreen_IsKeptInTheGuide(string name)
    {
        var file = Path.Combine(_folder, $"{name}.png");
        if (Environment.GetEnvironmentVariable("AIDEV_UPDATE_SCREENSHOTS") == "1")
        {
            Directory.CreateDirectory(_folder);
            await File.WriteAllBytesAsync(file, await PictureAsync(Screen.Of(name)), TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(file), $"docs/guide/page/{name}.png is missing. Make it anew: tests/browser.sh --screenshots");
        Assert.Contains($"page/{name}.png", await File.ReadAllTextAsync(_folder + ".md", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<byte[]> PictureAsync(Screen screen)
    {
        await using var visit = await browser.VisitAsync(
            new Uri(product.Address, screen.Path(product.Shelf)), Look.Usual, screen.IsOpen ? null : product.Session);
        return await visit.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Clip = new Clip { X = 0, Y = 0, Width = Look.Wide, Height = Height },
            Animations = ScreenshotAnimations.Disabled,
            Caret = ScreenshotCaret.Hide,
        });
    }
}
