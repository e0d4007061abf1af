using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Progress;
using Orleans.Configuration;

namespace AiDevFramework.Silo.Hosting;

/// <summary>
/// Of a silo whose process serves clients as well: they are told at once. The streams carry the events all the same, slowly, as nobody
/// waits for them: they are polled, which takes longer than a whole workflow whose models answer at once.
/// </summary>
internal sealed class LocalProgressFeed(IProgressFeed streams, LocalListener listener) : IProgressFeed
{
    public void Publish(IReadOnlyList<ProgressEvent> events)
    {
        listener.TakeEvents(events);
        streams.Publish(events);
    }

    public Task PublishTextAsync(IReadOnlyList<ProgressUpdate> updates)
    {
        listener.TakeTexts(updates);
        return Task.CompletedTask;
    }
}

/// <summary>Who is told in this process. Both return at once and never fail.</summary>
/// <param name="TakeEvents">Takes events of one project that were just stored, in a grain's turn.</param>
/// <param name="TakeTexts">Takes pieces of text of any projects.</param>
public sealed record LocalListener(Action<IReadOnlyList<ProgressEvent>> TakeEvents, Action<IReadOnlyList<ProgressUpdate>> TakeTexts);

/// <summary>A silo and its listener in one process.</summary>
public static class LocalProgressFeeds
{
    /// <summary>Of the streams, to publish and to poll: at 10 ms they took a tenth of a busy process and half of an idle one, at 100 ms a
    /// fortieth of a busy one.</summary>
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(500);

    /// <summary>To be called after the silo is added.</summary>
    public static void AddLocalProgressFeed(this IHostApplicationBuilder builder, Func<IServiceProvider, LocalListener> listener)
    {
        builder.Services.AddSingleton(new StreamPace(_pace));
        builder.Services.PostConfigure<StreamPullingAgentOptions>(ProgressStreams.Provider, agent => agent.GetQueueMsgsTimerPeriod = _pace);
        builder.Services.AddSingleton<IProgressFeed>(services =>
            new LocalProgressFeed(services.GetRequiredService<StreamProgressFeed>(), listener(services)));
    }
}
