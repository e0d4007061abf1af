using AiDevFramework.Browser.Tests.Chromium;
using AiDevFramework.Browser.Tests.Judges;
using AiDevFramework.Browser.Tests.Product;

namespace AiDevFramework.Browser.Tests.Screens;

/// <summary>
/// Every screen in every state before all judges: with scripts in a theme, width and language that go by turns, and without scripts in their
/// opposites. With <c>AIDEV_BROWSER_ALL</c>, which <c>tests/browser.sh</c> sets, in every theme, width and language.
/// </summary>
public sealed class ScreenTests(BrowserFixture browser, ProductFixture product)
{
    private static readonly bool _all = Environment.GetEnvironmentVariable("AIDEV_BROWSER_ALL") == "1";

    public static TheoryData<string> Names => [.. Screen.All.Select(screen => screen.Name)];

    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Names))]
    public async Task Screen_InEveryWayOfLooking_HasNoFault(string name)
    {
        var screen = Screen.Of(name);
        foreach (var look in LooksAt(screen))
        {
            await using var visit = await browser.VisitAsync(
                new Uri(product.Address, screen.Path(product.Shelf)), look, screen.IsOpen ? null : product.Session);

            var faults = await Court.JudgeAsync(visit);
            Assert.True(visit.Answer.Status == screen.Status, $"{name} ({look}) was answered with {visit.Answer.Status}.");
            Assert.True(faults.Count == 0, $"{name} ({look}):\n{string.Join('\n', faults)}");
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task Html_OfEveryScreenInEachLanguage_IsValid()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var check = new HtmlCheck();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = product.Address };
        foreach (var (screen, language) in Screen.All.SelectMany(screen => (IEnumerable<(Screen, string)>)[(screen, "en"), (screen, "de")]))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, screen.Path(product.Shelf));
            request.Headers.Add("Sec-Fetch-Dest", "document");
            request.Headers.Add("Accept-Language", language);
            if (!screen.IsOpen)
            {
                request.Headers.Add("Cookie", $"{product.Session.Name}={product.Session.Value}");
            }

            using var answer = await http.SendAsync(request, cancellation);
            check.Add($"{screen.Name} {language}", await answer.Content.ReadAsStringAsync(cancellation));
        }

        var faults = await check.FaultsAsync(cancellation);

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(2 * Screen.All.Count, check.Saved);
    }

    private static IEnumerable<Look> LooksAt(Screen screen)
    {
        var turn = Screen.All.ToList().IndexOf(screen);
        var looks = _all ? Look.All : [Look.All[turn % Look.All.Count]];
        return looks.SelectMany(look => (Look[])[look, look.Opposite]);
    }
}
