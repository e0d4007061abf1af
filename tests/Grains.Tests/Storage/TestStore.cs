using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.State;
using AiDevFramework.Settings;
using AiDevFramework.Storage;
using AiDevFramework.TestSupport.Postgres;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Tests.Storage;

/// <summary>A migrated database of its own, and the parts that read and write it.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly DirectoryInfo? _folder;
    private readonly ITransitionTable _table;
    private readonly TransitionWriter _writer;

    private TestStore(Database database, DirectoryInfo? folder)
    {
        (Database, _folder) = (database, folder);
        _table = database is PostgresDatabase postgres ? new PostgresTransitions(postgres) : new SqliteTransitions((SqliteDatabase)database);
        _writer = new TransitionWriter(_table, TimeProvider.System, NullLogger<TransitionWriter>.Instance);
        Store = new ProjectStore(database, _writer);
    }

    public Database Database { get; }

    public ProjectStore Store { get; }

    public ProjectReader Reader => new(Database);

    /// <param name="postgres"><see langword="null"/>: a SQLite file.</param>
    public static async Task<TestStore> StartAsync(PostgresFixture? postgres)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = postgres is null ? Directory.CreateTempSubdirectory("aidev-store-") : null;
        var options = postgres is null
            ? new DatabaseOptions { DataDir = folder!.FullName }
            : new DatabaseOptions { Url = PostgresServer.UrlOf(await postgres.CreateDatabaseAsync(cancellation)) };
        var migrator = new DatabaseMigrator(Options.Create(options));
        await using (await migrator.LockAsync(cancellation))
        {
            migrator.Up();
        }

        var store = new TestStore(Database.Create(options), folder);
        await store._writer.StartAsync(cancellation);
        return store;
    }

    /// <summary>Stores a project as it is given, in two writes.</summary>
    public async Task<ProjectSnapshot> PutAsync(ProjectSnapshot project, IReadOnlyList<StoredDocument>? documents = null, params IReadOnlyList<ProgressEvent> events)
    {
        var created = project with
        {
            Status = Abstractions.Projects.WorkflowStatus.Created,
            CurrentPhase = null,
            CompletedAt = null,
            Version = 1,
            Owner = null,
            Run = 0,
            RunStartedAt = null,
            LastSeq = 0,
        };
        Assert.True(await Store.TryCreateAsync(created, TestContext.Current.CancellationToken));
        return await MoveAsync(created, project, documents, events);
    }

    /// <summary>Stores what a project has become.</summary>
    public async Task<ProjectSnapshot> MoveAsync(
        ProjectSnapshot from, ProjectSnapshot to, IReadOnlyList<StoredDocument>? documents = null, params IReadOnlyList<ProgressEvent> events)
    {
        var next = to with { Version = from.Version + 1 };
        Assert.Equal(
            CommitResult.Committed,
            await Store.CommitAsync(
                new Transition(WorkflowState.Of(next), from.Version, [], [], documents ?? [], events), TestContext.Current.CancellationToken));
        return next;
    }

    /// <summary>Takes up all changes.</summary>
    public async Task IndexAsync()
    {
        var index = new ProjectIndex(Database);
        while (await index.UpdateAsync(50, TestContext.Current.CancellationToken) > 0)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.StopAsync(CancellationToken.None);
        _writer.Dispose();
        await _table.DisposeAsync();
        await Database.DisposeAsync();
        if (_folder is not null)
        {
            SqliteConnection.ClearAllPools();
            _folder.Delete(recursive: true);
        }
    }
}
