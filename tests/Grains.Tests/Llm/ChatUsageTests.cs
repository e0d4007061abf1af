using System.Globalization;
using System.Text;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class ChatUsageTests
{
    [Theory]
    [InlineData("""{"cost":0.0012}""", "0.0012")]
    [InlineData("""{"cost":0}""", "0")]
    [InlineData("""{"cost":1.5e-7}""", "0.00000015")]
    [InlineData("""{"cost":"0.5"}""", "0.5")]
    [InlineData("""{"cost":0.1,"is_byok":false,"cost_details":{"upstream_inference_cost":0.7}}""", "0.1")]
    [InlineData("""{"cost":0.00005,"is_byok":true,"cost_details":{"upstream_inference_cost":0.001}}""", "0.00105")]
    [InlineData("""{"cost_details":{"upstream_inference_cost":0.001},"is_byok":true,"cost":0}""", "0.001")]
    [InlineData("""{"cost":0.00005,"is_byok":true,"cost_details":{"upstream_inference_cost":null}}""", null)]
    [InlineData("""{"cost":0.00005,"is_byok":true}""", null)]
    [InlineData("""{"cost":0.00005,"is_byok":true,"cost_details":{"upstream_inference_cost":-1}}""", null)]
    [InlineData("""{"cost":9999,"is_byok":true,"cost_details":{"upstream_inference_cost":9999}}""", null)]
    [InlineData("""{"cost":null}""", null)]
    [InlineData("{}", null)]
    [InlineData("""{"cost":-0.01}""", null)]
    [InlineData("""{"cost":1e400}""", null)]
    [InlineData("""{"cost":1e28}""", null)]
    [InlineData("""{"cost":10000}""", null)]
    [InlineData("""{"cost":"free"}""", null)]
    [InlineData("""{"cost":{"total":1}}""", null)]
    [InlineData("""{"cost":[1,2]}""", null)]
    [InlineData("""{"cost":{"input_tokens_cost":0.001,"request_cost":0.005,"total_cost":0.006}}""", "0.006")]
    [InlineData("""{"estimated_cost":0.002}""", "0.002")]
    [InlineData("""{"cost":0.1,"total_cost":0.2}""", "0.1")]
    public void CostUsd_OfUsage_IsWhatAllPayersPaidOrUnknown(string usage, string? expected)
    {
        Assert.Equal(expected is null ? null : decimal.Parse(expected, CultureInfo.InvariantCulture), Read(usage)?.CostUsd);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":30,"total_tokens":150,"completion_tokens_details":{"reasoning_tokens":20}}""", 50L)] // told apart
    [InlineData("""{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,"completion_tokens_details":{"reasoning_tokens":20}}""", 50L)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":30,"completion_tokens_details":{"reasoning_tokens":20}}""", 30L)]
    [InlineData("""{"prompt_tokens":100,"completion_tokens":30,"total_tokens":999,"completion_tokens_details":{"reasoning_tokens":20}}""", 30L)]
    public void Read_OfReasoning_CountsItOnce(string usage, long completion) => Assert.Equal(completion, Read(usage)?.CompletionTokens);

    [Theory]
    [InlineData("""{"prompt_tokens":-5,"completion_tokens":1e400,"total_tokens":12.5}""", -5L, null, null)]
    [InlineData("""{"prompt_tokens":"10","completion_tokens":15.0,"total_tokens":99999999999999999999}""", 10L, 15L, null)]
    [InlineData("""{"prompt_tokens":null,"completion_tokens":{"a":1},"total_tokens":true}""", null, null, null)]
    public void Read_OfOddCounts_TakesOnlyWholeNumbers(string usage, long? prompt, long? completion, long? total)
    {
        var read = Read(usage);

        Assert.Equal((prompt, completion, total), (read?.PromptTokens, read?.CompletionTokens, read?.TotalTokens));
    }

    [Fact]
    public void Read_OfTheDetails_TakesCachedAndReasoningTokens()
    {
        var read = Read("""{"prompt_tokens":10,"completion_tokens":15,"prompt_tokens_details":{"cached_tokens":2,"cache_write_tokens":3},"completion_tokens_details":{"reasoning_tokens":5}}""")!;

        Assert.Equal((10L, 15L, 2L, 5L), (read.PromptTokens, read.CompletionTokens, read.CachedTokens, read.ReasoningTokens));
    }

    [Theory]
    [InlineData("""{"x_groq":{"id":"x","usage":{"prompt_tokens":10,"completion_tokens":15,"total_tokens":25}}}""", 10L, 15L, null, null)]
    [InlineData("""{"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":12,"thoughtsTokenCount":3,"totalTokenCount":25}}""", 10L, 15L, null, 3L)]
    [InlineData("""{"usage_metadata":{"prompt_token_count":10,"candidates_token_count":15,"cached_content_token_count":4}}""", 10L, 15L, 4L, null)]
    [InlineData("""{"model":"m","prompt_eval_count":10,"eval_count":15}""", 10L, 15L, null, null)]
    [InlineData("""{"timings":{"cache_n":4,"prompt_n":6,"predicted_n":15}}""", 10L, 15L, 4L, null)]
    [InlineData("""{"timings":{"prompt_n":1,"predicted_n":15},"usage":{"prompt_tokens":10,"completion_tokens":15}}""", 10L, 15L, null, null)]
    [InlineData("""{"usage":{"prompt_tokens":10,"completion_tokens":15},"timings":{"prompt_n":1,"predicted_n":15}}""", 10L, 15L, null, null)]
    [InlineData("""{"usage":{"input_tokens":3,"output_tokens":15,"cache_read_input_tokens":5,"cache_creation_input_tokens":2}}""", 10L, 15L, 5L, null)]
    [InlineData("""{"usage":{"input_tokens":10,"output_tokens":15,"input_tokens_details":{"cached_tokens":4}}}""", 10L, 15L, 4L, null)]
    [InlineData("""{"choices":[{"delta":{},"usage":{"prompt_tokens":10,"completion_tokens":15}}]}""", 10L, 15L, null, null)]
    public void Read_OfOtherMembersThatCarryUsage_FindsIt(string chunk, long? prompt, long? completion, long? cached, long? reasoning)
    {
        using var parser = new AnswerParser(1000, 1000);

        parser.Read(Encoding.UTF8.GetBytes(chunk));

        Assert.Equal(
            (prompt, completion, cached, reasoning),
            (parser.Usage?.PromptTokens, parser.Usage?.CompletionTokens, parser.Usage?.CachedTokens, parser.Usage?.ReasoningTokens));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0,"cost":0}""")]
    [InlineData("""{"prompt_tokens":null,"completion_tokens":null,"cost":null}""")]
    [InlineData("""{"completion_tokens":15}""")]
    public void Read_OfALastUsageOfNothing_KeepsTheEarlierOne(string last)
    {
        using var parser = new AnswerParser(1000, 1000);
        parser.Read(Encoding.UTF8.GetBytes(Chunks.UsageOf("""{"prompt_tokens":10,"completion_tokens":15,"total_tokens":25,"cost":0.5}""")));

        parser.Read(Encoding.UTF8.GetBytes(Chunks.UsageOf(last)));

        Assert.Equal(new ChatUsage(10, 15, 25, null, null, 0.5m, null, false), parser.Usage);
    }

    private static ChatUsage? Read(string usage)
    {
        using var parser = new AnswerParser(1000, 1000);
        parser.Read(Encoding.UTF8.GetBytes(Chunks.UsageOf(usage)));
        return parser.Usage;
    }
}
