using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Progress;

namespace AiDevFramework.Silo.Hosting;

/// <summary>
/// Of a silo whose process serves clients as well: they are told of events at once, and the streams carry them all the same. The streams
/// are polled, which takes longer than a whole workflow whose models answer at once.
/// </summary>
internal sealed class LocalProgressFeed(IProgressFeed streams, Action<IReadOnlyList<ProgressEvent>> listener) : IProgressFeed
{
    public void Publish(IReadOnlyList<ProgressEvent> events)
    {
        listener(events);
        streams.Publish(events);
    }
}

/// <summary>A silo and its listener in one process.</summary>
public static class LocalProgressFeeds
{
    /// <summary>To be called after the silo is added.</summary>
    /// <param name="listener">Takes events that were just stored, in a grain's turn: returns at once and never fails.</param>
    public static void AddLocalProgressFeed(
        this IHostApplicationBuilder builder, Func<IServiceProvider, Action<IReadOnlyList<ProgressEvent>>> listener) =>
        builder.Services.AddSingleton<IProgressFeed>(services =>
            new LocalProgressFeed(services.GetRequiredService<StreamProgressFeed>(), listener(services)));
}
