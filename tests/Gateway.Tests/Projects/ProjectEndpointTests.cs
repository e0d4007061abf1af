using System.Net;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Projects;

public sealed class ProjectEndpointTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Get_OfACompletedProject_AnswersAsSpecified()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Completed, Phase.ExecutionPlan, new ProjectMetadata
        {
            UseEventStorming = true,
            UseVerticalApproach = false,
            TotalCostUsd = 0.450000m,
            TotalDurationSeconds = 180,
            SmartDetection = new SmartDetectionFacts(true, 8, "Complex domain with multiple features"),
            Prd = new PrdFacts(8, Complexity.High),
        });

        using var response = await _gateway.GetAsync($"/api/v1/projects/{project.Id}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Answers.JsonEquals($$"""
            {
              "project_id": "{{project.Id}}",
              "idea": "Build a task management app",
              "status": "COMPLETED",
              "current_phase": "EXECUTION_PLAN",
              "metadata": {
                "use_event_storming": true,
                "use_vertical_approach": false,
                "total_cost_usd": 0.45,
                "total_duration_seconds": 180,
                "smart_detection": {
                  "use_event_storming": true,
                  "feature_count_estimate": 8,
                  "reasoning": "Complex domain with multiple features"
                },
                "prd": { "feature_count": 8, "complexity": "HIGH" }
              },
              "created_at": "2025-11-09T12:00:00.000Z",
              "updated_at": "2025-11-09T12:03:00.000Z",
              "completed_at": "2025-11-09T12:03:00.000Z"
            }
            """, await response.JsonAsync());
    }

    [Fact]
    public async Task Get_OfANewProject_WritesNullsAndAnEmptyObject()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Created);

        using var response = await _gateway.GetAsync($"/api/v1/projects/{project.Id}");

        var answer = await response.JsonAsync();
        Assert.True(answer.ContainsKey("current_phase") && answer["current_phase"] is null);
        Assert.True(answer.ContainsKey("completed_at") && answer["completed_at"] is null);
        Assert.Empty(answer["metadata"]!.AsObject());
    }

    [Fact]
    public async Task Get_WithAnUpperCaseId_FindsTheProject()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Created);

        using var response = await _gateway.GetAsync($"/api/v1/projects/{project.Id.ToString().ToUpperInvariant()}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task StartWorkflow_OfANewProject_AnswersAsSpecifiedWithATicket()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Created);

        using var response = await _gateway.PostAsync($"/api/v1/projects/{project.Id}/start-workflow");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.JsonAsync();
        var url = (string)answer["websocket_url"]!;
        Answers.JsonEquals($$"""
            {
              "project_id": "{{project.Id}}",
              "status": "PROCESSING",
              "current_phase": "SMART_DETECTION",
              "websocket_url": "{{url}}"
            }
            """, answer);
        var expected = $"ws://{_gateway.Client.BaseAddress!.Authority}/api/v1/projects/{project.Id}/progress?token=";
        Assert.StartsWith(expected, url, StringComparison.Ordinal);
        Assert.Equal(project.Id, _gateway.Services.GetRequiredService<Tickets>().Read(url[expected.Length..]));
    }

    [Fact]
    public async Task StartWorkflow_BehindATrustedProxy_AnswersTheAddressTheClientUsed()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Created);

        using var response = await _gateway.SendAsync(
            HttpMethod.Post, $"/api/v1/projects/{project.Id}/start-workflow",
            ("Authorization", $"Bearer {TestGateway.AdminToken}"),
            ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "plans.example.com"), ("X-Forwarded-For", "203.0.113.7"));

        var url = (string)(await response.JsonAsync())["websocket_url"]!;
        Assert.StartsWith($"wss://plans.example.com/api/v1/projects/{project.Id}/progress?token=", url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartWorkflow_WithForwardedHeadersOfAStranger_IgnoresThem()
    {
        await using var gateway = await TestGateway.StartAsync(("TRUSTED_PROXIES", "none"));
        var project = gateway.Cluster.Add(WorkflowStatus.Created);

        using var response = await gateway.SendAsync(
            HttpMethod.Post, $"/api/v1/projects/{project.Id}/start-workflow",
            ("Authorization", $"Bearer {TestGateway.AdminToken}"),
            ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example.com"));

        var url = (string)(await response.JsonAsync())["websocket_url"]!;
        Assert.StartsWith($"ws://{gateway.Client.BaseAddress!.Authority}/", url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WorkflowStatus.Processing, "running")]
    [InlineData(WorkflowStatus.Completed, "completed")]
    [InlineData(WorkflowStatus.Failed, "retry")]
    [InlineData(WorkflowStatus.Cancelled, "new project")]
    public async Task StartWorkflow_AfterTheFirstStart_Answers400(WorkflowStatus status, string hint)
    {
        var project = _gateway.Cluster.Add(status, Phase.Prd);

        using var response = await _gateway.PostAsync($"/api/v1/projects/{project.Id}/start-workflow");

        var problem = await response.ProblemAsync(400);
        Assert.Contains(hint, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal(status.ToString().ToUpperInvariant(), (string)problem["project_status"]!);
    }

    [Fact]
    public async Task Retry_OfAFailedProject_AnswersLikeAStart()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Failed, Phase.Prd);

        using var response = await _gateway.PostAsync($"/api/v1/projects/{project.Id}/retry");

        var answer = await response.JsonAsync();
        Assert.Equal(["project_id", "status", "current_phase", "websocket_url"], answer.Select(member => member.Key));
        Assert.Equal(("PROCESSING", "PRD"), ((string)answer["status"]!, (string)answer["current_phase"]!));
    }

    [Fact]
    public async Task Retry_WithAHigherBudget_HandsItOn()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Failed, Phase.Prd, ProjectMetadata.Empty with { MaxCostUsd = 0.1m });

        using var wrong = await _gateway.PostJsonAsync($"/api/v1/projects/{project.Id}/retry", """{"max_cost_usd": 0}""");
        using var response = await _gateway.PostJsonAsync($"/api/v1/projects/{project.Id}/retry", """{"max_cost_usd": 2.5}""");

        Assert.NotNull((await wrong.ProblemAsync(400))["errors"]!["max_cost_usd"]);
        Assert.Equal("PROCESSING", (string)(await response.JsonAsync())["status"]!);
        Assert.Equal(2.5m, _gateway.Cluster.Projects[project.Id].Metadata.MaxCostUsd);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"max_cost_usd": null}""")]
    public async Task Retry_WithABodyThatSaysNothing_KeepsTheBudget(string body)
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Failed, Phase.Prd, ProjectMetadata.Empty with { MaxCostUsd = 0.1m });

        using var response = await _gateway.PostJsonAsync($"/api/v1/projects/{project.Id}/retry", body);

        Assert.Equal("PROCESSING", (string)(await response.JsonAsync())["status"]!);
        Assert.Equal(0.1m, _gateway.Cluster.Projects[project.Id].Metadata.MaxCostUsd);
    }

    [Fact]
    public async Task Retry_WithoutABudget_TakesItAway()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Failed, Phase.Prd, ProjectMetadata.Empty with { MaxCostUsd = 0.1m });

        using var both = await _gateway.PostJsonAsync($"/api/v1/projects/{project.Id}/retry", """{"max_cost_usd": 1, "without_budget": true}""");
        using var response = await _gateway.PostJsonAsync($"/api/v1/projects/{project.Id}/retry", """{"without_budget": true}""");

        Assert.NotNull((await both.ProblemAsync(400))["errors"]!["without_budget"]);
        Assert.Equal("PROCESSING", (string)(await response.JsonAsync())["status"]!);
        Assert.Null(_gateway.Cluster.Projects[project.Id].Metadata.MaxCostUsd);
    }

    [Fact]
    public async Task Cancel_OfARunningProject_AnswersItsStatus()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing, Phase.TechStack);

        using var response = await _gateway.PostAsync($"/api/v1/projects/{project.Id}/cancel");

        Answers.JsonEquals(
            $$"""{"project_id": "{{project.Id}}", "status": "CANCELLED", "current_phase": "TECH_STACK"}""",
            await response.JsonAsync());
    }

    [Theory]
    [InlineData("retry", WorkflowStatus.Created)]
    [InlineData("retry", WorkflowStatus.Processing)]
    [InlineData("retry", WorkflowStatus.Completed)]
    [InlineData("retry", WorkflowStatus.Cancelled)]
    [InlineData("cancel", WorkflowStatus.Created)]
    [InlineData("cancel", WorkflowStatus.Completed)]
    [InlineData("cancel", WorkflowStatus.Failed)]
    public async Task Command_ThatDoesNotApply_Answers409(string command, WorkflowStatus status)
    {
        var project = _gateway.Cluster.Add(status);

        using var response = await _gateway.PostAsync($"/api/v1/projects/{project.Id}/{command}");

        var problem = await response.ProblemAsync(409);
        Assert.Equal(project.Id.ToString(), (string)problem["project_id"]!);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/start-workflow")]
    [InlineData("POST", "/retry")]
    [InlineData("POST", "/cancel")]
    [InlineData("GET", "/documents")]
    [InlineData("GET", "/documents/PRD")]
    [InlineData("GET", "/costs")]
    public async Task Any_OfAProjectThatIsUnknownOrIllNamed_Answers404Or400(string method, string path)
    {
        foreach (var unknown in (string[])["00000000-0000-0000-0000-000000000000", "123e4567-e89b-12d3-a456-426614174000"])
        {
            using var response = await SendAsync(method, unknown + path);
            var problem = await response.ProblemAsync(404);
            Assert.Contains(unknown, (string)problem["detail"]!, StringComparison.Ordinal);
            foreach (var spelling in (string[])[unknown.Replace("-", "", StringComparison.Ordinal), unknown.ToUpperInvariant()])
            {
                using var again = await SendAsync(method, spelling + path);
                Assert.Contains(unknown, (string)(await again.ProblemAsync(404))["detail"]!, StringComparison.Ordinal);
            }
        }

        foreach (var invalid in (string[])[
            "1", "me", "123e4567e89b12d3a45642661417400", "123e4567-e89b12d3a456426614174000", "{123e4567-e89b-12d3-a456-426614174000}",
            "%20123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-42661417400g", "'%20or%20'1'='1",
            "%7B0%7D", "..%2F..%2Fetc%2Fpasswd", new string('a', 2_000), "%F0%9F%98%80", "%C3%28", "%0D%0A"])
        {
            using var response = await SendAsync(method, invalid + path);
            var problem = await response.ProblemAsync(400);
            Assert.Equal(["project_id"], problem["errors"]!.AsObject().Select(error => error.Key));
        }
    }

    [Fact]
    public async Task Get_OfManyAtOnce_AnswersEach()
    {
        var projects = Enumerable.Range(0, 50).Select(_ => _gateway.Cluster.Add(WorkflowStatus.Created)).ToList();

        var answers = await Task.WhenAll(projects.Select(async project =>
        {
            using var response = await _gateway.GetAsync($"/api/v1/projects/{project.Id}");
            return (string)(await response.JsonAsync())["project_id"]!;
        }));

        Assert.Equal(projects.Select(project => project.Id.ToString()), answers);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), $"/api/v1/projects/{path}");
        return await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
