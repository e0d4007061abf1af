using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.TestingHost;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>Streams of a real cluster; the log stays a fake whose polling is off, so that only streams announce.</summary>
public sealed class ProgressSubscriberTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly FakeCluster _log = new();
    private InProcessTestCluster _cluster = null!;
    private ProgressRelay _relay = null!;
    private ProgressSubscriber _subscriber = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.ConfigureSilo((_, silo) => silo
            .AddMemoryGrainStorage("PubSubStore")
            .AddMemoryStreams(ProgressStreams.Provider, streams => streams.ConfigurePartitioning(ProgressStreams.Queues)));
        builder.ConfigureClient(client => client
            .AddMemoryStreams(ProgressStreams.Provider, streams => streams.ConfigurePartitioning(ProgressStreams.Queues)));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        _relay = new ProgressRelay(new ProjectReads(_log, TimeProvider.System), NullLogger<ProgressRelay>.Instance);
        _subscriber = new ProgressSubscriber(_cluster.Client, _relay, new TestClock(), NullLogger<ProgressSubscriber>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _subscriber.StopAsync(CancellationToken.None);
        _subscriber.Dispose();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task PublishedEvents_ReachTheirReader_AlsoAfterTheSubscriptionWasLost()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        var project = _log.Add(WorkflowStatus.Processing).Id;
        var stream = _cluster.Client.GetStreamProvider(ProgressStreams.Provider)
            .GetStream<ProgressBatch>(ProgressStreams.IdOf(ProgressStreams.ShardOf(project)));
        var reader = new FeedReader(project, after: 0);
        await _relay.FollowAsync(reader, deadline.Token);
        await _subscriber.RoundAsync(deadline.Token);

        await PublishAsync();
        var subscription = Assert.Single(await stream.GetAllSubscriptionHandles());
        await subscription.UnsubscribeAsync();
        for (var round = 0; round < 4; round++)
        {
            await _subscriber.RoundAsync(deadline.Token); // no probe of this shard comes back
        }

        var renewed = Assert.Single(await stream.GetAllSubscriptionHandles());
        Assert.NotEqual(subscription.HandleId, renewed.HandleId);
        await PublishAsync();

        async Task PublishAsync()
        {
            var stored = _log.Store(project);
            await stream.OnNextAsync(new ProgressBatch([stored]));
            Assert.True(await reader.Messages.WaitToReadAsync().AsTask().WaitAsync(deadline.Token));
            Assert.True(reader.Messages.TryRead(out var message));
            Assert.Equal(stored.Payload.ToString(), message.Text);
        }
    }

    [Fact]
    public async Task Stop_LeavesNoSubscriptionBehind()
    {
        await _subscriber.RoundAsync(TestContext.Current.CancellationToken);

        await _subscriber.StopAsync(TestContext.Current.CancellationToken);

        var streams = _cluster.Client.GetStreamProvider(ProgressStreams.Provider);
        for (var shard = 0; shard < ProgressStreams.Shards; shard++)
        {
            Assert.Empty(await streams.GetStream<ProgressBatch>(ProgressStreams.IdOf(shard)).GetAllSubscriptionHandles());
        }
    }
}
