using System.Collections.Concurrent;
using System.Threading.Channels;
using AiDevFramework.Gateway.Api;
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

    /// <summary>Projects that are read at a time where the streams lost much.</summary>
    private const int ReadsAtOnce = 32;

    private readonly ConcurrentDictionary<Guid, ProjectFeed> _feeds = new();
    private readonly Channel<Guid> _textWanted = Channel.CreateUnbounded<Guid>();

    /// <summary>Pages of the log that many connections ask for at once, as after the death of a gateway.</summary>
    private readonly SharedReads<(Guid ProjectId, long After), IReadOnlyList<FeedMessage>> _pages = new(page =>
        ReadPageAsync(log, page.ProjectId, page.After, CancellationToken.None));

    /// <summary>Projects that are followed here, or are about to be.</summary>
    public int Count => _feeds.Count;

    /// <summary>Projects whose text is wanted from now on: a connection asked for it, or a run began.</summary>
    public ChannelReader<Guid> TextWanted => _textWanted.Reader;

    /// <summary>All projects whose text is wanted now.</summary>
    public IEnumerable<Guid> TextsWanted => _feeds.Values.Where(feed => feed.WantsText).Select(feed => feed.ProjectId);

    /// <summary>Keeps the project's events from now on. A caller that reads the project after this, and then follows it, need not read the log.
    /// The result is disposed of when the connection ends.</summary>
    public IDisposable Subscribe(Guid projectId)
    {
        while (true)
        {
            var feed = FeedOf(projectId);
            if (feed.TrySubscribe())
            {
                return new Subscription(this, feed);
            }

            Forget(feed);
        }
    }

    /// <summary>Replays the log into the reader until it is live. Whoever follows must call <see cref="Leave"/>.</summary>
    public async Task FollowAsync(FeedReader reader, CancellationToken cancellationToken)
    {
        if (reader.Cursor >= reader.Known || (_feeds.TryGetValue(reader.ProjectId, out var open) && open.Head is not null))
        {
            var (outcome, feed) = Attach(reader); // without reading the log: nothing is missing, or the feed keeps it
            if (await IsLiveAsync(outcome, feed, cancellationToken))
            {
                return;
            }
        }

        var behind = false;
        while (true)
        {
            // A shared page may be older than what was announced since: one that must show more is read anew.
            var events = behind
                ? await ReadPageAsync(log, reader.ProjectId, reader.Cursor, cancellationToken)
                : await _pages.ReadAsync((reader.ProjectId, reader.Cursor), cancellationToken);
            if (behind && events.Count == 0)
            {
                throw new StoreUnavailableException("The log does not show yet what was announced."); // else this would spin
            }

            foreach (var item in events)
            {
                await reader.ReplayAsync(item, cancellationToken);
            }

            if (events.Count == PageSize)
            {
                continue; // live delivery does not wait for a reader: nearly all of the log must be behind it by then
            }

            cancellationToken.ThrowIfCancellationRequested(); // whoever has left is not attached any more
            var (attached, live) = Attach(reader);
            if (await IsLiveAsync(attached, live, cancellationToken))
            {
                return;
            }

            behind = true;
        }
    }

    public void Leave(FeedReader reader)
    {
        if (_feeds.TryGetValue(reader.ProjectId, out var feed) && feed.Detach(reader))
        {
            Forget(feed);
        }
    }

    /// <summary>Passes on text that is being written; it is nowhere else to be had.</summary>
    public void OfferText(IReadOnlyList<ProgressUpdate> updates)
    {
        foreach (var update in updates)
        {
            if (_feeds.TryGetValue(update.ProjectId, out var feed))
            {
                feed.OfferText(update);
            }
        }
    }

    /// <summary>Takes events as the streams bring them: late, twice, or with holes.</summary>
    public async Task OfferAsync(IReadOnlyList<ProgressEvent> events, CancellationToken cancellationToken)
    {
        foreach (var project in events.GroupBy(item => item.ProjectId))
        {
            if (_feeds.TryGetValue(project.Key, out var feed) && PassOn(feed, project))
            {
                GatewayInstruments.GapFills.Add(1, new KeyValuePair<string, object?>("found_by", "hole"));
                await BackfillAsync(feed, cancellationToken);
            }
        }
    }

    /// <summary>Takes events of one project that a silo in this process has just stored. What is missing before them comes over the
    /// streams, as they do again.</summary>
    public void OfferAtOnce(IReadOnlyList<ProgressEvent> events)
    {
        if (events is [var first, ..] && _feeds.TryGetValue(first.ProjectId, out var feed))
        {
            PassOn(feed, events);
        }
    }

    /// <summary>Asks for the last event of every project that is followed, and reads what has not arrived. Who follows one that is gone is told so.</summary>
    public async Task CheckHeadsAsync(CancellationToken cancellationToken)
    {
        foreach (var page in _feeds.Keys.Chunk(HeadsPerCall))
        {
            var heads = await log.GetLastSeqsAsync(page, cancellationToken);
            foreach (var gone in page.Where(id => !heads.ContainsKey(id)))
            {
                End(gone);
            }

            await Parallel.ForEachAsync(
                heads,
                new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken },
                (head, token) => CheckHeadAsync(head.Key, head.Value, token));
        }
    }

    /// <summary>Ends every connection of a project that is gone. One that is asked for and never was has none.</summary>
    private void End(Guid projectId)
    {
        if (_feeds.TryGetValue(projectId, out var feed))
        {
            feed.End();
        }
    }

    private async ValueTask CheckHeadAsync(Guid projectId, long lastSeq, CancellationToken cancellationToken)
    {
        if (!_feeds.TryGetValue(projectId, out var feed) || feed.Head is not { } head || lastSeq <= head)
        {
            return;
        }

        GatewayInstruments.GapFills.Add(1, new KeyValuePair<string, object?>("found_by", "poll"));
        LogMissed(projectId, lastSeq - head);
        try
        {
            await BackfillAsync(feed, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotRead(exception, projectId); // the others are not kept waiting; the next round tries this one again
        }
    }

    /// <returns>Messages as they are sent, made once for all connections that share the page.</returns>
    private static async Task<IReadOnlyList<FeedMessage>> ReadPageAsync(
        IProjectReader log, Guid projectId, long after, CancellationToken cancellationToken) =>
        [.. (await log.GetEventsAsync(projectId, after, PageSize, cancellationToken)).Select(FeedMessage.Of)];

    private (AttachOutcome Outcome, ProjectFeed Feed) Attach(FeedReader reader)
    {
        while (true)
        {
            var feed = FeedOf(reader.ProjectId);
            if (feed.TryAttach(reader) is not AttachOutcome.Closed and var outcome)
            {
                return (outcome, feed);
            }

            Forget(feed);
        }
    }

    private ProjectFeed FeedOf(Guid projectId) => _feeds.GetOrAdd(projectId, static id => new ProjectFeed(id));

    private void Forget(ProjectFeed closed) => _feeds.TryRemove(new KeyValuePair<Guid, ProjectFeed>(closed.ProjectId, closed));

    /// <returns>Whether the reader is live now; else it must read the log further.</returns>
    private async Task<bool> IsLiveAsync(AttachOutcome outcome, ProjectFeed feed, CancellationToken cancellationToken)
    {
        if (outcome is AttachOutcome.Late)
        {
            await BackfillAsync(feed, cancellationToken); // what was stored since the cursor was taken
        }
        else if (outcome is AttachOutcome.Live)
        {
            AnnounceText(feed);
        }

        return outcome is AttachOutcome.Live or AttachOutcome.Late;
    }

    /// <returns><see langword="true"/> where events before these are missing.</returns>
    private bool PassOn(ProjectFeed feed, IEnumerable<ProgressEvent> events)
    {
        var missing = feed.Offer(events);
        if (!missing && events.Any(item => item.Type is EventTypes.PhaseStarted))
        {
            AnnounceText(feed);
        }

        return missing;
    }

    private void AnnounceText(ProjectFeed feed)
    {
        if (feed.WantsText)
        {
            _textWanted.Writer.TryWrite(feed.ProjectId);
        }
    }

    private async Task BackfillAsync(ProjectFeed feed, CancellationToken cancellationToken)
    {
        feed.BeginBackfill();
        try
        {
            IReadOnlyList<ProgressEvent> events;
            do
            {
                events = await log.GetEventsAsync(feed.ProjectId, feed.Head ?? 0, PageSize, cancellationToken);
            }
            while (!feed.Offer(events) && events.Count == PageSize);
        }
        finally
        {
            feed.EndBackfill();
        }

        AnnounceText(feed);
    }

    private sealed class Subscription(ProgressRelay relay, ProjectFeed feed) : IDisposable
    {
        private bool _disposed;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _disposed, true) && feed.Unsubscribe())
            {
                relay.Forget(feed);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Count} events of project {ProjectId} did not come over the streams")]
    private partial void LogMissed(Guid projectId, long count);

    [LoggerMessage(LogLevel.Warning, "Events of project {ProjectId} that did not come over the streams cannot be read; trying again")]
    private partial void LogNotRead(Exception exception, Guid projectId);
}
