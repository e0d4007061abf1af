using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Tests.Support;

namespace AiDevFramework.Gateway.Tests.OpenApi;

/// <summary>How the API description is sent: compressed as the client takes it, and not at all where the client has it.</summary>
public sealed class DescriptionFileTests : IAsyncLifetime
{
    private const string Path = "/openapi/v1.json";

    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData(null, "")]
    [InlineData("identity", "")]
    [InlineData("deflate", "")]
    [InlineData("gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0", "")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData(";;;, q=", "")]
    public async Task Get_WithCodings_AnswersTheSmallestOfThem(string? accepted, string expected)
    {
        using var response = accepted is null
            ? await _gateway.SendAsync(HttpMethod.Get, Path)
            : await _gateway.SendAsync(HttpMethod.Get, Path, ("Accept-Encoding", accepted));

        Assert.Equal(expected, string.Join(",", response.Content.Headers.ContentEncoding));
        Assert.Equal(["Accept-Encoding"], response.Headers.Vary);
        Assert.True(response.Headers.CacheControl is { NoCache: true, NoStore: false });
        var sent = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(sent.Length, response.Content.Headers.ContentLength);
        using var plain = new MemoryStream();
        await using (var decoded = Decode(new MemoryStream(sent), expected))
        {
            await decoded.CopyToAsync(plain, TestContext.Current.CancellationToken);
        }

        Assert.StartsWith("3.1.", (string)JsonNode.Parse(plain.ToArray())!["openapi"]!, StringComparison.Ordinal);
        Assert.True(expected.Length == 0 || sent.Length < plain.Length / 4);
    }

    [Theory]
    [InlineData("TAG", "br", true)]
    [InlineData("W/TAG", "br", true)]
    [InlineData("\"other\", TAG", "br", true)]
    [InlineData("TAG", "gzip", true)] // the same document in another coding
    [InlineData("*", "br", true)]
    [InlineData("\"other\"", "br", false)]
    [InlineData("\"", "br", false)]
    public async Task Get_OfWhatTheClientHas_Answers304(string condition, string coding, bool unchanged)
    {
        using var first = await _gateway.SendAsync(HttpMethod.Get, Path, ("Accept-Encoding", "br"));
        var tag = first.Headers.ETag!.ToString();

        using var second = await _gateway.SendAsync(
            HttpMethod.Get, Path, ("Accept-Encoding", coding), ("If-None-Match", condition.Replace("TAG", tag, StringComparison.Ordinal)));

        Assert.Equal(unchanged ? HttpStatusCode.NotModified : HttpStatusCode.OK, second.StatusCode);
        Assert.NotNull(second.Headers.ETag);
        Assert.Equal(unchanged, (await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length == 0);
    }

    [Fact]
    public async Task Get_OfManyAtOnceForManyPrefixes_AnswersEachItsOwn()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async index =>
        {
            using var response = await _gateway.SendAsync(HttpMethod.Get, Path, ("X-Forwarded-Prefix", $"/p{index % 20}"));
            return (string)(await response.JsonAsync())["servers"]![0]!["url"]!;
        }));

        Assert.Equal(Enumerable.Range(0, 40).Select(index => $"/p{index % 20}"), servers);
    }

    private static Stream Decode(Stream stream, string coding) => coding switch
    {
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "gzip" => new GZipStream(stream, CompressionMode.Decompress),
        _ => stream,
    };
}
