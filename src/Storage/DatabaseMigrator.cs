using AiDevFramework.Settings;
using AiDevFramework.Storage.Migrations;
using FluentMigrator.Runner;
using FluentMigrator.Runner.Initialization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AiDevFramework.Storage;

/// <summary>
/// Brings the tables to the version of this program and back. Callers hold <see cref="LockAsync(CancellationToken)"/> meanwhile: of several
/// processes that start at once on an empty database one makes the tables and the others find them.
/// </summary>
internal sealed class DatabaseMigrator(IOptions<DatabaseOptions> options)
{
    /// <summary>PostgreSQL 14 is the oldest version that is tested.</summary>
    private const int OldestPostgres = 14;

    /// <summary>Key of the advisory lock, chosen once: the letters "aidevmig".</summary>
    private const long LockKey = 0x61_69_64_65_76_6D_69_67;

    private readonly DatabaseOptions _options = options.Value;

    /// <summary>For one connection at a time, which is not pooled.</summary>
    public string ConnectionString => _options.UsesPostgres
        ? DatabaseUrl.WithTimeout(DatabaseUrl.ConnectionString(_options), seconds: 5, connection =>
        {
            connection.Pooling = false;
            connection.ApplicationName = "aidev start";
            connection.TcpKeepAlive = true;
        })
        : new SqliteConnectionStringBuilder { DataSource = _options.SqlitePath, Pooling = false, ForeignKeys = true }.ConnectionString;

    /// <summary>Newer tables will do where they serve this program too.</summary>
    private static void RequireServed(MigrationStatus status)
    {
        var applied = status.Migrations.Where(migration => migration.Applied)
            .Select(migration => new AppliedMigration(migration.Version, migration.Name is null ? migration.OldestProgram : 0));
        if (SchemaRules.FindRefusal(applied, SchemaCatalogue.Program) is { } refusal)
        {
            throw new DatabaseStartException(
                $"The tables in {status.Database} are {refusal} Start the newer program, or take its migrations back with it: migrate down.");
        }
    }

    private static void RequireKnown(MigrationStatus status)
    {
        if (status.Migrations.LastOrDefault(migration => migration.Name is null) is { } unknown)
        {
            throw new DatabaseStartException(
                $"The tables in {status.Database} are at version {unknown.Version}, which is newer than this program. "
                + "Take its migrations back with the newer program: migrate down.");
        }
    }

    /// <summary>Makes this process the only one that may change the tables, until the result is disposed of; of a SQLite file, the only one
    /// that may use it.</summary>
    /// <exception cref="DatabaseStartException">The database cannot be used; says why.</exception>
    public Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken) => LockAsync(canWait: true, cancellationToken);

    /// <inheritdoc cref="LockAsync(CancellationToken)"/>
    /// <param name="canWait">Whether to wait for another process that changes the tables now. That of a SQLite file is never waited for.</param>
    public async Task<IAsyncDisposable> LockAsync(bool canWait, CancellationToken cancellationToken)
    {
        if (!_options.UsesPostgres)
        {
            return SqliteLock.Acquire(_options.SqlitePath);
        }

        var connection = new NpgsqlConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (connection.PostgreSqlVersion.Major < OldestPostgres)
            {
                throw new DatabaseStartException(
                    $"The PostgreSQL server is version {connection.PostgreSqlVersion}; version {OldestPostgres} or later is needed.");
            }

            await using var command = new NpgsqlCommand(canWait ? "select pg_advisory_lock($1)" : "select pg_try_advisory_lock($1)", connection)
            {
                Parameters = { new() { Value = LockKey } },
                CommandTimeout = 120, // another process may be migrating a large table
            };
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not false
                ? connection // the lock goes with it
                : throw new DatabaseStartException("Another process changes the tables of this database now, or starts on it. Try again when it is done.");
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (DatabaseProblem.Explain(exception, _options) is { } problem)
            {
                throw problem;
            }

            throw;
        }
    }

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="DatabaseStartException">The database cannot be used, or its tables do not serve this program any more.</exception>
    public void Up() => Run(runner =>
    {
        RequireServed(StatusOf(runner));
        runner.MigrateUp();
        return 0;
    });

    /// <summary>Takes the last migration back, with the data in it; does nothing on an empty database.</summary>
    /// <exception cref="DatabaseStartException">The database cannot be used, or its tables are newer than this program.</exception>
    public void Down() => Run(runner =>
    {
        var status = StatusOf(runner);
        RequireKnown(status);
        if (status.Version > 0)
        {
            runner.Rollback(1);
        }

        return 0;
    });

    /// <exception cref="DatabaseStartException">The database cannot be used.</exception>
    public MigrationStatus Status() => Run(StatusOf);

    /// <returns>A program that uses the tables now, for people; <see langword="null"/> where there is none. The lock of a SQLite file
    /// already keeps all others out.</returns>
    /// <exception cref="DatabaseStartException">The database cannot be used.</exception>
    public async Task<string?> FindUserAsync(CancellationToken cancellationToken)
    {
        if (!_options.UsesPostgres)
        {
            return null;
        }

        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await TableUsers.FindAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (DatabaseProblem.Explain(exception, _options) is { } problem)
        {
            throw problem;
        }
    }

    /// <returns>What taking the last migration back loses, for people; <see langword="null"/> where none is applied.</returns>
    /// <exception cref="DatabaseStartException">The database cannot be used, or its tables are newer than this program.</exception>
    public string? DescribeLoss() => Run(runner =>
    {
        var status = StatusOf(runner);
        RequireKnown(status);
        return status.Version > 0 ? SchemaLoss.Describe(status.Migrations.Single(migration => migration.Version == status.Version), runner.Processor) : null;
    });

    private string Description => _options.UsesPostgres
        ? PostgresDatabase.DescriptionOf(new NpgsqlConnectionStringBuilder(ConnectionString))
        : $"SQLite file {_options.SqlitePath}";

    private MigrationStatus StatusOf(IMigrationRunner runner)
    {
        var loader = (MigrationRunner)runner;
        var ledger = (SchemaLedger)loader.VersionLoader;
        ledger.LoadVersionInfo();
        var applied = ledger.VersionInfo.AppliedMigrations().ToHashSet();
        var known = loader.MigrationLoader.LoadMigrations().ToDictionary(pair => pair.Key, pair => pair.Value.Migration.GetType().Name);
        return new MigrationStatus(
            Description,
            [
                .. applied.Union(known.Keys).Order()
                    .Select(version => new MigrationState(
                        version, known.GetValueOrDefault(version), applied.Contains(version), ledger.OldestPrograms.TryGetValue(version, out var oldest) ? oldest : null)),
            ]);
    }

    private T Run<T>(Func<IMigrationRunner, T> work)
    {
        try
        {
            PrepareSqlite();
            using var services = new ServiceCollection()
                .AddFluentMigratorCore()
                .ConfigureRunner(builder => (_options.UsesPostgres ? builder.AddPostgres() : builder.AddSQLite())
                    .WithGlobalConnectionString(ConnectionString)
                    .WithVersionTable(new SchemaVersions())
                    .WithMigrationsIn(typeof(InitialSchema).Assembly))
                .AddScoped<IVersionLoader, SchemaLedger>()
                .Configure<RunnerOptions>(runner => runner.TransactionPerSession = true)
                .BuildServiceProvider();
            using var scope = services.CreateScope();
            return work(scope.ServiceProvider.GetRequiredService<IMigrationRunner>());
        }
        catch (Exception exception) when (DatabaseProblem.Explain(exception, _options) is { } problem)
        {
            throw problem;
        }
    }

    private void PrepareSqlite()
    {
        if (!_options.UsesPostgres)
        {
            SqliteFile.Prepare(_options.SqlitePath);
        }
    }
}
