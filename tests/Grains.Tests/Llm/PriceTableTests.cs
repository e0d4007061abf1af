using System.Globalization;
using System.Numerics;
using AiDevFramework.Llm;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class PriceTableTests
{
    [Theory]
    [InlineData("openai/gpt-4o-mini", 1_000_000, 1_000_000, "0.75")]
    [InlineData("openai/gpt-4o", 1_000_000, 1_000_000, "12.5")]
    [InlineData("anthropic/claude-3.5-sonnet", 1_000_000, 1_000_000, "18")]
    [InlineData("anthropic/claude-3-haiku", 1_000_000, 1_000_000, "1.5")]
    [InlineData("openai/gpt-4o", 0, 0, "0")]
    [InlineData("openai/gpt-4o", 1, 0, "0.000002")] // 0.0000025, half to even
    [InlineData("openai/gpt-4o", 3, 0, "0.000008")] // 0.0000075
    [InlineData("openai/gpt-4o:free", 1, 1, null)]
    [InlineData("openai/gpt-4o-2024-05-13", 1, 1, null)]
    [InlineData("OPENAI/GPT-4O", 1, 1, null)]
    public void CostUsd_OfAModel_IsItsListPriceOrUnknown(string model, int prompt, int completion, string? expected)
    {
        Assert.Equal(
            expected is null ? null : decimal.Parse(expected, CultureInfo.InvariantCulture),
            PriceTable.PriceOf(model)?.CostUsd(prompt, completion));
    }

    [Fact]
    public void CostUsd_OfAnyCounts_IsExact()
    {
        Gen.Select(Gen.Int[0, 100_000_000], Gen.Int[0, 100_000_000]).Sample((prompt, completion) =>
        {
            // Whole ten-millionths of a dollar: 25 a prompt token, 100 a completion token.
            var exact = (new BigInteger(prompt) * 25) + (new BigInteger(completion) * 100);
            var (micros, rest) = ((long)(exact / 10), (int)(exact % 10));
            micros += rest > 5 || (rest == 5 && micros % 2 == 1) ? 1 : 0;

            Assert.Equal(micros / 1_000_000m, PriceTable.PriceOf("openai/gpt-4o")?.CostUsd(prompt, completion));
        });
    }
}
