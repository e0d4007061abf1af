using AiDevFramework.Llm;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class ModelCatalogueTests
{
    private const string List = """
        {"data":[{"id":"openai/gpt-4o","context_length":1000,"pricing":{"prompt":"0.000005","completion":"0.00002"},"top_provider":{"max_completion_tokens":500}},
                 {"id":"openrouter/auto","pricing":{"prompt":"-1","completion":"-1"}},
                 {"id":"anthropic/claude-3-haiku","object":"model"}]}
        """;

    [Fact]
    public async Task Fetch_OfAList_TakesItsPricesOverTheSpecifications()
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(200, List));
        using var lookups = Lookups(server);
        using var catalogue = Catalogue(lookups);
        Assert.Equal(new ModelPrice(0.0000025m, 0.00001m), catalogue.PriceOf("openai/gpt-4o")); // nothing waits for the list

        Assert.True(await catalogue.FetchAsync(TestContext.Current.CancellationToken));

        Assert.Equal(new ModelPrice(0.000005m, 0.00002m), catalogue.PriceOf("openai/gpt-4o"));
        Assert.Equal(new ModelLimits(1000, 500), catalogue.LimitsOf("openai/gpt-4o"));
        Assert.Null(catalogue.PriceOf("openrouter/auto"));
        Assert.Equal(0.25m / 1_000_000m, catalogue.PriceOf("anthropic/claude-3-haiku")!.Prompt); // the list says nothing about it
        Assert.NotNull(catalogue.PriceOf("anthropic/claude-3.5-sonnet"));
        Assert.Null(catalogue.PriceOf("unheard/of"));
        var request = Assert.Single(server.Requests);
        Assert.Equal(("GET", "/api/v1/models", "Bearer sk-or-v1-0123456789"), (request.Method, request.Path, request.Headers["Authorization"]));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task Asked_CompletesWithTheFirstTry_WhateverCameOfIt(int status)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(status, List));
        using var lookups = Lookups(server);
        using var catalogue = Catalogue(lookups);
        Assert.False(catalogue.Asked.IsCompleted);

        await catalogue.StartAsync(TestContext.Current.CancellationToken);
        await catalogue.Asked.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(status == 200, catalogue.LimitsOf("openai/gpt-4o").ContextLength == 1000);
        await catalogue.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Fetch_WithAProxyAndExtraHeaders_GoesTheWayThatCallsGo()
    {
        await using var proxy = await ProviderServer.StartAsync(ProviderServer.Status(200, List));
        var options = Options.Create(new LlmOptions
        {
            BaseUrl = "http://models.example/v1",
            Proxy = new Uri(proxy.BaseUrl).GetLeftPart(UriPartial.Authority),
            ExtraHeaders = ["api-key: 0123456789"],
        });
        using var lookups = new ProviderLookups(options);
        using var catalogue = Catalogue(lookups);
        using var activity = new System.Diagnostics.Activity("look-up").Start();

        Assert.True(await catalogue.FetchAsync(TestContext.Current.CancellationToken));

        var request = Assert.Single(proxy.Requests);
        Assert.Equal(("models.example", "0123456789"), (request.Headers["Host"], request.Headers["api-key"]));
        Assert.DoesNotContain("traceparent", request.Headers.Keys);
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(401, "{}")]
    [InlineData(200, "<html>")]
    [InlineData(302, "")]
    public async Task Fetch_DuringAnOutage_KeepsWhatIsKnown(int status, string body)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(200, List), ProviderServer.Status(status, body));
        using var lookups = Lookups(server);
        using var catalogue = Catalogue(lookups);
        await catalogue.FetchAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<Exception>(() => catalogue.FetchAsync(TestContext.Current.CancellationToken));

        Assert.Equal(0.000005m, catalogue.PriceOf("openai/gpt-4o")!.Prompt);
    }

    [Theory]
    [InlineData(404, "")]
    [InlineData(200, "{}")]
    public async Task Fetch_FromAServerWithoutAList_LeavesTheSpecificationsPrices(int status, string body)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(status, body));
        using var lookups = Lookups(server);
        using var catalogue = Catalogue(lookups);

        Assert.False(await catalogue.FetchAsync(TestContext.Current.CancellationToken));

        Assert.Equal(0.0000025m, catalogue.PriceOf("openai/gpt-4o")!.Prompt);
    }

    [Theory]
    [InlineData("""{"data":{"total_cost":0.0123,"usage":0.0123,"is_byok":false,"tokens_prompt":100,"tokens_completion":50,"native_tokens_prompt":110,"native_tokens_completion":60}}""", "0.0123", 110, 60)]
    [InlineData("""{"data":{"total_cost":"0.001","is_byok":true,"upstream_inference_cost":0.02,"tokens_prompt":100,"tokens_completion":50}}""", "0.021", 100, 50)]
    [InlineData("""{"data":{"total_cost":0}}""", "0", null, null)]
    [InlineData("""{"data":{"total_cost":0.001,"is_byok":true,"upstream_inference_cost":null}}""", null, null, null)]
    [InlineData("""{"data":{"total_cost":-1}}""", null, null, null)]
    [InlineData("""{"data":{"total_cost":null}}""", null, null, null)]
    [InlineData("""{"data":null}""", null, null, null)]
    [InlineData("[]", null, null, null)]
    public async Task FindCost_ReadsWhatTheProviderCharged(string body, string? costUsd, int? prompt, int? completion)
    {
        await using var server = await ProviderServer.StartAsync(ProviderServer.Status(200, body));
        using var lookups = Lookups(server);

        var cost = await lookups.FindCostAsync("gen-1", TestContext.Current.CancellationToken);

        Assert.Equal(
            costUsd is null ? null : new GenerationCost(decimal.Parse(costUsd, System.Globalization.CultureInfo.InvariantCulture), prompt, completion), cost);
    }

    private static ProviderLookups Lookups(ProviderServer server) =>
        new(Options.Create(new LlmOptions { ApiKey = "sk-or-v1-0123456789", BaseUrl = server.BaseUrl }));

    private static ModelCatalogue Catalogue(ProviderLookups lookups) =>
        new(lookups, Options.Create(new LlmOptions { ApiKey = "sk-or-v1-0123456789" }), TimeProvider.System, NullLogger<ModelCatalogue>.Instance);
}
