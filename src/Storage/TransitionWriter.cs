using System.Diagnostics;
using System.Threading.Channels;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Storage;

/// <summary>
/// Group commit. What waits is written as one transaction, and what arrives meanwhile is the next one: no timer, so a lone
/// write goes out at once. As many transactions are on their way as the table takes at the same time, a project in one of them at most.
/// Every write gets its own verdict; a stale or wrong one never fails its neighbours.
/// </summary>
internal sealed partial class TransitionWriter(
    ITransitionTable table, TimeProvider clock, ILogger<TransitionWriter> logger, WriteState? state = null) : BackgroundService
{
    /// <summary>Writes in one transaction. Measured: more gain nothing and hold the first ones up.</summary>
    internal const int MaxBatch = 256;

    /// <summary>How long a write waits for a database that is away before its caller is told: a gateway waits three seconds for it.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan BusyDelay = TimeSpan.FromMilliseconds(20);

    private readonly Channel<PendingWrite> _queue = Channel.CreateUnbounded<PendingWrite>();

    /// <summary>Writes that left the queue and must wait: their project has a write on its way, or their row was busy.</summary>
    private readonly Queue<PendingWrite> _postponed = new();

    /// <summary>The projects of the batches that are on their way.</summary>
    private readonly HashSet<Guid> _underWay = [];

    /// <returns>Whether the project is new; <see langword="false"/> where its id is stored already, or was.</returns>
    /// <exception cref="Grains.Abstractions.StoreUnavailableException">The database did not come back in time.</exception>
    public async Task<bool> CreateAsync(ProjectSnapshot created, CommandRecords? records = null) =>
        await EnqueueAsync(PendingWrite.Create(created, clock.GetTimestamp(), records)).ConfigureAwait(false) is CommitResult.Committed;

    /// <exception cref="Grains.Abstractions.StoreUnavailableException">
    /// The database did not come back in time; the transition may be stored.</exception>
    public Task<CommitResult> CommitAsync(Transition transition) => EnqueueAsync(PendingWrite.Commit(transition, clock.GetTimestamp()));

    /// <summary>Accepts no more writes, and returns when every waiting one has its verdict.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await Task.WhenAny(running, Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
        }

        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the start of the host goes on
        var batches = new List<Task<Batch>>(table.Concurrency);
        var arrival = ArrivalAsync();
        while (true)
        {
            var isFull = batches.Count == table.Concurrency;
            if (!isFull && NextBatch() is { Count: > 0 } writes)
            {
                batches.Add(WriteBatchAsync(writes, stoppingToken));
                continue;
            }

            var isClosed = arrival is { IsCompletedSuccessfully: true, Result: false };
            if (isClosed && batches.Count == 0)
            {
                return;
            }

            await Task.WhenAny(isFull || isClosed ? batches : [arrival, .. batches]).ConfigureAwait(false);
            if (arrival.IsCompleted && !isClosed)
            {
                arrival = ArrivalAsync();
            }

            foreach (var ended in batches.Where(batch => batch.IsCompleted).ToList())
            {
                batches.Remove(ended);
                PutBack(await ended.ConfigureAwait(false));
            }
        }
    }

    /// <returns>Whether a write waits in the queue; <see langword="false"/> for good when the queue is closed and empty.</returns>
    private Task<bool> ArrivalAsync() => _queue.Reader.WaitToReadAsync(CancellationToken.None).AsTask();

    private Task<CommitResult> EnqueueAsync(PendingWrite write)
    {
        if (!_queue.Writer.TryWrite(write))
        {
            write.Fail(DatabaseFailure.Unavailable(null)); // the process stops
        }

        return write.Verdict;
    }

    /// <returns>The writes that can go beside those on their way, at most one for each project.</returns>
    private List<PendingWrite> NextBatch()
    {
        var taken = new List<PendingWrite>();
        for (var waiting = _postponed.Count; waiting > 0; waiting--)
        {
            Add(_postponed.Dequeue());
        }

        while (taken.Count < MaxBatch && _queue.Reader.TryRead(out var write))
        {
            Add(write);
        }

        return taken;

        void Add(PendingWrite write)
        {
            if (taken.Count < MaxBatch && _underWay.Add(write.Project.Id))
            {
                taken.Add(write);
            }
            else
            {
                _postponed.Enqueue(write);
            }
        }
    }

    private void PutBack(Batch ended)
    {
        foreach (var write in ended.Writes)
        {
            _underWay.Remove(write.Project.Id);
        }

        foreach (var write in ended.Busy)
        {
            _postponed.Enqueue(write);
        }
    }

    private async Task<Batch> WriteBatchAsync(List<PendingWrite> writes, CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            return new Batch(writes, await WriteAsync(writes, stoppingToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            // The next writes must not wait for ever because of a mistake in these.
            LogBatchFailed(exception, writes.Count);
            writes.ForEach(write => write.Fail(new InvalidOperationException("The write failed.", exception)));
            return new Batch(writes, []);
        }
    }

    /// <summary>Writes until each write has its verdict, or its row is held by somebody else.</summary>
    /// <returns>The writes whose rows are held by somebody else.</returns>
    private async Task<List<PendingWrite>> WriteAsync(List<PendingWrite> batch, CancellationToken stoppingToken)
    {
        while (batch.Count > 0)
        {
            Exception failure;
            try
            {
                var results = await WriteMeasuredAsync(batch).ConfigureAwait(false);
                state?.NoteStored(); // before anybody hears that his write is stored
                await DecideAsync(batch, results).ConfigureAwait(false);
                return await BusyOfAsync(batch, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (DatabaseFailure.KindOf(exception) is not DatabaseFailureKind.None)
            {
                failure = exception;
            }

            switch (DatabaseFailure.KindOf(failure))
            {
                case DatabaseFailureKind.Rejected when batch.Count == 1:
                    LogRejected(failure, batch[0].Project.Id);
                    batch[0].Fail(new RowsRefusedException(
                        $"The database refuses the rows of project {batch[0].Project.Id}.", failure));
                    return [];

                case DatabaseFailureKind.Rejected or DatabaseFailureKind.Contended when batch.Count > 1:
                    var busy = new List<PendingWrite>();
                    foreach (var write in batch)
                    {
                        busy.AddRange(await WriteAsync([write], stoppingToken).ConfigureAwait(false)); // one of them is to blame
                    }

                    return busy;

                case DatabaseFailureKind.Contended:
                    return await BusyOfAsync(batch, stoppingToken).ConfigureAwait(false); // others need not wait for its lock

                case DatabaseFailureKind.Unavailable:
                    var isFullStill = state?.Trouble is StoreTrouble.Full && DatabaseFailure.TroubleOf(failure) is StoreTrouble.Full;
                    state?.NoteFailed(failure);
                    CommitInstruments.CommitVerdicts.Add(batch.Count, new KeyValuePair<string, object?>("verdict", "in_doubt"));
                    foreach (var write in batch)
                    {
                        write.InDoubt = true; // the answer may be all that was lost
                    }

                    if (isFullStill)
                    {
                        batch.ForEach(write => write.Fail(DatabaseFailure.Unavailable(failure))); // a disk does not empty itself in two seconds
                    }

                    break;
            }

            batch = GiveUpOnOld(batch, failure, stoppingToken);
            if (batch.Count > 0)
            {
                await Task.Delay(RetryDelay, clock, CancellationToken.None).ConfigureAwait(false);
            }
        }

        return [];
    }

    private async Task<IReadOnlyList<WriteResult>> WriteMeasuredAsync(List<PendingWrite> batch)
    {
        CommitInstruments.CommitBatchSize.Record(batch.Count);
        var started = clock.GetTimestamp();
        var outcome = "failed";
        try
        {
            var results = await table.WriteAsync(batch, CancellationToken.None).ConfigureAwait(false);
            outcome = "committed";
            return results;
        }
        finally
        {
            CommitInstruments.CommitDuration.Record(
                clock.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    /// <summary>Tells everybody whose write was stored or is stale; a busy one stays undecided.</summary>
    private async Task DecideAsync(List<PendingWrite> batch, IReadOnlyList<WriteResult> results)
    {
        var doubtful = new List<(PendingWrite Write, CommitResult Verdict)>();
        foreach (var (write, result) in batch.Zip(results))
        {
            if (VerdictOf(result) is not { } verdict)
            {
                continue;
            }

            if (verdict is not CommitResult.Committed && write.InDoubt)
            {
                doubtful.Add((write, verdict));
            }
            else
            {
                write.Decide(verdict);
            }
        }

        if (doubtful.Count > 0)
        {
            // The row has moved, or the budget has no room any more: because of others, or of the attempt whose answer was lost?
            var stamps = await table.ReadStampsAsync([.. doubtful.Select(item => item.Write.Project.Id)], CancellationToken.None)
                .ConfigureAwait(false);
            foreach (var (write, verdict) in doubtful)
            {
                var isStored = stamps.TryGetValue(write.Project.Id, out var stamp) && stamp == RowStamp.Of(write.Project);
                write.Decide(isStored ? CommitResult.Committed : verdict);
            }
        }
    }

    /// <returns><see langword="null"/> for a write that is still to be decided.</returns>
    private static CommitResult? VerdictOf(WriteResult result) => result switch
    {
        WriteResult.Stored => CommitResult.Committed,
        WriteResult.Stale => CommitResult.Stale,
        WriteResult.OverBudget => CommitResult.OverBudget,
        WriteResult.Busy => null,
        _ => throw new UnreachableException($"A write ended {result}."),
    };

    private async Task<List<PendingWrite>> BusyOfAsync(List<PendingWrite> batch, CancellationToken stoppingToken)
    {
        var busy = GiveUpOnOld(batch, null, stoppingToken);
        if (busy.Count > 0)
        {
            CommitInstruments.CommitVerdicts.Add(busy.Count, new KeyValuePair<string, object?>("verdict", "busy"));
        }

        if (busy.Count == batch.Count)
        {
            await Task.Delay(BusyDelay, clock, CancellationToken.None).ConfigureAwait(false); // the whole batch was busy
        }

        return busy;
    }

    private List<PendingWrite> GiveUpOnOld(List<PendingWrite> batch, Exception? failure, CancellationToken stoppingToken)
    {
        var waiting = new List<PendingWrite>();
        foreach (var write in batch.Where(write => !write.Decided))
        {
            if (stoppingToken.IsCancellationRequested || clock.GetElapsedTime(write.QueuedAt) >= Patience)
            {
                write.Fail(DatabaseFailure.Unavailable(failure));
            }
            else
            {
                waiting.Add(write);
            }
        }

        return waiting;
    }

    /// <summary>A batch that is not on its way any more, and what of it is to be written again.</summary>
    private sealed record Batch(IReadOnlyList<PendingWrite> Writes, IReadOnlyList<PendingWrite> Busy);

    [LoggerMessage(LogLevel.Error, "The database refuses the rows of project {ProjectId}")]
    private partial void LogRejected(Exception exception, Guid projectId);

    [LoggerMessage(LogLevel.Error, "{Count} writes failed together")]
    private partial void LogBatchFailed(Exception exception, int count);
}
