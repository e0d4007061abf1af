using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Gateway.Tests.Costs;

public sealed class EstimateEndpointTests : IAsyncLifetime
{
    private const string Path = "/api/v1/projects/estimate";

    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Post_OfAnIdea_AnswersARange()
    {
        _gateway.Cluster.Estimate = new CostEstimate(
            0.1m,
            0.5m,
            [new(Phase.SmartDetection, ["small"], 0.1m, 0.2m), new(Phase.EventStorming, ["large"], 0m, 0.3m)],
            ["One call each."],
            0.6m);

        using var response = await _gateway.PostJsonAsync(Path, """{"idea": "A task list that sorts itself", "max_cost_usd": 0.55}""");

        Answers.JsonEquals(
            """
            {
              "min": 0.1, "max": 0.5, "currency": "USD", "sufficient_budget": 0.6, "fits_budget": false,
              "phases": [
                { "phase": "SMART_DETECTION", "models": ["small"], "min": 0.1, "max": 0.2 },
                { "phase": "EVENT_STORMING", "models": ["large"], "min": 0, "max": 0.3 }
              ],
              "models": ["small", "large"],
              "assumptions": ["One call each."]
            }
            """,
            await response.JsonAsync());
        Assert.Empty(_gateway.Cluster.Projects);
    }

    [Fact]
    public async Task Post_WithAModelOfUnknownPrice_AnswersNull()
    {
        _gateway.Cluster.Estimate = new CostEstimate(null, null, [new(Phase.Prd, ["local/llama"], null, null)], []);

        using var response = await _gateway.PostJsonAsync(Path, """{"idea": "A task list that sorts itself", "max_cost_usd": 1}""");

        Answers.JsonEquals(
            """
            {
              "min": null, "max": null, "currency": "USD", "sufficient_budget": null,
              "phases": [{ "phase": "PRD", "models": ["local/llama"], "min": null, "max": null }],
              "models": ["local/llama"], "assumptions": []
            }
            """,
            await response.JsonAsync());
    }

    [Theory]
    [InlineData("""{"example": "portal"}""")]
    [InlineData("""{"example": "portal", "idea": null, "max_cost_usd": 0.000001}""")]
    public async Task Post_OfAnExample_CostsNothing(string body)
    {
        using var response = await _gateway.PostJsonAsync(Path, body);

        var estimate = await response.JsonAsync();
        Assert.Equal((0m, 0m), ((decimal?)estimate["min"], (decimal?)estimate["max"]));
        Assert.Equal("recorded/portal", (string?)estimate["models"]![0]);
        Assert.NotEqual(false, (bool?)estimate["fits_budget"]);
    }

    [Theory]
    [InlineData("{}", "idea")]
    [InlineData("""{"example": "webshop"}""", "example")]
    [InlineData("""{"example": "portal", "idea": "A task list that sorts itself"}""", "idea")]
    [InlineData("""{"idea": "too short"}""", "idea")]
    [InlineData("""{"idea": "A task list that sorts itself", "user_id": "me"}""", "user_id")]
    [InlineData("""{"idea": "A task list that sorts itself", "max_cost_usd": "1"}""", "max_cost_usd")]
    public async Task Post_OfAWrongBody_IsRefusedAsForCreating(string body, string field)
    {
        using var response = await _gateway.PostJsonAsync(Path, body);

        Assert.Equal([field], (await response.ProblemAsync(400))["errors"]!.AsObject().Select(error => error.Key));
    }
}
