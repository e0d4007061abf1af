using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Costs;

public sealed class CostEndpointTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private Guid _project;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _project = _gateway.Cluster.Add(WorkflowStatus.Completed, Phase.ExecutionPlan).Id;
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Get_OfPricedCalls_AnswersExactDecimals()
    {
        _gateway.Cluster.Costs[_project] = new CostReport(_project,
        [
            new CostRow(Phase.SmartDetection, "openai/gpt-4o-mini", 500, 0.001500m, Calls: 1, UnpricedCalls: 0, PromptTokens: 400, CompletionTokens: 100),
            new CostRow(Phase.EventStorming, "openai/gpt-4o", 3500, 0.1m, 1, 0, 1500, 2000),
            new CostRow(Phase.Prd, "openai/gpt-4o", 4000, 0.2m, 1, 0, 1000, 3000),
            new CostRow(Phase.TechStack, "openai/gpt-4o", 3000, 0.000001m, 1, 0, 2000, 1000),
            new CostRow(Phase.ExecutionPlan, "offline/planner", 7000, 0m, 2, 0, 5000, 2000),
        ], Attempts: 8, Unknowns: 2, UnknownReservedUsd: 0.187500m);

        using var response = await _gateway.GetAsync($"/api/v1/projects/{_project}/costs");

        // Compared as text: as numbers 0.3 and 0.30000000000000004 could pass for one another.
        Assert.Equal(
            $$"""{"project_id":"{{_project}}","total_cost_usd":0.301501,"calls":6,"attempts":8,"unknowns":{"count":2,"reserved_usd":0.1875}"""
            + ""","prompt_tokens":9900,"completion_tokens":8100,"breakdown":["""
            + """{"phase":"SMART_DETECTION","model":"openai/gpt-4o-mini","tokens":500,"cost_usd":0.0015,"calls":1,"prompt_tokens":400,"completion_tokens":100},"""
            + """{"phase":"EVENT_STORMING","model":"openai/gpt-4o","tokens":3500,"cost_usd":0.1,"calls":1,"prompt_tokens":1500,"completion_tokens":2000},"""
            + """{"phase":"PRD","model":"openai/gpt-4o","tokens":4000,"cost_usd":0.2,"calls":1,"prompt_tokens":1000,"completion_tokens":3000},"""
            + """{"phase":"TECH_STACK","model":"openai/gpt-4o","tokens":3000,"cost_usd":0.000001,"calls":1,"prompt_tokens":2000,"completion_tokens":1000},"""
            + """{"phase":"EXECUTION_PLAN","model":"offline/planner","tokens":7000,"cost_usd":0,"calls":2,"prompt_tokens":5000,"completion_tokens":2000}]}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_WithACallOfUnknownPrice_AnswersNullAndWhatIsKnown()
    {
        _gateway.Cluster.Costs[_project] = new CostReport(_project,
        [
            new CostRow(Phase.SmartDetection, "openai/gpt-4o-mini", 500, 0.0015m, Calls: 1, UnpricedCalls: 0, PromptTokens: 400, CompletionTokens: 100),
            new CostRow(Phase.Prd, "local/llama", 4000, 0.25m, Calls: 3, UnpricedCalls: 2, PromptTokens: 1000, CompletionTokens: 3000),
        ], Attempts: 5, Unknowns: 1, UnknownReservedUsd: null);

        using var response = await _gateway.GetAsync($"/api/v1/projects/{_project}/costs");

        Answers.JsonEquals($$"""
            {
              "project_id": "{{_project}}",
              "total_cost_usd": null,
              "known_cost_usd": 0.2515,
              "unpriced_calls": 2,
              "calls": 4,
              "attempts": 5,
              "unknowns": { "count": 1, "reserved_usd": null },
              "prompt_tokens": 1400,
              "completion_tokens": 3100,
              "breakdown": [
                {
                  "phase": "SMART_DETECTION", "model": "openai/gpt-4o-mini", "tokens": 500, "cost_usd": 0.0015,
                  "calls": 1, "prompt_tokens": 400, "completion_tokens": 100
                },
                {
                  "phase": "PRD", "model": "local/llama", "tokens": 4000, "cost_usd": null,
                  "calls": 3, "prompt_tokens": 1000, "completion_tokens": 3000
                }
              ]
            }
            """, await response.JsonAsync());
    }

    [Fact]
    public async Task Get_BeforeTheFirstCall_AnswersZero()
    {
        using var response = await _gateway.GetAsync($"/api/v1/projects/{_project}/costs");

        Answers.JsonEquals(
            $$"""
            {
              "project_id": "{{_project}}", "total_cost_usd": 0, "calls": 0, "attempts": 0, "unknowns": { "count": 0, "reserved_usd": 0 },
              "prompt_tokens": 0, "completion_tokens": 0, "breakdown": []
            }
            """,
            await response.JsonAsync());
    }
}
