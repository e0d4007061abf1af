using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class SecretFilterTests
{
    private readonly SecretFilter _filter = SecretFilter.Of(new LlmOptions
    {
        ApiKey = "my own key", // unlike any known one
        ExtraHeaders = ["X-Gateway-Key: gateway-secret", "X-Plain: Basic dXNlcjpwYXNz"],
    });

    [Theory]
    [InlineData("Incorrect API key provided: sk-proj-abc***wxyz. You can find it there.", "abc")]
    [InlineData("bad key my own key here", "my own key")]
    [InlineData("header gateway-secret was refused", "gateway-secret")]
    [InlineData("header dXNlcjpwYXNz was refused", "dXNlcjpwYXNz")]
    [InlineData("Authorization: Bearer abcdef123456", "abcdef123456")]
    [InlineData("failed for https://user:hunter22@proxy.example/x", "hunter22")]
    [InlineData("GET https://api.example/v1?key=AIzaSyA1234567890abcdefghij&alt=sse", "AIzaSyA1234567890")]
    [InlineData("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl expired", "eyJzdWIiOiIxIn0")]
    [InlineData("api_key='0123456789abcdef0123' is unknown", "0123456789abcdef")]
    [InlineData("{\"password\":\"correct horse\"}", "correct")]
    [InlineData("xai-0123456789abcdefghijk", "0123456789abc")]
    [InlineData("org 0a1b2c3d4e5f60718293a4b5c6d7e8f9 is disabled", "0a1b2c3d4e5f6071")]
    public void Clean_OfASecret_RemovesIt(string said, string secret)
    {
        var clean = _filter.Clean(said, []);

        Assert.DoesNotContain(secret, clean, StringComparison.Ordinal);
        Assert.Contains("[removed]", clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("This model's maximum context length is 8192 tokens. However, you requested 9500 tokens.")]
    [InlineData("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.")]
    [InlineData("model \"llama3.1:70b-instruct-q4_K_M\" not found, try pulling it first")]
    public void Clean_OfAReason_LeavesIt(string said) => Assert.Equal(said, _filter.Clean(said, ["A prompt about something else"]));

    [Fact]
    public void Clean_OfAQuotationOfThePrompt_RemovesIt()
    {
        var clean = _filter.Clean("Flagged input: a diary for my secret garden of tulips. Reason: plants", ["Please plan a diary for my secret garden of tulips."]);

        Assert.DoesNotContain("garden", clean, StringComparison.Ordinal);
        Assert.StartsWith("Flagged input:", clean, StringComparison.Ordinal);
        Assert.EndsWith("Reason: plants", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void Clean_OfALongOrOddText_KeepsAShortLine()
    {
        Assert.Null(_filter.Clean(null, []));
        Assert.Null(_filter.Clean(" \n", []));
        Assert.Equal("a b c", _filter.Clean("a\r\n\tb\0 \u001b c", []));
        Assert.Equal(SecretFilter.MostText, _filter.Clean(string.Concat(Enumerable.Repeat("word ", 1000)), [])!.Length);
    }
}
