using System.Text;
using System.Text.Json;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Llm;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class AnswerParserTests : IDisposable
{
    private readonly AnswerParser _parser = new(1000, 1000);

    public void Dispose() => _parser.Dispose();

    [Fact]
    public void Read_OfAStream_KeepsTextNamesFinishAndUsage()
    {
        foreach (var chunk in new[] { Chunks.Text("Hello, "), Chunks.Text("wörld"), Chunks.Stop, Chunks.Usage, Chunks.Done })
        {
            Read(chunk);
        }

        Assert.Equal("Hello, wörld", _parser.DrainText());
        Assert.Null(_parser.DrainText());
        Assert.Equal(("gen-1", "openai/gpt-4o", "stop", true), (_parser.Id, _parser.Model, _parser.FinishReason, _parser.Done));
        Assert.Equal(new ChatUsage(10, 15, 25, 2, 5, 0.0012m, null, false), _parser.Usage);
        Assert.Null(_parser.Error);
    }

    [Fact]
    public void Read_OfSeveralObjectsInOnePayload_TakesAll()
    {
        Read(Chunks.Text("a") + "\n" + Chunks.Stop + "\n[DONE]\n" + "not json");

        Assert.Equal(("a", "stop", true), (_parser.DrainText(), _parser.FinishReason, _parser.Done));
    }

    [Theory]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":null,"usage":null,"error":null,"model":null,"id":7}""")]
    [InlineData("""{"choices":[null]}""")]
    [InlineData("""{"choices":[{"delta":null,"finish_reason":null}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":null,"role":"assistant","tool_calls":[{"a":[1]}]},"logprobs":{"content":[]}}]}""")]
    [InlineData("""{"choices":[{"finish_reason":{"a":1}}]}""")]
    [InlineData("""{"choices":[{"finish_reason":" "}],"model":"\u0000","id":"\ud800"}""")]
    [InlineData("""{"choices":{"delta":{"content":"x"}},"usage":[1],"unknown":{"choices":[{"delta":{"content":"x"}}]}}""")]
    [InlineData("{}")]
    public void Read_OfAChunkWithNothingInIt_ChangesNothing(string chunk)
    {
        Read(chunk);

        Assert.Null(_parser.DrainText());
        Assert.Equal((null, null, null, 0, null), (_parser.Id, _parser.Model, _parser.FinishReason, _parser.Received, _parser.Usage));
        Assert.Null(_parser.Error);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("[1]", true)]
    [InlineData("\"x\"", true)]
    [InlineData("null", true)]
    [InlineData("nonsense", true)]
    [InlineData("<html>", true)]
    public void Read_OfWhatIsNoObject_PassesItOver(string payload, bool isOdd)
    {
        Read(payload);

        Assert.Equal((0, isOdd, null), (_parser.Received, _parser.HasOddities, _parser.Error));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("""{"message":"upstream overloaded"}""")]
    [InlineData("""{"error":null}""")]
    public void Read_OfAnEventThatIsAnError_IsOneWhateverItSays(string payload)
    {
        _parser.Read(Encoding.UTF8.GetBytes(payload), isError: true);

        Assert.NotNull(_parser.Error);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"choices":[{"delta":{"content":"cu""")]
    [InlineData("""{"choices":[{"delta":{"content":"x"}]""")]
    public void Read_OfABrokenObject_Throws(string payload)
    {
        Assert.ThrowsAny<JsonException>(() => Read(payload));
    }

    [Fact]
    public void Read_OfDeepNesting_Throws()
    {
        Assert.ThrowsAny<JsonException>(
            () => Read("{\"x\":" + new string('[', 5000) + new string(']', 5000) + "}"));
    }

    [Theory]
    [InlineData("\"\\ud83d\"", "\"\\ude00\"", "😀")]
    [InlineData("\"\\ud83d\"", "\"x\"", "\\ud83dx")]
    [InlineData("\"a\\nb\\t\\\"\\\\\\/\\u0041\\b\\f\\r\"", "\"ü\"", "a\nb\t\"\\/A\b\f\rü")]
    [InlineData("\"\\u0000\"", "\"\"", "\0")]
    public void Read_OfEscapedText_KeepsEveryUnit(string first, string second, string expected)
    {
        Read(Chunks.RawText(first));
        Read(Chunks.RawText(second));

        Assert.Equal(expected.Replace(@"\ud83d", "\ud83d"), _parser.DrainText()); // attributes cannot hold lone surrogates
    }

    [Fact]
    public void Read_OfInvalidUtf8_KeepsTheRest()
    {
        byte[] chunk = [.. "{\"choices\":[{\"delta\":{\"content\":\"a"u8, 0xFF, 0xC3, .. "b\\n"u8, 0xE2, 0x82, .. "\"}}]}"u8];

        _parser.Read(chunk);

        Assert.Equal("a\uFFFD\uFFFDb\n\uFFFD", _parser.DrainText());
    }

    [Fact]
    public void Read_OfAnyText_GivesItBack()
    {
        Gen.Select(Gen.String, Gen.Bool).Sample((text, relaxed) =>
        {
            text = TextSanitiser.Clean(text);
            var json = JsonSerializer.Serialize(text, relaxed ? Relaxed : JsonSerializerOptions.Default);
            using var parser = new AnswerParser(10_000, 10_000);

            parser.Read(Encoding.UTF8.GetBytes(Chunks.RawText(json)));

            Assert.Equal(text, parser.DrainText() ?? "");
        }, iter: 2000);
    }

    [Fact]
    public void Read_OfTextOrReasoningBeyondTheLimit_Fails()
    {
        Read(Chunks.Text(new string('x', 600)));

        var failure = Assert.Throws<ChatFailureException>(
            () => Read($$$"""{"choices":[{"delta":{"reasoning":"{{{new string('y', 600)}}}"}}]}"""));

        Assert.Equal(ChatFailure.TooLarge, failure.Failure);
    }

    [Fact]
    public void Read_OfReasoning_CountsAsProgressAndIsNoText()
    {
        Read("""{"choices":[{"delta":{"content":null,"reasoning":"hm"}}]}""");
        Read("""{"choices":[{"delta":{"reasoning_content":"hm"}}]}""");

        Assert.Equal((4, null), (_parser.Received, _parser.DrainText()));
    }

    [Fact]
    public void Read_OfARefusal_IsKept()
    {
        Read("""{"choices":[{"message":{"role":"assistant","content":null,"refusal":"I cannot"},"finish_reason":"stop"}]}""");

        Assert.True(_parser.Refused);
    }

    [Theory]
    [InlineData("""{"code":502,"message":"Provider disconnected","metadata":{"error_type":"provider_unavailable"}}""", 502, "provider_unavailable", false, null)]
    [InlineData("""{"code":"429","message":"x"}""", 429, null, false, null)]
    [InlineData("""{"code":"context_length_exceeded","type":"invalid_request_error"}""", null, "context_length_exceeded", false, null)]
    [InlineData("""{"error_type":"rate_limit_exceeded","http_status":429,"availability":{"code":"x","retryable":true,"retry_after":7.5,"fallback_models":["a"]}}""", 429, "rate_limit_exceeded", false, 7.5)]
    [InlineData("""{"http_status":503,"availability":{"retryable":false,"retry_after":-3}}""", 503, null, true, null)]
    [InlineData("""{"code":{"a":1},"metadata":null,"availability":[1],"http_status":99999,"retry_after":"junk"}""", null, null, false, null)]
    [InlineData("\"model not found\"", null, null, false, null)]
    public void Read_OfAnErrorObject_UnderstandsItsShapes(string json, int? status, string? type, bool final, double? retryAfter)
    {
        Read($$"""{"id":"gen-1","error":{{json}},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}""");

        var expected = new ProviderError(status, type, final, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        Assert.Equal((expected, "error"), (_parser.Error! with { Message = null }, _parser.FinishReason)); // what was said in words: see ErrorRulesTests
    }

    [Fact]
    public void Read_OfAnErrorInsideAChoice_FindsIt()
    {
        Read("""{"choices":[{"error":{"code":503},"delta":{}}]}""");

        Assert.Equal(503, _parser.Error?.Status);
    }

    private static JsonSerializerOptions Relaxed { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private void Read(string payload) => _parser.Read(Encoding.UTF8.GetBytes(payload));
}
