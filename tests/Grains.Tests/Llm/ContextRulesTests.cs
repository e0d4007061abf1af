using AiDevFramework.Llm;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class ContextRulesTests
{
    [Theory]
    [InlineData(null, null, 8000)]
    [InlineData(128_000, null, 8000)]
    [InlineData(128_000, 16_384, 8000)]
    [InlineData(128_000, 4096, 4096)]
    [InlineData(8192, null, 4192)] // 12,000 bytes may be 4,000 tokens
    [InlineData(4096, 4096, 256)]
    [InlineData(2700, null, 256)] // and may be 2,400
    [InlineData(2600, null, null)]
    public void MaxTokens_OfAPrompt_IsWhatTheModelGivesOrNone(int? context, int? completion, int? expected)
    {
        Assert.Equal(expected, ContextRules.MaxTokens(12_000, 8000, new ModelLimits(context, completion)));
    }

    [Fact]
    public void MaxTokens_OfAnything_StaysWithinTheLimits()
    {
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[1, 40_000], Gen.Int[1, 40_000]).Sample((bytes, context, completion) =>
        {
            if (ContextRules.MaxTokens(bytes, 8000, new ModelLimits(context, completion)) is { } tokens)
            {
                Assert.InRange(tokens, 1, Math.Min(completion, 8000));
                Assert.True((bytes / 5) + Math.Min(ContextRules.LeastAnswer, tokens) <= context);
            }
            else
            {
                Assert.True((bytes / 5) + ContextRules.LeastAnswer > context);
            }
        });
    }
}
