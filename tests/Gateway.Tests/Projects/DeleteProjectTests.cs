using System.Net;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Tests.Progress;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport.Api;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Projects;

public sealed class DeleteProjectTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("", false)]
    [InlineData("?purge=false", false)]
    [InlineData("?purge=true", true)]
    public async Task Delete_OfAProject_AnswersNothingAndTheProjectIsGone(string query, bool purge)
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Completed);

        using var response = await _gateway.Client.DeleteAsync($"/api/v1/projects/{project.Id}{query}", Cancellation);
        using var again = await _gateway.Client.DeleteAsync($"/api/v1/projects/{project.Id}{query}", Cancellation);
        using var read = await _gateway.GetAsync($"/api/v1/projects/{project.Id}");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal((project.Id, purge), _gateway.Cluster.Deleted.First());
        Assert.Equal("urn:aidev:problem:project-not-found", (string)(await again.ProblemAsync(404))["type"]!);
        await read.ProblemAsync(404);
    }

    [Theory]
    [InlineData("no-uuid", "", "project_id")]
    [InlineData("123e4567-e89b-12d3-a456-426614174000", "?purge=yes", "purge")]
    public async Task Delete_OfNothingThatCanBe_SaysWhatIsWrong(string id, string query, string name)
    {
        using var response = await _gateway.Client.DeleteAsync($"/api/v1/projects/{id}{query}", Cancellation);

        Assert.NotNull((await response.ProblemAsync(400))["errors"]![name]);
        Assert.Empty(_gateway.Cluster.Deleted);
    }

    [Fact]
    public async Task Delete_WithoutAToken_Is401()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Completed);

        using var response = await _gateway.SendAsync(HttpMethod.Delete, $"/api/v1/projects/{project.Id}");

        await response.ProblemAsync(401);
        Assert.Empty(_gateway.Cluster.Deleted);
    }

    [Fact(Timeout = 120_000)]
    public async Task Delete_OfAProjectThatIsFollowed_EndsWhoFollowsIt()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing, Phase.Prd);
        _gateway.Cluster.Store(project.Id);
        await using var stream = await _gateway.StreamAsync(project.Id, "?after=0");
        using var socket = await ProgressClient.ConnectAsync(_gateway, project.Id, "?after=0");
        await using var hub = await HubClient.ConnectAsync(_gateway);
        await hub.SubscribeAsync(project.Id, 0);

        using var response = await _gateway.Client.DeleteAsync($"/api/v1/projects/{project.Id}", Cancellation);
        var (closed, left) = (socket.ClosedAsync(), hub.ClosedAsync());
        var ends = Task.WhenAll(closed, left, EndOfAsync(stream));
        while (!ends.IsCompleted)
        {
            await _gateway.Services.GetRequiredService<ProgressRelay>().CheckHeadsAsync(Cancellation); // as every two seconds
            await Task.Yield();
        }

        await ends;
        Assert.Equal((ProjectGoneException.Code, ProjectGoneException.Reason), await closed);
        Assert.Equal((project.Id.ToString(), ProjectGoneException.Reason), ((await left).ProjectId, (await left).Reason));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        using var back = await _gateway.GetAsync(TestGateway.StreamPath(project.Id));
        await back.ProblemAsync(404);
    }

    private static async Task EndOfAsync(EventStreamClient stream)
    {
        while (await stream.NextAsync() is not null)
        {
        }
    }
}
