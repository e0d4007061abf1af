using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using AiDevFramework.Settings;
using AiDevFramework.TestSupport.Processes;
using Npgsql;

namespace AiDevFramework.TestSupport.Postgres;

/// <summary>
/// A PostgreSQL server of our own on a free port of the loopback interface, with its data in a temporary folder; both are gone
/// when it is disposed of. Where <c>AIDEV_TEST_POSTGRES</c> holds a connection string or URL, that server is used instead and
/// only the databases are made and dropped.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string OverrideVariable = "AIDEV_TEST_POSTGRES";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);

    private readonly SemaphoreSlim _creating = new(1, 1);
    private readonly List<string> _databases = [];
    private readonly NpgsqlConnectionStringBuilder _administrator;
    private readonly PostgresCluster? _cluster;
    private Process? _process;
    private OutputLog _log = new();

    private PostgresServer(NpgsqlConnectionStringBuilder administrator, PostgresCluster? cluster)
    {
        _administrator = administrator;
        _cluster = cluster;
    }

    /// <summary>Where the server keeps its data; <see langword="null"/> for a server that is not ours.</summary>
    public string? DataDirectory => _cluster?.DataDirectory;

    /// <summary>The process that starts all others of the server; <see langword="null"/> for a server that is not ours.</summary>
    public int? ProcessId => _process?.Id;

    /// <returns>A server that takes connections.</returns>
    /// <exception cref="InvalidOperationException">No server programs, or a server that does not start; the message says why.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresOptions options, CancellationToken cancellationToken)
    {
        FastSuite.Refuse("PostgreSQL");
        if (!options.Private && Environment.GetEnvironmentVariable(OverrideVariable) is { Length: > 0 } existing)
        {
            var text = existing.Contains("://", StringComparison.Ordinal)
                ? DatabaseUrl.ConnectionString(new DatabaseOptions { Url = existing })
                : existing;
            return new PostgresServer(new NpgsqlConnectionStringBuilder(text) { Pooling = false }, cluster: null);
        }

        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var cluster = await PostgresCluster.CreateAsync(options, password, cancellationToken);
        var server = new PostgresServer(
            new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = FreePort.Next(),
                Username = PostgresCluster.Administrator,
                Password = password,
                Database = "postgres",
                Pooling = false,
            },
            cluster);
        try
        {
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a server that was stopped, on the same port with the same data.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var cluster = Own();
        if (_process is { HasExited: false })
        {
            throw new InvalidOperationException("The PostgreSQL server runs already.");
        }

        _process?.Dispose();
        _log = new OutputLog();
        _process = await cluster.StartServerAsync(_administrator.Port);
        _log.Follow(_process);
        await WaitUntilReadyAsync(_process, cancellationToken);
    }

    /// <summary>Ends every connection, and the server with them.</summary>
    /// <param name="immediate">As a crash would: nothing is written out, the next start recovers from the log.</param>
    public async Task StopAsync(bool immediate, CancellationToken cancellationToken)
    {
        Own();
        if (_process is not { HasExited: false } process)
        {
            return;
        }

        process.Signal(immediate ? ProcessSignal.Quit : ProcessSignal.Interrupt);
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(Deadline, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"The PostgreSQL server did not stop within {Deadline}. Its log:\n{_log.Text}", exception);
        }
    }

    public async Task RestartAsync(bool immediate, CancellationToken cancellationToken)
    {
        await StopAsync(immediate, cancellationToken);
        await StartAsync(cancellationToken);
    }

    /// <summary>Writes everything out, so that the files of the log can be used again, as on a server that has run for some time: a new
    /// one makes each of them first.</summary>
    public Task CheckpointAsync(CancellationToken cancellationToken) => ExecuteAsync("checkpoint", cancellationToken);

    /// <returns>The connection string of a new, empty database.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = $"aidev_{Guid.NewGuid():n}";
        await _creating.WaitAsync(cancellationToken); // two at a time can be in each other's way in the template
        try
        {
            await ExecuteAsync($"create database {name}", cancellationToken);
            _databases.Add(name);
        }
        finally
        {
            _creating.Release();
        }

        return new NpgsqlConnectionStringBuilder(_administrator.ConnectionString) { Database = name, Pooling = true }.ConnectionString;
    }

    /// <returns>The same address as <c>DATABASE_URL</c> spells it.</returns>
    public static string UrlOf(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        var url = string.Create(
            CultureInfo.InvariantCulture,
            $"postgresql://{Escape(parts.Username)}:{Escape(parts.Password)}@{parts.Host}:{parts.Port}/{Escape(parts.Database)}");
        return parts.ContainsKey("SSL Mode") && parts.SslMode != SslMode.Prefer ? $"{url}?sslmode={parts.SslMode}" : url;
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is null)
        {
            foreach (var database in _databases)
            {
                await ExecuteAsync($"drop database if exists {database} with (force)", CancellationToken.None);
            }
        }
        else
        {
            await StopAsync(immediate: true, CancellationToken.None); // nobody will read the data again
            _process?.Dispose();
            _cluster.Dispose();
        }

        _creating.Dispose();
    }

    private static string Escape(string? text) => Uri.EscapeDataString(text ?? "");

    private PostgresCluster Own() => _cluster ?? throw new InvalidOperationException(
        $"{OverrideVariable} names a server that is not ours to stop. Ask for a private one: {nameof(PostgresOptions)}.{nameof(PostgresOptions.Private)}.");

    private async Task WaitUntilReadyAsync(Process process, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        using var timer = new PeriodicTimer(PollInterval);
        try
        {
            while (!await IsReadyAsync(deadline.Token))
            {
                if (process.HasExited)
                {
                    await _log.Ended.WaitAsync(deadline.Token);
                    throw new InvalidOperationException($"The PostgreSQL server ended with {process.ExitCode}. Its log:\n{_log.Text}");
                }

                await timer.WaitForNextTickAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"The PostgreSQL server took no connections within {Deadline}. Its log:\n{_log.Text}", exception);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync("select 1", cancellationToken);
            return true;
        }
        catch (NpgsqlException exception) when (exception is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow })
        {
            return false; // not listening yet, or still recovering
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_administrator.ConnectionString);
        await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // identifiers cannot be parameters; these are our own hexadecimal names
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
