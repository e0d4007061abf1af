using System.IO.Compression;
using System.Text;
using AiDevFramework.Llm;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class AnswerBodyTests
{
    [Theory]
    [InlineData("data: a\n\ndata: b\n\n", new[] { "a", "b" })]
    [InlineData("data: a\r\n\r\ndata: b\r\n\r\n", new[] { "a", "b" })]
    [InlineData("data: a\r\rdata: b\r\r", new[] { "a", "b" })]
    [InlineData(": OPENROUTER PROCESSING\n\n: again\ndata: a\n: between\n\n", new[] { "a" })]
    [InlineData("data: a\ndata: b\n\n", new[] { "a\nb" })]
    [InlineData("data:a\n\ndata:  b\n\n", new[] { "a", " b" })]
    [InlineData("data\n\ndata:\n\n", new[] { "", "" })]
    [InlineData("event: x\nid: 1\nretry: 5\ndata: a\ndatabase: b\n\n", new[] { "a" })]
    [InlineData("\uFEFFdata: a\n\n", new[] { "a" })]
    [InlineData("data: a\n\ndata: b\n", new[] { "a", "b" })]
    [InlineData("data: a\n\ndata: b", new[] { "a", "b" })]
    [InlineData("\n\n\n", new string[0])]
    [InlineData("", new string[0])]
    public async Task TryRead_OfAnEventStream_GivesTheDataOfEachEvent(string stream, string[] expected)
    {
        Assert.Equal(expected, await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(stream))));
    }

    [Fact]
    public async Task TryRead_HoweverTheBytesAreCut_GivesTheSame()
    {
        var genLine = Gen.OneOf(
            Gen.OneOf(": OPENROUTER PROCESSING", "event: message", "data", "data:", "data: [DONE]", "dat", ""),
            Gen.String[Gen.OneOf('a', ' ', ':', 'é', '→', '\u4E2D', '{', '"', '\uFEFF'), 0, 40].Select(text => "data: " + text),
            Gen.Int[0, 3].Select(size => "data: " + new string('x', size * 5000)));
        var genStream = Gen.Select(genLine, Gen.OneOf("\n", "\r\n", "\r"), (line, end) => line + end).Array[0, 30];
        await Gen.Select(genStream, Gen.Int[1, 9000].Array[1, 20]).SampleAsync(async (lines, sizes) =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(lines));

            var whole = await ReadAsync(new MemoryStream(bytes));
            var pieces = await ReadAsync(new ChoppedStream(bytes, sizes));
            var single = await ReadAsync(new ChoppedStream(bytes, [1]));

            Assert.Equal(whole, pieces);
            Assert.Equal(whole, single);
        }, iter: 300, threads: 1);
    }

    [Fact]
    public async Task TryRead_OfAWholeBody_GivesItOnceAtItsEnd()
    {
        var bytes = Encoding.UTF8.GetBytes("\uFEFF{\"a\":\n\n1}");

        Assert.Equal(["{\"a\":\n\n1}"], await ReadAsync(new ChoppedStream(bytes, [3, 1])));
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"b\":\"}{\\\"\"}\n", new[] { "{\"a\":1}", "{\"b\":\"}{\\\"\"}" })]
    [InlineData("{\"a\":1}{\"b\":2}", new[] { "{\"a\":1}", "{\"b\":2}" })]
    [InlineData("[{\"a\":1},\n{\"b\":2}]\n", new[] { "{\"a\":1}", "{\"b\":2}" })]
    [InlineData("\u001E{\"a\":1}\n\u001E{\"b\":2}\n", new[] { "\u001E{\"a\":1}", "{\"b\":2}" })]
    [InlineData("{\"a\":1}\n[DONE]\n", new[] { "{\"a\":1}", "[DONE]" })]
    [InlineData("{\"a\":1}\nping\n{\"b\":2}", new[] { "{\"a\":1}", "ping", "{\"b\":2}" })]
    [InlineData("{\"a\":[1", new[] { "{\"a\":[1" })]
    [InlineData("[]", new string[0])]
    public async Task TryRead_OfJsonLines_GivesEachObjectAsSoonAsItIsThere(string body, string[] expected)
    {
        body = body.TrimStart('\u001E'); // a sequence that begins with its separator is one of events to us, and is not sent
        expected = [.. expected.Select(payload => payload.TrimStart('\u001E'))];
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var size = 1; size <= bytes.Length; size++)
        {
            Assert.Equal(expected, await ReadAsync(new ChoppedStream(bytes, [size])));
        }
    }

    [Fact]
    public async Task TryRead_OfEventsWithoutBlankLines_DividesThemWhereObjectsEnd()
    {
        const string body = "data: {\"a\":1}\ndata: {\"b\":\ndata: {}}\ndata: [DONE]\n\n";

        Assert.Equal(["{\"a\":1}", "{\"b\":\n{}}", "[DONE]"], await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(body))));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "")]
    [InlineData("gzip", "x-gzip")]
    [InlineData("gzip", "identity")]
    [InlineData("zlib", "deflate")]
    [InlineData("deflate", "deflate")]
    [InlineData("br", "br")]
    [InlineData("br", "BR")]
    [InlineData("none", "gzip")]
    [InlineData("none", "deflate")]
    [InlineData("none", "br")]
    public async Task TryRead_OfACompressedBody_GivesWhatIsInIt(string coding, string named)
    {
        const string body = "data: {\"a\":1}\n\ndata: {\"b\":2}\n\n";
        var bytes = Compress(Encoding.UTF8.GetBytes(body), coding);
        string[] codings = named.Length == 0 ? [] : [named];

        Assert.Equal(["{\"a\":1}", "{\"b\":2}"], await ReadAsync(new MemoryStream(bytes), codings: codings));
        Assert.Equal(["{\"a\":1}", "{\"b\":2}"], await ReadAsync(new ChoppedStream(bytes, [7]), codings: codings));
    }

    [Theory]
    [InlineData(": comment\n\n")]
    [InlineData("data: {}\n\n")]
    public async Task TryRead_OfABombOfSmallEvents_StopsAtItsLimit(string repeated)
    {
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(repeated, 100_000)));
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var written = 0L; written <= BodyCoding.MostBytes; written += block.Length)
            {
                gzip.Write(block);
            }
        }

        bomb.Position = 0;

        var failure = await Assert.ThrowsAsync<ChatFailureException>(() => ReadAsync(bomb, codings: "gzip"));

        Assert.Equal(ChatFailure.TooLarge, failure.Failure);
    }

    [Fact]
    public async Task TryRead_OfAnUnknownCoding_SaysThatNoneOfItCanBeRead()
    {
        var failure = await Assert.ThrowsAsync<ChatFailureException>(() => ReadAsync(new MemoryStream([0x28, 0xB5, 0x2F, 0xFD]), codings: "zstd"));

        Assert.Equal((ChatFailure.Malformed, true), (failure.Failure, failure.Final));
    }

    private static byte[] Compress(byte[] bytes, string coding)
    {
        using var compressed = new MemoryStream();
        using (Stream encoder = coding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "zlib" => new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(compressed),
        })
        {
            encoder.Write(bytes);
            encoder.Flush();
            if (coding == "none")
            {
                return compressed.ToArray();
            }
        }

        return compressed.ToArray();
    }

    [Theory]
    [InlineData("data: ", "x", "")]
    [InlineData("", "data: 0123456789\n", "\n")]
    public async Task FillAsync_OfAnEndlessPayload_StopsAtTheLimit(string start, string repeated, string end)
    {
        var text = start + string.Concat(Enumerable.Repeat(repeated, 200_000 / repeated.Length)) + end;

        var failure = await Assert.ThrowsAsync<ChatFailureException>(
            () => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), maxBytes: 50_000));

        Assert.Equal(ChatFailure.TooLarge, failure.Failure);
    }

    private static async Task<List<string>> ReadAsync(Stream stream, int maxBytes = 1_000_000, params string[] codings)
    {
        using var body = new AnswerBody(stream, maxBytes, codings);
        var payloads = new List<string>();
        bool more;
        do
        {
            more = await body.FillAsync(TestContext.Current.CancellationToken);
            while (body.TryRead(out var payload))
            {
                payloads.Add(Encoding.UTF8.GetString(payload));
            }
        }
        while (more);

        return payloads;
    }

    /// <summary>Hands out its bytes in pieces of the given sizes, over and over.</summary>
    private sealed class ChoppedStream(byte[] bytes, int[] sizes) : MemoryStream(bytes)
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, sizes[_reads++ % sizes.Length])], cancellationToken);
    }
}
