using AiDevFramework.Gateway.Progress;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class FeedQueueTests
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Read_WhileSeveralWrite_TakesEachMessageOnceAndEachWritersInOrder()
    {
        const int writers = 4;
        const int messages = 20_000;
        var queue = new FeedQueue(capacity: 8);
        var writing = Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < messages; number++)
            {
                await queue.WriteAsync(Message((writer * messages) + number), TestContext.Current.CancellationToken);
            }
        })).ToList();
        _ = Task.WhenAll(writing).ContinueWith(_ => queue.End(failure: null, discard: false), TaskScheduler.Default);

        var next = new int[writers];
        while (await ReadyAsync(queue))
        {
            Assert.InRange(queue.Count, 0, 8);
            while (queue.TryRead(out var message))
            {
                var (writer, number) = Math.DivRem((int)message.Seq!.Value, messages);
                Assert.Equal(next[writer]++, number);
            }
        }

        Assert.All(next, count => Assert.Equal(messages, count));
        await Task.WhenAll(writing);
    }

    [Fact]
    public void TryWrite_ToAFullQueue_IsRefusedUntilOneIsRead()
    {
        var queue = new FeedQueue(capacity: 2);
        Assert.True(queue.TryWrite(Message(1)) && queue.TryWrite(Message(2)));

        Assert.False(queue.TryWrite(Message(3)));
        Assert.True(queue.TryRead(out var first));
        Assert.Equal(1, first.Seq);
        Assert.True(queue.TryWrite(Message(3)));
    }

    [Fact]
    public async Task WriteAsync_ToAFullQueue_WaitsForRoomAndForItsCaller()
    {
        var queue = new FeedQueue(capacity: 1);
        queue.TryWrite(Message(1));
        var writing = queue.WriteAsync(Message(2), TestContext.Current.CancellationToken).AsTask();
        Assert.False(writing.IsCompleted);
        Assert.True(queue.TryRead(out _));
        await writing.WaitAsync(_deadline, TestContext.Current.CancellationToken);

        using var patience = new CancellationTokenSource();
        var impatient = queue.WriteAsync(Message(3), patience.Token).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.WaitAsync(_deadline, TestContext.Current.CancellationToken));
        Assert.True(queue.TryRead(out var second));
        Assert.Equal(2, second.Seq);
        Assert.False(queue.TryRead(out _)); // what was given up was not queued
    }

    [Fact]
    public async Task WriteAsync_BeyondThePatientCapacity_WaitsWhereALiveMessageStillFits()
    {
        var queue = new FeedQueue(capacity: 2, patientCapacity: 1);
        queue.TryWrite(Message(1));

        var waiting = queue.WriteAsync(Message(3), TestContext.Current.CancellationToken).AsTask();

        Assert.False(waiting.IsCompleted);
        Assert.True(queue.TryWrite(Message(2)));
        Assert.True(queue.TryRead(out _) && queue.TryRead(out _));
        await waiting.WaitAsync(_deadline, TestContext.Current.CancellationToken);
        Assert.True(queue.TryRead(out var last));
        Assert.Equal(3, last.Seq);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task End_LeavesWhatWaitsOrDropsIt_ThenFailsTheReader(bool discard)
    {
        var queue = new FeedQueue(capacity: 2);
        queue.TryWrite(Message(1));
        queue.End(new FeedLaggedException(7), discard);
        queue.End(failure: null, discard: true); // only the first end counts
        Assert.False(queue.TryWrite(Message(2)));
        if (!discard)
        {
            Assert.True(await ReadyAsync(queue));
            Assert.True(queue.TryRead(out _));
        }

        Assert.Equal(7, (await Assert.ThrowsAsync<FeedLaggedException>(() => ReadyAsync(queue))).LastSeq);
        await Assert.ThrowsAsync<OperationCanceledException>(() => queue.WriteAsync(Message(3), TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public async Task End_WakesWhoWaitsOnEitherSide()
    {
        var (empty, full) = (new FeedQueue(capacity: 1), new FeedQueue(capacity: 1));
        full.TryWrite(Message(1));
        var reading = ReadyAsync(empty);
        var writing = full.WriteAsync(Message(2), TestContext.Current.CancellationToken).AsTask();

        empty.End(failure: null, discard: true);
        full.End(failure: null, discard: true);

        Assert.False(await reading);
        await Assert.ThrowsAsync<OperationCanceledException>(() => writing.WaitAsync(_deadline, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WaitToReadAsync_AgainAndAgain_AllocatesNothing()
    {
        var queue = new FeedQueue(capacity: 1);
        var message = Message(1);
        Pass(); // compiled by now
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1000; time++)
        {
            Pass();
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000); // not one byte for each
        queue.End(failure: null, discard: true);
        Assert.False(await queue.WaitToReadAsync());

        void Pass()
        {
            var waiting = queue.WaitToReadAsync();
            Assert.True(!waiting.IsCompleted && queue.TryWrite(message));
            Assert.True(waiting.IsCompleted && queue.TryRead(out _));
#pragma warning disable CA2012 // completed: looked at just now
            Assert.True(waiting.GetAwaiter().GetResult());
#pragma warning restore CA2012
        }
    }

    private static Task<bool> ReadyAsync(FeedQueue queue) =>
        queue.WaitToReadAsync().AsTask().WaitAsync(_deadline, TestContext.Current.CancellationToken);

    private static FeedMessage Message(long seq) => new(seq, "phase_started", ReadOnlyMemory<byte>.Empty);
}
