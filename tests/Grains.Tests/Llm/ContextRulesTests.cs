using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Llm;
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
    public void Fit_OfAPromptThatFits_AsksForNoMoreThanTheModelGives(int? context, int? completion, int expected)
    {
        Assert.Equal(expected, ContextRules.Fit(Question, 12_000, new ModelLimits(context, completion)).MaxTokens);
    }

    [Fact]
    public void Fit_OfAPromptThatCannotFit_SaysSoAndOffersNoRetry()
    {
        var thrown = Assert.Throws<LlmException>(() => ContextRules.Fit(Question, 12_000, new ModelLimits(3000, null)));

        Assert.Equal(
            "The prompt of about 3000 tokens does not fit into the 3000 tokens of model 'm'; configure a model with a larger context", thrown.Message);
        Assert.False(thrown.RetryAvailable);
    }

    [Fact]
    public void Fit_OfAnything_IsRefusedOrWithinTheLimits()
    {
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[1, 40_000], Gen.Int[1, 40_000]).Sample((bytes, context, completion) =>
        {
            try
            {
                var fitted = ContextRules.Fit(Question, bytes, new ModelLimits(context, completion));
                Assert.InRange(fitted.MaxTokens, 1, Math.Min(completion, Question.MaxTokens));
                Assert.True((bytes / 4) + Math.Min(ContextRules.LeastAnswer, fitted.MaxTokens) <= context);
            }
            catch (LlmException)
            {
                Assert.True((bytes / 4) + ContextRules.LeastAnswer > context);
            }
        });
    }

    private static ModelQuestion Question { get; } = new(
        "m", [new ModelMessage("user", "x")], Json: false, Temperature: 0.7f, MaxTokens: 8000,
        new StepRequest(Guid.NewGuid(), Guid.NewGuid(), 1, Step.Prd, 1, new StepMaterial("An idea"), []));
}
