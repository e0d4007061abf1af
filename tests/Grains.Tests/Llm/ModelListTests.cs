using System.Text.Json;
using AiDevFramework.Llm;
using CsCheck;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class ModelListTests
{
    [Fact]
    public void Read_OfAListedModel_TakesPricesAndLimits()
    {
        var model = Read("""
            {"id":"m","context_length":128000,"top_provider":{"context_length":64000,"max_completion_tokens":16384},
             "pricing":{"prompt":"0.0000025","completion":"0.00001","request":"0.001","image":"0","input_cache_read":"0.00000125","internal_reasoning":"0","discount":0}}
            """);

        Assert.Equal(new ModelPrice(0.0000025m, 0.00001m, 0.001m, 0.00000125m), model.Price);
        Assert.Equal(new ModelLimits(64000, 16384), model.Limits);
        Assert.Equal(0.001m + 0.0025m + 0.001m, model.Price!.CostUsd(1000, 100));
        Assert.Equal(0.001m + 0.0025m - 0.00125m + 0.001m, model.Price.CostUsd(1000, 100, cachedTokens: 1000, reasoningTokens: 50));
    }

    [Theory]
    [InlineData("""{"prompt":"-1","completion":"-1"}""")]
    [InlineData("""{"prompt":"0.000001","completion":"-1"}""")]
    [InlineData("""{"prompt":"0.000001","completion":"0.000001","request":"-1"}""")]
    [InlineData("""{"prompt":"0.000001","completion":"0.000001","image":"NaN"}""")]
    [InlineData("""{"prompt":"Infinity","completion":"0.000001"}""")]
    [InlineData("""{"prompt":"1e999","completion":"0.000001"}""")]
    [InlineData("""{"prompt":"0.000001"}""")]
    [InlineData("""{"prompt":"free","completion":"free"}""")]
    [InlineData("""{"prompt":"0.000001","completion":"0.000001","overrides":[{"min_prompt_tokens":1000,"prompt":"-1"}]}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Read_OfAPriceThatIsNone_KnowsNoPrice(string pricing)
    {
        var model = Read($$"""{"id":"m","pricing":{{pricing}}}""");

        Assert.True(model.Priced);
        Assert.Null(model.Price);
    }

    [Theory]
    [InlineData(199_999, "0.2")]
    [InlineData(200_000, "0.4")]
    [InlineData(500_000, "1.5")]
    public void Read_OfPricesThatGrowWithThePrompt_ChoosesByItsLength(int promptTokens, string expected)
    {
        var price = Read("""
            {"id":"m","pricing":{"prompt":"0.000001","completion":"0.000001","overrides":[
              {"min_prompt_tokens":200000,"pricing":{"prompt":"0.000002"}},{"min_prompt_tokens":400000,"prompt":"0.000003"}]}}
            """).Price!;

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), decimal.Round(price.CostUsd(promptTokens, 0)!.Value, 1));
        Assert.True(price.MostUsd(promptTokens, 0) >= promptTokens * 0.000003m);
    }

    [Fact]
    public void Read_OfPricesThatTheTimeOfDayDecides_KnowsOnlyTheMost()
    {
        var price = Read("""
            {"id":"m","pricing":{"prompt":"0.000001","completion":"0.000001","overrides":[{"time_window":"night","prompt":"0.000009"}]}}
            """).Price!;

        Assert.Null(price.CostUsd(1000, 1000));
        Assert.True(price.MostUsd(1_000_000, 0) >= 9m);
    }

    [Theory]
    [InlineData("""{"id":"m","max_model_len":8192}""", 8192, null)] // vLLM
    [InlineData("""{"id":"m","context_window":131072,"max_completion_tokens":32768}""", 131_072, 32_768)] // Groq
    [InlineData("""{"id":"m","max_context_length":32768}""", 32_768, null)] // Mistral
    [InlineData("""{"id":"m","max_context_length":32768,"loaded_context_length":4096}""", 4096, null)] // LM Studio
    [InlineData("""{"id":"m","meta":{"n_ctx_train":40960,"n_ctx":8192}}""", 8192, null)] // llama.cpp
    [InlineData("""{"id":"m","meta":{"n_ctx_train":40960}}""", 40_960, null)]
    [InlineData("""{"id":"m","n_ctx":"2048"}""", 2048, null)]
    [InlineData("""{"id":"m","context_size":64000,"max_output_tokens":8000}""", 64_000, 8000)] // Novita
    [InlineData("""{"id":"m","model_spec":{"limits":{"context_size":1,"max_output_tokens":2}},"context_length":0}""", 1, 2)]
    [InlineData("""{"id":"m","max_model_len":-1,"context_window":null,"n_ctx":"many","max_output_tokens":0}""", null, null)]
    public void Read_OfOtherServersNamesForLimits_KnowsThem(string model, int? context, int? output) =>
        Assert.Equal(new ModelLimits(context, output), Read(model).Limits);

    [Fact]
    public void Read_OfAListWithoutAnEnvelope_KnowsItsModels()
    {
        using var bare = JsonDocument.Parse("""[{"id":"m","context_length":4096}]"""); // Together
        using var named = JsonDocument.Parse("""{"models":[{"id":"m","context_length":4096}]}""");

        Assert.Equal(4096, ModelList.Read(bare.RootElement)["m"].Limits.ContextLength);
        Assert.Equal(4096, ModelList.Read(named.RootElement)["m"].Limits.ContextLength);
    }

    [Fact]
    public void Read_OfALocalServersList_KnowsNothingAboutPrices()
    {
        Assert.False(Read("""{"id":"m","object":"model","owned_by":"library"}""").Priced);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":[null,1,{},{"id":1},{"id":""}]}""")]
    public void Read_OfAnythingElse_KnowsNoModels(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Empty(ModelList.Read(document.RootElement));
    }

    [Fact]
    public void MostUsd_OfAnyPrice_IsNeverBelowACost()
    {
        var genUsd = Gen.Int[0, 100_000].Select(units => units / 1_000_000_000m);
        var genPrice = Gen.Select(genUsd, genUsd, genUsd, genUsd, genUsd, (prompt, completion, request, read, reasoning) =>
            new ModelPrice(prompt, completion, request, read, null, reasoning));
        Gen.Select(
            Gen.Select(genPrice, genPrice, Gen.Int[1, 5000], (price, tier, from) => price with { Tiers = [tier with { From = from }] }),
            Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 5000], Gen.Int[0, 6000], Gen.Int[0, 6000])).Sample((price, tokens) =>
        {
            var (prompt, completion, cached, reasoning) = tokens;
            Assert.True(price.CostUsd(prompt, completion, cached, reasoning) <= price.MostUsd(prompt, completion));
        });
    }

    private static ListedModel Read(string model)
    {
        using var document = JsonDocument.Parse($$"""{"data":[{{model}}]}""");
        return ModelList.Read(document.RootElement)["m"];
    }
}
