using System.Net;
using AiDevFramework.Gateway.Requests;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Requests;

/// <summary>Members of request bodies that nobody reads: ignored where they are strangers, refused where they are slips.</summary>
public sealed class MemberNamesTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("maxCostUsd", "max_cost_usd")]
    [InlineData("MAX_COST_USD", "max_cost_usd")]
    [InlineData("max-cost-usd", "max_cost_usd")]
    [InlineData("max cost usd", "max_cost_usd")]
    [InlineData("maxcostusd", "max_cost_usd")]
    [InlineData("max_cost_us", "max_cost_usd")]
    [InlineData("max_costs_usd", "max_cost_usd")]
    [InlineData("max_cots_usd", "max_cost_usd")]
    [InlineData("mx_cost_ud", "max_cost_usd")]
    [InlineData("maxCostsUsd", "max_cost_usd")]
    [InlineData("max_cost_usd ", "max_cost_usd")]
    [InlineData("ｍax_cost_usd", "max_cost_usd")]
    [InlineData("constraint", "constraints")]
    [InlineData("Constraints", "constraints")]
    [InlineData("contsraints", "constraints")]
    [InlineData("userId", "user_id")]
    [InlineData("user_ids", "user_id")]
    [InlineData("usr_id", "user_id")]
    [InlineData("Idea", "idea")]
    [InlineData("ideas", "idea")]
    [InlineData("iedа", "idea", false)] // a Cyrillic letter and a swap are two in four
    [InlineData("id", "idea", false)]
    [InlineData("area", "idea", false)]
    [InlineData("item", "idea", false)]
    [InlineData("user", "user_id", false)]
    [InlineData("uid", "user_id", false)]
    [InlineData("cost", "max_cost_usd", false)]
    [InlineData("min_cost_eur", "max_cost_usd", false)]
    [InlineData("", "idea", false)]
    [InlineData("a", "b", false)]
    [InlineData("idea", "idea", false)]
    public void IsSlip_OfAName_KnowsASlipFromAStranger(string given, string known, bool expected = true) =>
        Assert.Equal(expected, MemberNames.IsSlip(given, known));

    [Theory]
    [InlineData("/api/v1/projects", "maxCostUsd", "max_cost_usd")]
    [InlineData("/api/v1/projects", "max_cost", null)]
    [InlineData("/api/v1/projects", "ideas", "idea")]
    [InlineData("/api/v1/projects", "id", null)]
    [InlineData("/api/v1/projects", "title", null)]
    [InlineData("/api/v1/projects/estimate", "max_cost_udsd", "max_cost_usd")]
    [InlineData("/api/v1/projects/estimate", "userID", "user_id")]
    [InlineData("/api/v1/projects/estimate", "notes", null)]
    public async Task Post_WithAMemberThatIsNotRead_IsRefusedWhereItIsASlip(string path, string member, string? meant)
    {
        using var response = await _gateway.PostJsonAsync(
            path, $$"""{"idea": "{{TestGateway.Idea}}", "user_id": "{{TestGateway.UserId}}", "{{member}}": 3}""");

        await AssertRefusedAsync(response, member, meant);
        Assert.Equal(meant is null && !path.EndsWith("estimate", StringComparison.Ordinal) ? 1 : 0, _gateway.Cluster.Projects.Count);
    }

    [Theory]
    [InlineData("maxCostUsd", "max_cost_usd")]
    [InlineData("MAX_COST_USD", "max_cost_usd")]
    [InlineData("idea", null)]
    public async Task Retry_WithAMemberThatIsNotRead_IsRefusedWhereItIsASlip(string member, string? meant)
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Failed, Phase.Prd);

        using var response = await _gateway.PostJsonAsync($"/api/v1/projects/{project.Id}/retry", $$"""{"{{member}}": 3}""");

        await AssertRefusedAsync(response, member, meant);
        Assert.Equal(meant is null ? WorkflowStatus.Processing : WorkflowStatus.Failed, _gateway.Cluster.Projects[project.Id].Status);
    }

    [Theory]
    [InlineData("start-workflow")]
    [InlineData("cancel")]
    [InlineData("tickets")]
    public async Task Post_OfABudgetWhereNoneIsTaken_SaysWhereItBelongs(string path)
    {
        foreach (var member in (string[])["max_cost_usd", "maxCostUsd", "max_cost_us"])
        {
            var project = _gateway.Cluster.Add(WorkflowStatus.Created);

            using var response = await _gateway.PostJsonAsync($"/api/v1/projects/{project.Id}/{path}", $$"""{"{{member}}": 3}""");

            var problem = await response.ProblemAsync(400);
            Assert.Contains("/retry", (string)problem["errors"]!["max_cost_usd"]![0]!, StringComparison.Ordinal);
            Assert.Equal(WorkflowStatus.Created, _gateway.Cluster.Projects[project.Id].Status);
        }
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("{}", "application/json")]
    [InlineData("{\"note\": 1, \"max_cost_usd\": null}", "application/json; charset=utf8")]
    [InlineData("a=b", "application/x-www-form-urlencoded")]
    [InlineData("not JSON", "text/plain")]
    public async Task Start_WithABodyThatSaysNothing_Starts(string body, string contentType)
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Created);

        using var response = await _gateway.PostAsync(
            $"/api/v1/projects/{project.Id}/start-workflow", System.Text.Encoding.UTF8.GetBytes(body), contentType);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("{\"max_cost_usd\": 1, \"max_cost_usd\": 2}")]
    [InlineData("{\"a\":")]
    [InlineData("[]")]
    public async Task Start_WithJsonThatCannotBeRead_IsRefused(string body)
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Created);

        using var response = await _gateway.PostJsonAsync($"/api/v1/projects/{project.Id}/start-workflow", body);

        await response.ProblemAsync(400);
        Assert.Equal(WorkflowStatus.Created, _gateway.Cluster.Projects[project.Id].Status);
    }

    [Theory]
    [InlineData("idea", "the member 'idea' appears twice")]
    [InlineData("user_id", "the member 'user_id' appears twice")]
    [InlineData("more", "a name appears twice")]
    public async Task Post_OfANameTwice_NamesItWhereItIsKnown(string name, string complaint)
    {
        using var response = await _gateway.PostJsonAsync(
            "/api/v1/projects", $$"""{"idea": "{{TestGateway.Idea}}", "user_id": "{{TestGateway.UserId}}", "more": 1, "{{name}}": "x"}""");

        var problem = await response.ProblemAsync(400);
        Assert.Contains(complaint, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithThousandsOfStrangeMembers_IsAnsweredSoon()
    {
        var strangers = string.Concat(Enumerable.Range(0, 4000).Select(index => $"\"m_{index}\":1,"));

        using var response = await _gateway.PostJsonAsync(
            "/api/v1/projects", $$"""{{{strangers}}"idea": "{{TestGateway.Idea}}", "user_id": "{{TestGateway.UserId}}"}""");

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage response, string member, string? meant)
    {
        if (meant is null)
        {
            Assert.True(response.IsSuccessStatusCode);
            return;
        }

        var problem = await response.ProblemAsync(400);
        var errors = problem["errors"]!.AsObject();
        Assert.Equal([meant], errors.Select(error => error.Key));
        var text = (string)errors[meant]![0]!;
        Assert.Contains($"'{member}'", text, StringComparison.Ordinal);
        Assert.Contains($"'{meant}'", text, StringComparison.Ordinal);
        Assert.Equal(text, (string)problem["detail"]!);
    }
}
