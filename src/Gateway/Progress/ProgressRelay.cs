using System.Collections.Concurrent;
using System.Text;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// Brings each connection every event after its cursor, in order, once: the log first, then live. Streams are hints;
/// <see cref="CheckHeadsAsync"/> finds what they lost.
/// </summary>
internal sealed partial class ProgressRelay(IProjectReader log, ILogger<ProgressRelay> logger)
{
    /// <summary>Events read from the log at a time.</summary>
    private const int PageSize = 500;

    /// <summary>Projects asked for in one call.</summary>
    private const int HeadsPerCall = 1000;

    private readonly ConcurrentDictionary<Guid, ProjectFeed> _feeds = new();

    /// <summary>Replays the log into the reader until it is live. Whoever follows must call <see cref="Leave"/>.</summary>
    public async Task FollowAsync(FeedReader reader, CancellationToken cancellationToken)
    {
        var behind = false;
        while (true)
        {
            var events = await log.GetEventsAsync(reader.ProjectId, reader.Cursor, PageSize, cancellationToken);
            if (behind && events.Count == 0)
            {
                throw new StoreUnavailableException("The log does not show yet what was announced."); // else this would spin
            }

            foreach (var item in events)
            {
                await reader.ReplayAsync(item.Seq, Encoding.UTF8.GetBytes(item.Payload), cancellationToken);
            }

            if (events.Count == PageSize)
            {
                continue; // live delivery does not wait for a reader: nearly all of the log must be behind it by then
            }

            AttachOutcome outcome;
            ProjectFeed feed;
            do
            {
                feed = _feeds.GetOrAdd(reader.ProjectId, static id => new ProjectFeed(id));
                outcome = feed.TryAttach(reader);
                if (outcome is AttachOutcome.Closed)
                {
                    _feeds.TryRemove(new KeyValuePair<Guid, ProjectFeed>(reader.ProjectId, feed));
                }
            }
            while (outcome is AttachOutcome.Closed);

            if (outcome is AttachOutcome.Live)
            {
                await CatchUpAsync(feed, cancellationToken); // what was stored since the cursor was taken
                return;
            }

            behind = true;
        }
    }

    public void Leave(FeedReader reader)
    {
        if (_feeds.TryGetValue(reader.ProjectId, out var feed) && feed.Detach(reader))
        {
            _feeds.TryRemove(new KeyValuePair<Guid, ProjectFeed>(reader.ProjectId, feed));
        }
    }

    /// <summary>Takes events as the streams bring them: late, twice, or with holes.</summary>
    public async Task OfferAsync(IReadOnlyList<ProgressEvent> events, CancellationToken cancellationToken)
    {
        foreach (var project in events.GroupBy(item => item.ProjectId))
        {
            if (_feeds.TryGetValue(project.Key, out var feed) && feed.Offer(project))
            {
                await CatchUpAsync(feed, cancellationToken);
            }
        }
    }

    /// <summary>Asks for the last event of every project that is followed, and reads what has not arrived.</summary>
    public async Task CheckHeadsAsync(CancellationToken cancellationToken)
    {
        foreach (var page in _feeds.Keys.Chunk(HeadsPerCall))
        {
            foreach (var (projectId, lastSeq) in await log.GetLastSeqsAsync(page, cancellationToken))
            {
                if (_feeds.TryGetValue(projectId, out var feed) && feed.Head is { } head && lastSeq > head)
                {
                    LogMissed(projectId, lastSeq - head);
                    await CatchUpAsync(feed, cancellationToken);
                }
            }
        }
    }

    private async Task CatchUpAsync(ProjectFeed feed, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProgressEvent> events;
        do
        {
            events = await log.GetEventsAsync(feed.ProjectId, feed.Head ?? 0, PageSize, cancellationToken);
        }
        while (!feed.Offer(events) && events.Count == PageSize);
    }

    [LoggerMessage(LogLevel.Debug, "{Count} events of project {ProjectId} did not come over the streams")]
    private partial void LogMissed(Guid projectId, long count);
}
