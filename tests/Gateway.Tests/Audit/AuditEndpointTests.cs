using System.Net;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Audit;

namespace AiDevFramework.Gateway.Tests.Audit;

public sealed class AuditEndpointTests : IAsyncLifetime
{
    private const string Path = "/api/v1/audit";

    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Get_OfSomeEvents_AnswersThemAndNoCursor()
    {
        var item = new AuditEvent(
            Guid.CreateVersion7(), FakeCluster.CreatedAt, "admin", KeyId: null, "project.create", $"{Guid.NewGuid()}", Guid.NewGuid(), "192.0.2.1", "r-1");
        _gateway.Cluster.Audit.Add(item);

        using var response = await _gateway.GetAsync(Path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Answers.JsonEquals(
            $$"""
            {"events":[{"id":"{{item.Id}}","at":"2025-11-09T12:00:00.000Z","caller":"admin","action":"project.create",
              "subject_id":"{{item.SubjectId}}","owner_id":"{{item.OwnerId}}","address":"192.0.2.1","request_id":"r-1"}]}
            """,
            await response.JsonAsync());
        Assert.Equal(new AuditQuery(100), _gateway.Cluster.AuditQueries.Single());
    }

    [Fact]
    public async Task Get_OfAPage_AsksForWhatIsWantedAndAnswersTheCursorOfTheNext()
    {
        var subject = Guid.NewGuid();
        for (var number = 0; number < 3; number++)
        {
            _gateway.Cluster.Audit.Add(new AuditEvent(
                Guid.CreateVersion7(), FakeCluster.CreatedAt, "admin", null, "project.start", $"{subject}", null, null, null));
        }

        using var response = await _gateway.GetAsync(
            $"{Path}?limit=2&cursor={subject:N}&caller=admin&action=project.start&subject_id={subject}&since=2025-11-09T12:00:00Z&until=2025-11-10");

        Assert.Equal(_gateway.Cluster.Audit[1].Id.ToString(), (string)(await response.JsonAsync())["next_cursor"]!);
        Assert.Equal(
            new AuditQuery(2, subject, "admin", "project.start", $"{subject}", FakeCluster.CreatedAt, FakeCluster.CreatedAt.AddHours(12)),
            _gateway.Cluster.AuditQueries.Single());
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("since=yesterday", "since")]
    [InlineData("until=0001-01-01", "until")]
    public async Task Get_OfWhatCannotBe_SaysWhatIsWrong(string query, string name)
    {
        using var response = await _gateway.GetAsync($"{Path}?{query}");

        Assert.NotNull((await response.ProblemAsync(400))["errors"]![name]);
        Assert.Empty(_gateway.Cluster.AuditQueries);
    }

    [Fact]
    public async Task Get_WithoutAToken_Is401()
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, Path);

        await response.ProblemAsync(401);
    }
}
