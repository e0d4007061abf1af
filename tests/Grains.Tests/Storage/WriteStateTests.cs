using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Grains.State;
using AiDevFramework.Storage;
using AiDevFramework.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Npgsql;

namespace AiDevFramework.Grains.Tests.Storage;

/// <summary>What commits teach about whether work can be stored.</summary>
public sealed class WriteStateTests : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly FakeLogCollector _log = new();
    private readonly WriteState _state;
    private readonly FailingTable _table = new();
    private readonly TransitionWriter _writer;

    public WriteStateTests()
    {
        _state = new WriteState(_clock, new FakeLogger<WriteState>(_log));
        _writer = new TransitionWriter(_table, TimeProvider.System, NullLogger<TransitionWriter>.Instance, _state);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _writer.StopAsync(CancellationToken.None);
        _writer.Dispose();
        await _table.DisposeAsync();
    }

    public static TheoryData<Exception, StoreTrouble> Failures { get; } = new()
    {
        { new SqliteException("full", 13), StoreTrouble.Full },
        { new SqliteException("a quota, or the largest size of a file", 10, 778), StoreTrouble.Full },
        { new SqliteException("cannot be read", 10, 266), StoreTrouble.Away },
        { new SqliteException("read-only", 8), StoreTrouble.ReadOnly },
        { new PostgresException("full", "ERROR", "ERROR", PostgresErrorCodes.DiskFull), StoreTrouble.Full },
        { new PostgresException("read-only", "ERROR", "ERROR", PostgresErrorCodes.ReadOnlySqlTransaction), StoreTrouble.ReadOnly },
        { new PostgresException("stops", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown), StoreTrouble.Away },
        { new TimeoutException(), StoreTrouble.Away },
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Commit_ThatFails_IsKnownByItsTroubleUntilOneIsStored(Exception failure, StoreTrouble expected)
    {
        await _writer.StartAsync(Cancellation);
        Assert.Null(_state.Trouble);

        _table.Failure = failure;
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => _writer.CreateAsync(NewProject()));
        Assert.Equal(expected, refused.Trouble);
        Assert.Equal(expected, _state.Trouble);
        Assert.NotNull(_state.Problem);

        _table.Failure = null;
        Assert.True(await _writer.CreateAsync(NewProject()));
        Assert.Null(_state.Problem);
    }

    [Fact(Timeout = 60_000)]
    public async Task Commit_ToADiskThatIsKnownToBeFull_IsRefusedAtOnce()
    {
        await _writer.StartAsync(Cancellation);
        _table.Failure = new SqliteException("full", 13);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _writer.CreateAsync(NewProject()));
        var before = _table.Attempts;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _writer.CreateAsync(NewProject()));

        Assert.Equal(before + 1, _table.Attempts);
    }

    [Fact]
    public void Trouble_ThatLasts_IsToldOnceAMinuteAndOnceWhenItIsOver()
    {
        for (var second = 0; second < 150; second++)
        {
            _state.NoteFailed(new SqliteException("full", 13));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        _state.NoteStored();
        _state.NoteStored();

        var full = "Error Nothing can be stored: the disk of the database is full. Make room on it; work goes on by itself. (full)";
        Assert.Equal([full, full, full, "Information The database can be written again, after 150 s"], Told());
    }

    [Fact]
    public void Trouble_ThatBecomesAnother_IsToldAtOnce()
    {
        _state.NoteFailed(new TimeoutException("no answer"));
        _state.NoteFailed(new SqliteException("attempt to write a\nreadonly database", 8));

        Assert.Equal(
            [
                "Error Nothing can be stored: the database does not take what is written. (no answer)",
                "Error Nothing can be stored: the database is read-only. Let it take writes; work goes on by itself. (attempt to write a readonly database)",
            ],
            Told());
    }

    /// <summary>What an operator reads at the usual level.</summary>
    private List<string> Told() =>
        [.. _log.GetSnapshot().Where(line => line.Level > LogLevel.Debug).Select(line => $"{line.Level} {line.Message}")];

    private static ProjectSnapshot NewProject() => new(
        Guid.NewGuid(), Guid.NewGuid(), "An idea of a test", WorkflowStatus.Created, null, ProjectMetadata.Empty,
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, 1, null, 0, null, 0);

    private sealed class FailingTable : ITransitionTable
    {
        public Exception? Failure { get; set; }

        public int Attempts { get; private set; }

        public int Concurrency => 1;

        public Task<IReadOnlyList<WriteResult>> WriteAsync(IReadOnlyList<PendingWrite> batch, CancellationToken cancellationToken)
        {
            Attempts++;
            return Failure is { } failure ? throw failure : Task.FromResult<IReadOnlyList<WriteResult>>([.. batch.Select(_ => WriteResult.Stored)]);
        }

        public Task<IReadOnlyDictionary<Guid, RowStamp>> ReadStampsAsync(
            IReadOnlyCollection<Guid> projectIds, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<Guid, RowStamp>>(new Dictionary<Guid, RowStamp>());

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
