using System.Text;
using AiDevFramework.Grains.Llm;
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

        Assert.Equal(["{\"a\":\n\n1}"], await ReadAsync(new ChoppedStream(bytes, [3, 1]), events: false));
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

    private static async Task<List<string>> ReadAsync(Stream stream, bool events = true, int maxBytes = 1_000_000)
    {
        using var body = new AnswerBody(stream, events, maxBytes);
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
