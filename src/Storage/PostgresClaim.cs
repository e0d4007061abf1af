using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AiDevFramework.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace AiDevFramework.Storage;

/// <summary>
/// Says in a PostgreSQL database who uses it: one process alone, or the silos of one cluster. Processes that do not know each
/// other would take each other's runs for lost. It is an advisory lock of a session, so it ends with the process.
/// </summary>
internal sealed partial class PostgresClaim(
    string connectionString, DatabaseUse use, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    /// <summary>First key of the locks, chosen once: the letters "aidu". The second is 0 for the database as such, else a cluster.</summary>
    internal const int Key = 0x61_69_64_75;

    /// <summary>A process that was killed a moment ago may still have its session.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _ending = new();
    private NpgsqlConnection? _session;
    private Task _holding = Task.CompletedTask;

    /// <exception cref="DatabaseStartException">Somebody else uses the database; says what to do.</exception>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        await AcquireSessionAsync(cancellationToken).ConfigureAwait(false);
        _holding = HoldAsync(_ending.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _holding.ConfigureAwait(false);
        await EndSessionAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    private async Task AcquireSessionAsync(CancellationToken cancellationToken) =>
        _session = await Repeated.TryAsync(() => TryOpenAsync(cancellationToken), Patience, clock, cancellationToken).ConfigureAwait(false)
            ?? throw new DatabaseStartException(
                $"The database {PostgresDatabase.DescriptionOf(new NpgsqlConnectionStringBuilder(connectionString))} is in use by another "
                + "process of this service that runs alone, or by another cluster. Stop that one, give this one a database of its own, or "
                + "let all be silos and gateways of one cluster (ORLEANS_CLUSTER_ID).");

    /// <returns><see langword="null"/> where somebody else has it.</returns>
    private async Task<NpgsqlConnection?> TryOpenAsync(CancellationToken cancellationToken)
    {
        var session = new NpgsqlConnection(connectionString);
        try
        {
            await session.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (await IsFreeAsync(session, cancellationToken).ConfigureAwait(false))
            {
                return session;
            }
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await session.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    private async Task<bool> IsFreeAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        const string alone = "select pg_try_advisory_lock($1, $2)";
        const string shared = """
            select pg_try_advisory_lock_shared($1, 0) and pg_try_advisory_lock_shared($1, $2)
               and not exists (
                   select 1
                     from pg_locks
                    where locktype = 'advisory' and granted
                      and database = (select oid from pg_database where datname = current_database())
                      and classid::bigint = $1 and objid::bigint not in (0, $2))
            """;

        await using var command = new NpgsqlCommand(use.Cluster is null ? alone : shared, session)
        {
            Parameters = { new() { Value = Key }, new() { Value = use.Cluster is { } cluster ? NumberOf(cluster) : 0 } },
        };
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    /// <summary>Acquires the claim again where its session was lost, as by a restart of the server.</summary>
    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(CheckInterval, clock, cancellationToken).ConfigureAwait(false);
                try
                {
                    await using var command = new NpgsqlCommand("select 1", _session);
                    await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    await EndSessionAsync().ConfigureAwait(false);
                    await TryReacquireAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // the process ends
        }
        catch (DatabaseStartException exception)
        {
            LogTaken(exception.Message);
            lifetime.StopApplication();
        }
    }

    /// <summary>While the server is away nobody else can acquire the claim either: the next round tries again.</summary>
    private async Task TryReacquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AcquireSessionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or DatabaseStartException))
        {
            // without a session the next check fails, and it is tried again
        }
    }

    private async Task EndSessionAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <returns>1 or more, the same in every process.</returns>
    private static int NumberOf(string cluster) =>
        (BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(cluster))) & 0x7FFF_FFFE) + 1;

    [LoggerMessage(LogLevel.Critical, "This process stops: {Problem}")]
    private partial void LogTaken(string problem);
}
