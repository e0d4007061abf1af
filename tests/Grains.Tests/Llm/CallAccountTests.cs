using System.Globalization;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;
using CsCheck;
using Microsoft.Extensions.AI;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class CallAccountTests
{
    private const string Asked = "openai/gpt-4o";

    [Theory]
    [InlineData("0.0012", "openai/gpt-4o", 100L, 10L, "0.0012", CostSource.Provider)]
    [InlineData("0", "openai/gpt-4o", 100L, 10L, "0", CostSource.Provider)]
    [InlineData("0.0000005", "openai/gpt-4o", 100L, 10L, "0", CostSource.Provider)]
    [InlineData("0.0000015", "unheard/of", 100L, 10L, "0.000002", CostSource.Provider)]
    [InlineData(null, "openai/gpt-4o-mini", 1000L, 100L, "0.00021", CostSource.PriceTable)] // the model that answered
    [InlineData(null, null, 1000L, 100L, "0.0035", CostSource.PriceTable)] // the model asked for
    [InlineData("-1", "openai/gpt-4o", 1000L, 100L, "0.0035", CostSource.PriceTable)]
    [InlineData("-1", "unheard/of", 1000L, 100L, null, CostSource.Unknown)]
    [InlineData("99999", "unheard/of", 1000L, 100L, null, CostSource.Unknown)]
    [InlineData(null, "unheard/of", 1000L, 100L, null, CostSource.Unknown)]
    [InlineData(null, "openai/gpt-4o", null, 100L, null, CostSource.Unknown)]
    [InlineData(null, "openai/gpt-4o", -1L, 100L, null, CostSource.Unknown)]
    [InlineData(null, "openai/gpt-4o", 1000L, 4_000_000_000L, null, CostSource.Unknown)]
    public void ToCall_PricesByTheProviderThenTheTableThenNot(
        string? reported, string? model, long? prompt, long? completion, string? expected, CostSource source)
    {
        var call = AccountOf(reported, model, prompt, completion).ToCall(TimeSpan.FromMilliseconds(1234.5));

        Assert.Equal((expected is null ? null : Usd(expected), source), (call.CostUsd, call.CostSource));
        Assert.Equal(1234, call.LatencyMs);
        Assert.True(call is { PromptTokens: >= 0, CompletionTokens: >= 0 });
        Assert.Equal(call.PromptTokens + call.CompletionTokens, call.TotalTokens);
    }

    [Fact]
    public void ToCall_OfAnOverlongModelName_KeepsTheOneAskedFor()
    {
        Assert.Equal(Asked, AccountOf(null, new string('m', 101), 1, 1).ToCall(TimeSpan.Zero).Model);
    }

    [Theory]
    [InlineData(100L, 10L, 40L, 4L, 40, 4)]
    [InlineData(100L, 10L, 400L, 40L, 100, 10)] // a part is no more than its whole
    [InlineData(100L, 10L, -1L, 4_000_000_000L, 0, 0)]
    [InlineData(100L, 10L, null, null, 0, 0)]
    [InlineData(null, null, 40L, 4L, 0, 0)]
    public void ToCall_OfCachedAndReasoningTokens_KeepsThemAsPartsOfTheOthers(
        long? prompt, long? completion, long? cached, long? reasoning, int expectedCached, int expectedReasoning)
    {
        var account = new CallAccount(Asked);
        account.Add(new ChatResponseUpdate
        {
            Contents =
            [
                new UsageContent(new UsageDetails
                {
                    InputTokenCount = prompt, OutputTokenCount = completion, CachedInputTokenCount = cached, ReasoningTokenCount = reasoning,
                }),
            ],
        });

        var call = account.ToCall(TimeSpan.Zero);

        Assert.Equal((expectedCached, expectedReasoning), (call.CachedTokens, call.ReasoningTokens));
        Assert.Equal((prompt ?? 0) + (completion ?? 0), call.TotalTokens);
    }

    [Fact]
    public void ToCallIfReported_WithoutUsageAndCost_IsNull()
    {
        var account = new CallAccount(Asked);
        account.Add(new ChatResponseUpdate(ChatRole.Assistant, "partial") { ModelId = Asked, ResponseId = "gen-1" });

        Assert.Null(account.ToCallIfReported(TimeSpan.Zero));
    }

    [Fact]
    public void Sum_OfAttempts_AddsWhatWasChargedAndNeverInventsAPrice()
    {
        var genCost = Gen.Decimal[0m, 100m].Select(Grains.Abstractions.Usd.Round);
        var genCall = Gen.Select(genCost, Gen.Int[0, 3], Gen.Int[0, 1_000_000], (cost, kind, tokens) => new ModelCall(
            Asked, tokens, tokens / 2, tokens + (tokens / 2), kind == 0 ? null : cost,
            kind == 0 ? CostSource.Unknown : kind == 1 ? CostSource.PriceTable : CostSource.Provider, 5, "stop", "gen", tokens / 3, tokens / 4));
        Gen.Select(genCall, genCall).Sample((first, second) =>
        {
            var sum = CallAccount.Sum(first, second)!;

            Assert.Equal(first.CostUsd + second.CostUsd, sum.CostUsd);
            Assert.Equal(first.TotalTokens + second.TotalTokens, sum.TotalTokens);
            Assert.Equal(sum.PromptTokens + sum.CompletionTokens, sum.TotalTokens);
            Assert.Equal(first.CachedTokens + second.CachedTokens, sum.CachedTokens);
            Assert.Equal(first.ReasoningTokens + second.ReasoningTokens, sum.ReasoningTokens);
            Assert.Equal(sum.CostUsd is null, sum.CostSource == CostSource.Unknown);
            Assert.Equal(
                sum.CostSource == CostSource.Provider,
                (first.CostSource, second.CostSource) == (CostSource.Provider, CostSource.Provider));
            Assert.Equal(first, CallAccount.Sum(null, first));
            Assert.Equal(first, CallAccount.Sum(first, null));
        });
    }

    private static CallAccount AccountOf(string? reported, string? model, long? prompt, long? completion)
    {
        var account = new CallAccount(Asked);
        var update = new ChatResponseUpdate { ModelId = model, FinishReason = ChatFinishReason.Stop };
        update.Contents.Add(new UsageContent(new UsageDetails { InputTokenCount = prompt, OutputTokenCount = completion, TotalTokenCount = 7 }));
        if (reported is not null)
        {
            update.AdditionalProperties = new() { [ChatKeys.CostUsd] = Usd(reported) };
        }

        account.Add(update);
        return account;
    }

    private static decimal Usd(string amount) => decimal.Parse(amount, CultureInfo.InvariantCulture);
}
