using System.Text;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class EventPageTests : ProgressTests
{
    [Fact]
    public async Task Get_OfTheLog_GivesThePayloadsByteForByte()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        var first = _gateway.Cluster.Store(project, """{ "type":"phase_started","seq":1, "message":"Größe – \u00e4 😀 <b>","cost_usd":0.120000}""");
        var second = _gateway.Cluster.Store(project);

        using var answer = await _gateway.GetAsync($"/api/v1/projects/{project}/events");

        Assert.Equal(
            $$"""{"project_id":"{{project}}","events":[{{first.Payload}},{{second.Payload}}],"last_seq":2,"next_after":2,"has_more":false}""",
            Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("?after=0&limit=2", 2, 2, true)]
    [InlineData("?after=2&limit=2", 2, 4, true)]
    [InlineData("?after=4&limit=2", 1, 5, false)]
    [InlineData("?after=5", 0, 5, false)]
    [InlineData("?limit=1000", 5, 5, false)]
    public async Task Get_OfAPage_LeadsToTheNext(string query, int count, int nextAfter, bool more)
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        for (var stored = 0; stored < 5; stored++)
        {
            _gateway.Cluster.Store(project);
        }

        using var answer = await _gateway.GetAsync($"/api/v1/projects/{project}/events{query}");

        var page = await answer.JsonAsync();
        Assert.Equal(
            (count, nextAfter, more, 5),
            (page["events"]!.AsArray().Count, (int)page["next_after"]!, (bool)page["has_more"]!, (int)page["last_seq"]!));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1001")]
    [InlineData("ten")]
    [InlineData("")]
    public async Task Get_WithALimitThatCannotBe_IsRefused(string limit)
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;

        using var answer = await _gateway.GetAsync($"/api/v1/projects/{project}/events?limit={limit}");

        Assert.Contains("1 to 1000", (string)(await answer.ProblemAsync(400))["errors"]!["limit"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithATicketInTheQuery_IsGranted()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        using var minted = await _gateway.PostAsync($"/api/v1/projects/{project}/tickets");
        var ticket = (string)(await minted.JsonAsync())["token"]!;

        using var answer = await _gateway.SendAsync(HttpMethod.Get, $"/api/v1/projects/{project}/events?token={ticket}");

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }
}
