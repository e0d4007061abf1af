using Orleans.Concurrency;

namespace AiDevFramework.Grains.Abstractions.Progress;

/// <summary>The text of a running project's model calls; keyed by project id, implemented by the project's own grain.</summary>
[Alias("aidev.live-text")]
public interface ILiveText : IGrainWithGuidKey
{
    /// <summary>How long one <see cref="WatchAsync"/> counts: ask again well before.</summary>
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>Says that somebody watches: for a while the text is sent over the progress streams as it is written.</summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:00:05")]
    Task WatchAsync(CancellationToken cancellationToken);
}
