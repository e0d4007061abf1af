using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using AiDevFramework.Gateway.Pages.Frame;
using AiDevFramework.Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Pages;

/// <summary>What every page is sent with, and what stands around it.</summary>
public sealed class PageTests : PageTest
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/new", 200)]
    [InlineData("/login", 302)]
    [InlineData("/nothing", 404)]
    public async Task Get_OfAPage_HasTheHeadersOfAPage(string path, int status)
    {
        using var answer = await Visit.GetAsync(path, ("Sec-Fetch-Dest", "document"));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        if (status == 302)
        {
            return;
        }

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Policy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.True(answer.Headers.CacheControl?.Private);
        Assert.Superset(new HashSet<string> { "Cookie", "Authorization", "Accept-Language" }, answer.Headers.Vary.ToHashSet());
        var page = await Visit.TextAsync(answer);
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" on", page.Split("<body>")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("//", page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), StringComparison.Ordinal); // nothing from elsewhere
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("gzip;q=0.5, br;q=0", "gzip")]
    [InlineData("identity", null)]
    [InlineData(";;q=x", null)]
    public async Task Get_OfAPage_IsCompressedAsTheBrowserCanRead(string readable, string? coding)
    {
        using var plain = await Visit.GetAsync("/new");
        using var answer = await Visit.GetAsync("/new", ("Accept-Encoding", readable));

        Assert.Equal(coding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        await using var sent = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var text = new StreamReader(coding switch
        {
            "br" => new BrotliStream(sent, CompressionMode.Decompress),
            "gzip" => new GZipStream(sent, CompressionMode.Decompress),
            _ => sent,
        });
        Assert.Equal(
            WithoutKey(await Visit.TextAsync(plain)), WithoutKey(await text.ReadToEndAsync(TestContext.Current.CancellationToken)));

        static string WithoutKey(string page) => Regex.Replace(page, "[0-9a-f]{8}-[0-9a-f-]{27}", "");
    }

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.5", "de", "Was soll entstehen?")]
    [InlineData("fr,en-GB;q=0.8,de;q=0.7", "en", "What do you want to build?")]
    [InlineData("ja", "en", "What do you want to build?")]
    [InlineData("de;q=0, en", "en", "What do you want to build?")]
    [InlineData(";;;,,q=x", "en", "What do you want to build?")]
    public async Task Get_InTheLanguageThatTheBrowserLikes_ShowsIt(string liked, string language, string words)
    {
        using var answer = await Visit.GetAsync("/new", ("Accept-Language", liked));

        var page = await Visit.TextAsync(answer);
        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_OfALanguage_IsKeptAndLeadsBack()
    {
        using var chosen = await Visit.PostAsync("/language", ("language", "de"), ("return", "/new"));
        using var unknown = await Visit.PostAsync("/language", ("language", "xx"), ("return", "//evil.example.com"));

        Assert.Equal("/new", chosen.Headers.Location?.OriginalString);
        Assert.StartsWith("aidev-language=de; ", chosen.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Equal("/", unknown.Headers.Location?.OriginalString);
        Assert.False(unknown.Headers.Contains("Set-Cookie"));
        using var german = await Visit.GetAsync("/new", ("Cookie", "aidev-language=de"), ("Accept-Language", "en"));
        Assert.Contains("<html lang=\"de\"", await Visit.TextAsync(german), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assets_AreSentAsTheirVersionIsAskedFor()
    {
        var assets = Gateway.Services.GetRequiredService<PageAssets>();
        Assert.Contains("page.css", assets.Names);
        foreach (var name in assets.Names)
        {
            using var answer = await Visit.GetAsync($"{assets.Path}/{name}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
            Assert.Equal(Policy, answer.Headers.GetValues("Content-Security-Policy").Single());
            var text = await Visit.TextAsync(answer);
            Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
            Assert.DoesNotContain("eval(", text, StringComparison.Ordinal);
        }

        using var other = await Visit.GetAsync("/assets/0123456789abcdef/page.css");
        using var missing = await Visit.GetAsync($"{assets.Path}/../page.css");
        using var coded = await Visit.GetAsync($"{assets.Path}/page.css", ("Accept-Encoding", "br"));
        Assert.Equal((HttpStatusCode.OK, "no-cache"), (other.StatusCode, other.Headers.CacheControl?.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("br", coded.Content.Headers.ContentEncoding.Single());
    }

    [Fact]
    public async Task Get_BelowAPrefixThatAProxyTakesOff_LinksWithIt()
    {
        using var page = await Visit.GetAsync("/new", ("X-Forwarded-Prefix", "/ai"));
        Visit.Session = "";
        using var login = await Visit.GetAsync("/new", ("X-Forwarded-Prefix", "/ai"));

        var text = await Visit.TextAsync(page);
        Assert.Contains("action=\"/ai/new\"", text, StringComparison.Ordinal);
        Assert.Contains("href=\"/ai/assets/", text, StringComparison.Ordinal);
        Assert.Equal("/ai/login?return=%2Fnew", login.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("Sec-Fetch-Dest", "document", "text/html")]
    [InlineData("Sec-Fetch-Dest", "empty", "application/problem+json")]
    [InlineData("Accept", "text/html", "application/problem+json")]
    public async Task Get_OfAnAddressThatIsNone_IsToldAsWasAskedFor(string header, string value, string mediaType)
    {
        using var page = await Visit.GetAsync("/nothing", (header, value));
        using var api = await Visit.GetAsync("/api/v1/nothing", (header, value));

        Assert.Equal((HttpStatusCode.NotFound, mediaType), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        await api.ProblemAsync(404);
    }

    [Theory]
    [InlineData("plans.example.com", 421)]
    [InlineData("localhost.evil.example.com", 421)]
    [InlineData("127.0.0.1.evil.example.com", 421)]
    [InlineData("localhost", 200)]
    [InlineData("app.localhost:1234", 200)]
    [InlineData("[::1]:8000", 200)]
    public async Task Get_ForAHostThatIsNotOurs_IsRefused(string host, int status)
    {
        using var answer = await Visit.GetAsync("/login", ("Host", host), ("Cookie", "x=y"));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Login_OverPlainHttpFromElsewhere_SaysThatHttpsIsNeeded()
    {
        using var page = await Visit.GetAsync("/login", ("Host", "192.0.2.7"));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", TestGateway.AdminToken)]);
        using var sent = await Visit.SendAsync(HttpMethod.Post, "/login", form, [("Host", "192.0.2.7"), ("Origin", "http://192.0.2.7")]);

        foreach (var answer in (HttpResponseMessage[])[page, sent])
        {
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.Contains("This page needs HTTPS", await Visit.TextAsync(answer), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Login_OverHttps_SetsACookieThatOnlyHttpsCanSet()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", TestGateway.AdminToken)]);

        using var answer = await Visit.SendAsync(
            HttpMethod.Post, "/login", form, [("X-Forwarded-Proto", "https"), ("Host", "127.0.0.1"), ("Origin", "https://127.0.0.1")]);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-aidev=", cookie, StringComparison.Ordinal);
        Assert.EndsWith("; max-age=43200; path=/; secure; samesite=strict; httponly", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("", 415)]
    public async Task Post_OfWhatIsNoForm_IsRefused(string contentType, int status)
    {
        using var body = new ByteArrayContent("token=x"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var answer = await Visit.SendAsync(HttpMethod.Post, "/login", body, [("Origin", Visit.Origin)]);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Get_WhenThePageFails_SaysSoAsAPageAndGivesNothingAway()
    {
        Gateway.Cluster.Failure = new InvalidOperationException("secret words");

        using var answer = await Visit.PostAsync("/new/estimate", ("idea", TestGateway.Idea));

        var page = await Visit.TextAsync(answer);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Something went wrong on our side", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret words", page, StringComparison.Ordinal);
        Assert.Equal(Policy, answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public void Resolve_OfReferences_TouchesNoneThatHasAMeaning() => Assert.Equal(
        "ä€😀 &#x3C;b&#x3E; &amp;#xE4; &#x26;&#x22;&#x85; &#xZZ; &#xD800; &#x",
        CharacterReferences.Resolve("&#xE4;&#x20AC;&#x1F600; &#x3C;b&#x3E; &amp;#xE4; &#x26;&#x22;&#x85; &#xZZ; &#xD800; &#x"));
}
