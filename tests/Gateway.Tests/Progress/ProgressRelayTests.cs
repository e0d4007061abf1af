using System.Text;
using System.Text.Json.Nodes;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Projects;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Projects;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class ProgressRelayTests
{
    private enum Act
    {
        Store,
        Announce,

        /// <summary>As by a silo in the same process.</summary>
        AnnounceAtOnce,
        Poll,
        Connect,

        /// <summary>As through the door: the feed is opened before it is read where the project stands.</summary>
        ConnectThroughDoor,
        Disconnect,
    }

    [Fact]
    public async Task AnyInterleaving_BringsEachReaderItsEventsOnceInOrder()
    {
        // An announcement takes any stored events: late, twice, reordered, with holes; what none takes is lost.
        var steps = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 1000], Gen.Int[0, 1000]).List[1, 60];
        await steps.SampleAsync(RunAsync, iter: 1_000, threads: 1);
    }

    [Fact]
    public async Task ReaderThatFallsBehind_EndsWithWhereItCanResume()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var cluster = new FakeCluster();
        var relay = new ProgressRelay(new ProjectReads(cluster, TimeProvider.System), NullLogger<ProgressRelay>.Instance);
        var project = cluster.Add(WorkflowStatus.Processing).Id;
        var reader = new FeedReader(project, after: 0);
        await relay.FollowAsync(reader, cancellation);

        for (var count = 0; count < FeedReader.Capacity + 10; count++)
        {
            await relay.OfferAsync([cluster.Store(project)], cancellation);
        }

        var seqs = new List<long>();
        var lagged = await Assert.ThrowsAsync<FeedLaggedException>(async () =>
        {
            while (await reader.Messages.WaitToReadAsync().AsTask().WaitAsync(cancellation))
            {
                seqs.AddRange(Drain(reader));
            }
        });
        Assert.Equal(FeedReader.Capacity, lagged.LastSeq);
        Assert.Equal(Enumerable.Range(1, FeedReader.Capacity).Select(seq => (long)seq), seqs);
    }

    [Fact]
    public async Task OfferAtOnce_OfTheNextEvent_IsThereWithoutTheStreams()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var cluster = new FakeCluster();
        var relay = new ProgressRelay(new ProjectReads(cluster, TimeProvider.System), NullLogger<ProgressRelay>.Instance);
        var reader = new FeedReader(cluster.Add(WorkflowStatus.Processing).Id, after: 0);
        await relay.FollowAsync(reader, cancellation);

        var (first, second, third) = (cluster.Store(reader.ProjectId), cluster.Store(reader.ProjectId), cluster.Store(reader.ProjectId));
        relay.OfferAtOnce([first]);
        Assert.Equal([1], Drain(reader));
        relay.OfferAtOnce([third]); // one is missing before it: left to the streams
        Assert.Empty(Drain(reader));
        await relay.OfferAsync([first, second], cancellation);
        Assert.Equal([2], Drain(reader));
        await relay.OfferAsync([third], cancellation);
        Assert.Equal([3], Drain(reader));
    }

    [Fact]
    public async Task OfferAtOnce_WhileWhatIsMissingIsRead_IsKeptForItsTurn()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var cluster = new FakeCluster();
        var relay = new ProgressRelay(new ProjectReads(cluster, TimeProvider.System), NullLogger<ProgressRelay>.Instance);
        var reader = new FeedReader(cluster.Add(WorkflowStatus.Processing).Id, after: 0);
        var second = (cluster.Store(reader.ProjectId), cluster.Store(reader.ProjectId)).Item2;
        cluster.BeforeEvents = _ =>
        {
            relay.OfferAtOnce([second with { Seq = 3, Payload = Utf8Text.Of(second.Payload.ToString().Replace("2", "3", StringComparison.Ordinal)) }]); // the answer is older
            return Task.CompletedTask;
        };

        await relay.FollowAsync(reader, cancellation);

        Assert.Equal([1, 2, 3], Drain(reader));
    }

    [Fact]
    public async Task CheckHeads_WhereOneProjectCannotBeRead_ReadsTheOthers()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var cluster = new FakeCluster();
        var relay = new ProgressRelay(new ProjectReads(cluster, TimeProvider.System), NullLogger<ProgressRelay>.Instance);
        var readers = Enumerable.Range(0, 20).Select(_ => new FeedReader(cluster.Add(WorkflowStatus.Processing).Id, after: 0)).ToList();
        foreach (var reader in readers)
        {
            await relay.FollowAsync(reader, cancellation);
            cluster.Store(reader.ProjectId);
        }

        var failed = 0;
        cluster.BeforeEvents = _ => Interlocked.Increment(ref failed) <= 2 // both tries of one read, or one of two
            ? throw new InvalidOperationException("This one cannot be read.")
            : Task.CompletedTask;
        await relay.CheckHeadsAsync(cancellation);

        Assert.Equal(18, readers.Count(reader => Drain(reader).SequenceEqual([1L])));
        await relay.CheckHeadsAsync(cancellation);
        Assert.Equal(2, readers.Count(reader => Drain(reader).SequenceEqual([1L])));
    }

    [Fact]
    public async Task Open_BeforeTheProjectIsRead_KeepsWhatComesUntilTheReaderIsLive()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var cluster = new FakeCluster { BeforeEvents = _ => throw new InvalidOperationException("The log was read.") };
        var relay = new ProgressRelay(new ProjectReads(cluster, TimeProvider.System), NullLogger<ProgressRelay>.Instance);
        var project = cluster.Add(WorkflowStatus.Processing).Id;
        using var subscription = relay.Subscribe(project);
        var reader = new FeedReader(project, after: 0) { WasSubscribed = true, FoundRunning = true };

        var (first, second, third) = (cluster.Store(project), cluster.Store(project), cluster.Store(project));
        relay.OfferAtOnce([first]);
        await relay.OfferAsync([first, second], cancellation);
        await relay.FollowAsync(reader, cancellation);
        relay.OfferAtOnce([third]);

        Assert.Equal([1, 2, 3], Drain(reader));
    }

    [Fact]
    public async Task Open_WithMoreThanIsKeptOrAHole_ReadsTheLog()
    {
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var (stored, offered) in ((int, int[])[])[(70, [.. Enumerable.Range(0, 70)]), (3, [0, 2])])
        {
            var cluster = new FakeCluster();
            var relay = new ProgressRelay(new ProjectReads(cluster, TimeProvider.System), NullLogger<ProgressRelay>.Instance);
            var project = cluster.Add(WorkflowStatus.Processing).Id;
            using var subscription = relay.Subscribe(project);
            var reader = new FeedReader(project, after: 0) { WasSubscribed = true };

            var events = Enumerable.Range(0, stored).Select(_ => cluster.Store(project)).ToList();
            await relay.OfferAsync([.. offered.Select(index => events[index])], cancellation);
            await relay.FollowAsync(reader, cancellation);

            Assert.Equal(Sequence(0, stored), Drain(reader));
        }
    }

    [Fact]
    public async Task Open_OfAFeedThatNobodyFollowsAnyMore_KeepsItUntilItIsDisposedOf()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var reads = 0;
        var cluster = new FakeCluster
        {
            BeforeEvents = _ =>
            {
                reads++;
                return Task.CompletedTask;
            },
        };
        var relay = new ProgressRelay(new ProjectReads(cluster, TimeProvider.System), NullLogger<ProgressRelay>.Instance);
        var project = cluster.Add(WorkflowStatus.Processing).Id;
        using (relay.Subscribe(project))
        {
            var first = new FeedReader(project, after: 0) { WasSubscribed = true };
            await relay.FollowAsync(first, cancellation);
            relay.Leave(first);
            relay.OfferAtOnce([cluster.Store(project)]);
            var second = new FeedReader(project, after: 0);
            await relay.FollowAsync(second, cancellation);
            Assert.Equal([1], Drain(second));
            relay.Leave(second);
            Assert.Equal(0, reads);
        }

        var third = new FeedReader(project, after: 0);
        await relay.FollowAsync(third, cancellation);
        Assert.Equal([1], Drain(third));
        Assert.Equal(1, reads); // a new feed that was not open when the project was read
    }

    private static async Task<bool> RunAsync(List<(Act Act, int A, int B)> steps)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var cluster = new FakeCluster();
        var relay = new ProgressRelay(new ProjectReads(cluster, TimeProvider.System), NullLogger<ProgressRelay>.Instance);
        var project = cluster.Add(WorkflowStatus.Processing).Id;
        var readers = new List<(FeedReader Reader, long After, List<long> Got)>();
        var openings = new Dictionary<FeedReader, IDisposable>();
        var head = 0;
        foreach (var (act, a, b) in steps)
        {
            switch (act)
            {
                case Act.Store:
                    cluster.Store(project);
                    head++;
                    break;
                case Act.Announce when head > 0:
                    var (first, second) = (cluster.Events[project][a % head], cluster.Events[project][b % head]);
                    await relay.OfferAsync([first, second], cancellation);
                    break;
                case Act.AnnounceAtOnce when head > 0:
                    relay.OfferAtOnce([cluster.Events[project][a % head], cluster.Events[project][b % head]]);
                    break;
                case Act.Poll:
                    await relay.CheckHeadsAsync(cancellation);
                    break;
                case Act.Connect:
                    var reader = new FeedReader(project, after: a % (head + 1));
                    readers.Add((reader, reader.Cursor, []));
                    var stored = false;
                    cluster.BeforeEvents = _ =>
                    {
                        if (!stored && b % 2 == 0)
                        {
                            stored = true; // an event is committed while the log is replayed, and announced before it is live
                            cluster.Store(project);
                            head++;
                            return relay.OfferAsync([cluster.Events[project][^1]], cancellation);
                        }

                        return Task.CompletedTask;
                    };
                    await relay.FollowAsync(reader, cancellation);
                    cluster.BeforeEvents = _ => Task.CompletedTask;
                    break;
                case Act.ConnectThroughDoor:
                    var entering = new FeedReader(project, after: a % (head + 1), known: head) { WasSubscribed = true };
                    openings[entering] = relay.Subscribe(project);
                    readers.Add((entering, entering.Cursor, []));
                    if (b % 2 == 0)
                    {
                        cluster.Store(project); // between the reading and the following, and announced
                        head++;
                        await relay.OfferAsync([cluster.Events[project][^1]], cancellation);
                    }

                    await relay.FollowAsync(entering, cancellation);
                    break;
                case Act.Disconnect when readers.Count > 0:
                    var leaving = readers[a % readers.Count];
                    relay.Leave(leaving.Reader);
                    openings.GetValueOrDefault(leaving.Reader)?.Dispose();
                    leaving.Got.AddRange(Drain(leaving.Reader));
                    Assert.Equal(Sequence(leaving.After, leaving.Reader.Cursor), leaving.Got);
                    readers.Remove(leaving);
                    break;
            }

            readers.ForEach(entry => entry.Got.AddRange(Drain(entry.Reader)));
        }

        await relay.CheckHeadsAsync(cancellation);
        foreach (var (reader, after, got) in readers)
        {
            got.AddRange(Drain(reader));
            Assert.Equal(Sequence(after, head), got);
        }

        return true;
    }

    private static IEnumerable<long> Sequence(long after, long head) =>
        Enumerable.Range(1, (int)(head - after)).Select(step => after + step);

    private static IEnumerable<long> Drain(FeedReader reader)
    {
        while (reader.Messages.TryRead(out var message))
        {
            yield return (long)JsonNode.Parse(Encoding.UTF8.GetString(message.Span))!["seq"]!;
        }
    }
}
