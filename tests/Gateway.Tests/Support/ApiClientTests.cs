using System.Net;
using System.Net.WebSockets;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Api;

namespace AiDevFramework.Gateway.Tests.Support;

/// <summary>The outsider's client that other tests and benchmarks use, before the real edge.</summary>
public sealed class ApiClientTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private TestGateway _gateway = null!;
    private ApiClient _api = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _api = new ApiClient(_gateway.Client.BaseAddress!, TestGateway.AdminToken);
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Calls_OnANewProject_AreAnswered()
    {
        var cancellation = TestContext.Current.CancellationToken;

        var project = await _api.CreateProjectAsync(TestGateway.Idea, cancellation);
        Assert.Equal("CREATED", (await _api.GetProjectAsync(project, cancellation)).GetProperty("status").GetString());
        var started = await _api.StartWorkflowAsync(project, cancellation);
        Assert.Equal("PROCESSING", started.GetProperty("status").GetString());
        Assert.Equal(0, (await _api.GetDocumentsAsync(project, cancellation)).GetProperty("documents").GetArrayLength());
        Assert.Equal(0, (await _api.GetCostsAsync(project, cancellation)).GetProperty("breakdown").GetArrayLength());
        Assert.Equal("CANCELLED", (await _api.CancelAsync(project, cancellation)).GetProperty("status").GetString());
        Assert.Equal("CANCELLED", (await _api.WaitForEndAsync(project, Deadline, cancellation)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Calls_ThatAreRefused_ThrowWithTheStatus()
    {
        var running = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;

        var retry = await Assert.ThrowsAsync<ApiException>(() => _api.RetryAsync(running, TestContext.Current.CancellationToken));
        var document = await Assert.ThrowsAsync<ApiException>(
            () => _api.GetDocumentAsync(running, "PRD", TestContext.Current.CancellationToken));

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound), (retry.Status, document.Status));
    }

    [Fact]
    public async Task WaitForEnd_OfARunThatGoesOn_TimesOutWithTheLastAnswer()
    {
        var running = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;

        var exception = await Assert.ThrowsAsync<TimeoutException>(
            () => _api.WaitForEndAsync(running, Machine.Allow(TimeSpan.FromSeconds(1)), TestContext.Current.CancellationToken));

        Assert.Contains("PROCESSING", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_AfterAnEvent_CollectsWhatCameLater()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        _gateway.Cluster.Store(project);
        _gateway.Cluster.Store(project);
        _gateway.Cluster.Store(project, type: EventTypes.WorkflowCompleted);

        await using var feed = await _api.FollowAsync(project, after: 1, TestContext.Current.CancellationToken);
        var end = await feed.WaitForEndAsync(Deadline, TestContext.Current.CancellationToken);
        await feed.SendAsync("ping", TestContext.Current.CancellationToken);
        await feed.WaitForAsync("pong", TestContext.Current.CancellationToken);

        Assert.Equal(3, end.GetProperty("seq").GetInt64());
        Assert.Equal("connected", FeedClient.TypeOf(feed.Messages[0]));
        Assert.Equal([2, 3], feed.Events.Select(message => message.GetProperty("seq").GetInt64()));
        Assert.Equal(3, feed.LastSeq);
    }

    [Fact]
    public async Task Follow_OfAnUnknownProject_IsRefused() =>
        await Assert.ThrowsAsync<WebSocketException>(
            () => _api.FollowAsync(Guid.NewGuid(), after: null, TestContext.Current.CancellationToken));
}
