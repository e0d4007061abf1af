using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Llm;
using CsCheck;
using Microsoft.Extensions.AI;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class ChatRequestWriterTests
{
    [Fact]
    public void Write_OfAnyText_ReadsBackTheSame() =>
        Gen.Select(Gen.String, Gen.Int[0, 3000], Gen.OneOf("🚀", "ü", "\n", "\"", "x")).Sample((text, before, filler) =>
        {
            // Long enough for several segments, with pairs of surrogates at every place of one.
            var said = TextSanitiser.Clean(string.Concat(new string('a', before % 3), string.Concat(Enumerable.Repeat(filler, before)), text));

            Assert.Equal(said, ContentOf(said));
        }, iter: 500);

    [Theory]
    [InlineData("")]
    [InlineData("a\0b\u001f\u007f\u2028</script>")]
    public void Write_OfTextThatNeedsEscapes_ReadsBackTheSame(string text) => Assert.Equal(text, ContentOf(text));

    [Theory]
    [InlineData(0)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(5000)]
    public void Write_OfHalfAPair_SendsAReplacementCharacter(int before)
    {
        var start = new string('a', before);

        Assert.Equal(start + "\uFFFDb", ContentOf(start + "\uD83Db"));
        Assert.Equal(start + "\uFFFD", ContentOf(start + "\uD83D"));
        Assert.Equal(start + "\uFFFDb", ContentOf(start + "\uDE80b"));
    }

    [Fact]
    public void Write_OfALongPrompt_TakesLittleMoreMemoryThanItHas()
    {
        var prompt = string.Concat(Enumerable.Repeat("- **Board**: cards with \"due\" dates\n", 1000));
        Write(prompt);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var body = Write(prompt);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, body.Length, (body.Length * 3 / 2) + 16_384);
    }

    private static string? ContentOf(string text)
    {
        using var json = JsonDocument.Parse(Write(text));
        return json.RootElement.GetProperty("messages")[0].GetProperty("content").GetString();
    }

    private static ReadOnlyMemory<byte> Write(string text) => ChatRequestWriter.Write(
        [new ChatMessage(ChatRole.User, text)], new ChatOptions { ModelId = "m" }, new RequestTraits(JsonMode: true, Streaming: true, Usage: true));
}
