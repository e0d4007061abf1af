using System.Diagnostics;
using AiDevFramework.Browser.Tests.Chromium;
using AiDevFramework.Browser.Tests.Judges;
using AiDevFramework.Browser.Tests.Product;

namespace AiDevFramework.Browser.Tests.Screens;

/// <summary>Documents that try to be more than text change nothing but themselves.</summary>
public sealed class HostileDocumentTests(BrowserFixture browser, ProductFixture product)
{
    /// <summary>Generous: a busy machine renders a megabyte.</summary>
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Types => [.. HostileText.Documents.Keys];

    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Types))]
    public async Task Page_OfAHostileDocument_ShowsItAndDoesNothing(string type)
    {
        var address = new Uri(product.Address, $"/projects/{product.Shelf.Hostile}/documents/{type}");
        var watch = Stopwatch.StartNew();

        await using var visit = await browser.VisitAsync(address, Look.Usual, product.Session);

        Assert.True(watch.Elapsed < _deadline, $"It took {watch.Elapsed}.");
        Assert.Equal((200, address.AbsoluteUri), (visit.Answer.Status, visit.Page.Url));
        Assert.Equal("undefined", (await visit.AskAsync("typeof window.owned")).GetString());
        Assert.Empty(ConsoleJudge.FaultsOf(visit));
        Assert.Empty(OriginJudge.FaultsOf(visit));
        Assert.Empty(MarkupJudge.FaultsOf(visit));
        Assert.Empty(await PolicyJudge.FaultsAsync(visit));
        Assert.Empty(await WidthJudge.FaultsAsync(visit));
    }

    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Types))]
    public async Task Download_OfAHostileDocument_IsAnAttachmentThatRunsNothing(string type)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = product.Address };
        foreach (var ending in (string[])["md", "html"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/projects/{product.Shelf.Hostile}/documents/{type}/file.{ending}");
            request.Headers.Add("Cookie", $"{product.Session.Name}={product.Session.Value}");

            using var answer = await http.SendAsync(request, cancellation);

            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task Product_AfterAllOfThem_IsStillThere()
    {
        foreach (var type in HostileText.Documents.Keys)
        {
            await using var visit = await browser.VisitAsync(
                new Uri(product.Address, $"/projects/{product.Shelf.Hostile}/documents/{type}"), Look.Usual with { RunsScripts = false }, product.Session);
            Assert.Equal(200, visit.Answer.Status);
        }

        Assert.False(product.Process.HasExited);
        await product.Api.HealthAsync(TestContext.Current.CancellationToken);
    }
}
