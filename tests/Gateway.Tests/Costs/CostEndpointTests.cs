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
            new CostRow(Phase.SmartDetection, "openai/gpt-4o-mini", 500, 0.001500m, Calls: 1, UnpricedCalls: 0),
            new CostRow(Phase.EventStorming, "openai/gpt-4o", 3500, 0.1m, 1, 0),
            new CostRow(Phase.Prd, "openai/gpt-4o", 4000, 0.2m, 1, 0),
            new CostRow(Phase.TechStack, "openai/gpt-4o", 3000, 0.000001m, 1, 0),
            new CostRow(Phase.ExecutionPlan, "offline/planner", 7000, 0m, 2, 0),
        ]);

        using var response = await _gateway.GetAsync($"/api/v1/projects/{_project}/costs");

        // Compared as text: as numbers 0.3 and 0.30000000000000004 could pass for one another.
        Assert.Equal(
            $$"""{"project_id":"{{_project}}","total_cost_usd":0.301501,"breakdown":["""
            + """{"phase":"SMART_DETECTION","model":"openai/gpt-4o-mini","tokens":500,"cost_usd":0.0015},"""
            + """{"phase":"EVENT_STORMING","model":"openai/gpt-4o","tokens":3500,"cost_usd":0.1},"""
            + """{"phase":"PRD","model":"openai/gpt-4o","tokens":4000,"cost_usd":0.2},"""
            + """{"phase":"TECH_STACK","model":"openai/gpt-4o","tokens":3000,"cost_usd":0.000001},"""
            + """{"phase":"EXECUTION_PLAN","model":"offline/planner","tokens":7000,"cost_usd":0}]}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_WithACallOfUnknownPrice_AnswersNullAndWhatIsKnown()
    {
        _gateway.Cluster.Costs[_project] = new CostReport(_project,
        [
            new CostRow(Phase.SmartDetection, "openai/gpt-4o-mini", 500, 0.0015m, Calls: 1, UnpricedCalls: 0),
            new CostRow(Phase.Prd, "local/llama", 4000, 0.25m, Calls: 3, UnpricedCalls: 2),
        ]);

        using var response = await _gateway.GetAsync($"/api/v1/projects/{_project}/costs");

        Answers.JsonEquals($$"""
            {
              "project_id": "{{_project}}",
              "total_cost_usd": null,
              "known_cost_usd": 0.2515,
              "unpriced_calls": 2,
              "breakdown": [
                { "phase": "SMART_DETECTION", "model": "openai/gpt-4o-mini", "tokens": 500, "cost_usd": 0.0015 },
                { "phase": "PRD", "model": "local/llama", "tokens": 4000, "cost_usd": null }
              ]
            }
            """, await response.JsonAsync());
    }

    [Fact]
    public async Task Get_BeforeTheFirstCall_AnswersZero()
    {
        using var response = await _gateway.GetAsync($"/api/v1/projects/{_project}/costs");

        Answers.JsonEquals($$"""{"project_id": "{{_project}}", "total_cost_usd": 0, "breakdown": []}""", await response.JsonAsync());
    }
}
