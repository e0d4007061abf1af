using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Progress;
using AiDevFramework.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace AiDevFramework.Cluster.Tests.Embedded;

/// <summary>A silo that serves clients itself.</summary>
public sealed class LocalProgressFeedTests
{
    private static readonly Guid _project = new("123e4567-e89b-12d3-a456-426614174000");

    [Fact]
    public async Task Publish_TellsTheListenerAtOnceAndTheStreamsOfEventsAlone()
    {
        var (streams, events, texts) = (new RecordedFeed(), new List<ProgressEvent>(), new List<ProgressUpdate>());
        var feed = new LocalProgressFeed(streams, new LocalListener(events.AddRange, texts.AddRange));
        var stored = new ProgressEvent(_project, 1, EventTypes.PhaseStarted, Utf8Text.Of("{}"), DateTimeOffset.UnixEpoch);
        var piece = new ProgressUpdate(_project, Utf8Text.Of("{}"));

        feed.Publish([stored]);
        await feed.PublishTextAsync([piece]);

        Assert.Equal([stored], events);
        Assert.Equal([stored], streams.Events);
        Assert.Equal([piece], texts);
        Assert.Empty(streams.Texts);
    }

    [Fact]
    public void AddLocalProgressFeed_LetsTheStreamsTakeTheirTime()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddProjectSilo();
        var before = PollOf(builder);
        builder.AddLocalProgressFeed(_ => throw new InvalidOperationException());

        Assert.Equal(TimeSpan.FromMilliseconds(10), before);
        Assert.Equal(TimeSpan.FromMilliseconds(500), PollOf(builder));
    }

    private static TimeSpan PollOf(HostApplicationBuilder builder)
    {
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<IOptionsMonitor<StreamPullingAgentOptions>>().Get(ProgressStreams.Provider).GetQueueMsgsTimerPeriod;
    }

    private sealed class RecordedFeed : IProgressFeed
    {
        public List<ProgressEvent> Events { get; } = [];

        public List<ProgressUpdate> Texts { get; } = [];

        public void Publish(IReadOnlyList<ProgressEvent> events) => Events.AddRange(events);

        public Task PublishTextAsync(IReadOnlyList<ProgressUpdate> updates)
        {
            Texts.AddRange(updates);
            return Task.CompletedTask;
        }
    }
}
