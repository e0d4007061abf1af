using System.Diagnostics;
using System.Globalization;
using AiDevFramework.TestSupport.Processes;
using Npgsql;

namespace AiDevFramework.TestSupport.Postgres;

/// <summary>A streaming standby of a private server: a copy that follows it, takes reads, and can be made a primary of its own.</summary>
internal sealed class StandbyServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder;
    private readonly Process _process;
    private readonly OutputLog _log;

    private StandbyServer(DirectoryInfo folder, Process process, OutputLog log, NpgsqlConnectionStringBuilder administrator)
    {
        (_folder, _process, _log) = (folder, process, log);
        Administrator = administrator;
    }

    public int Port => Administrator.Port;

    private NpgsqlConnectionStringBuilder Administrator { get; }

    /// <param name="connectionString">The primary's, of a user who may replicate.</param>
    /// <returns>A standby that has caught up with what the primary had.</returns>
    public static async Task<StandbyServer> StartAsync(string connectionString, CancellationToken cancellationToken)
    {
        var primary = new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false };
        var folder = Directory.CreateTempSubdirectory("aidev-pg-standby-");
        var binaries = PostgresBinaries.Find();
        var programs = Path.GetDirectoryName(new FileInfo(binaries.InitDb).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? binaries.InitDb)!;
        var user = !Environment.IsPrivilegedProcess ? null : Executables.UserExists("postgres") ? "postgres" : "nobody";
        var data = Path.Combine(folder.FullName, "data");
        if (user is not null)
        {
            await RequireAsync(["chown", user, folder.FullName], null, null, cancellationToken);
        }

        await RequireAsync(
            [
                Path.Combine(programs, "pg_basebackup"), "-D", data, "-h", primary.Host!,
                "-p", primary.Port.ToString(CultureInfo.InvariantCulture), "-U", primary.Username!, "-R", "-X", "stream", "--no-sync", "-c", "fast",
            ],
            user,
            primary.Password,
            cancellationToken);
        var port = FreePort.Next();
        string[] settings = ["listen_addresses=127.0.0.1", $"port={port}", "unix_socket_directories=", "hot_standby=on", "fsync=off", "max_connections=200"];
        var process = await ChildProcesses.StartAsync(
            [binaries.Postgres, "-D", data, .. settings.SelectMany(setting => (string[])["-c", setting])], "QUIT", user, start =>
            {
                start.WorkingDirectory = "/";
                start.Environment["LC_ALL"] = "C";
                start.RedirectStandardOutput = true;
                start.RedirectStandardError = true;
            });
        var log = new OutputLog();
        log.Follow(process);
        var standby = new StandbyServer(
            folder, process, log, new NpgsqlConnectionStringBuilder(primary.ConnectionString) { Port = port });
        await standby.WaitAsync("select pg_is_in_recovery()", cancellationToken);
        return standby;
    }

    /// <summary>Waits until it has what the primary had committed when this was called.</summary>
    public async Task CatchUpAsync(string primary, CancellationToken cancellationToken)
    {
        var position = await ScalarAsync(primary, "select pg_current_wal_lsn()::text", cancellationToken);
        await WaitAsync($"select pg_last_wal_replay_lsn() >= '{position}'::pg_lsn", cancellationToken);
    }

    /// <summary>Makes it a primary.</summary>
    public async Task PromoteAsync(CancellationToken cancellationToken)
    {
        await ScalarAsync(Administrator.ConnectionString, "select pg_promote(wait => true, wait_seconds => 60)", cancellationToken);
        await WaitAsync("select not pg_is_in_recovery()", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Signal(ProcessSignal.Quit);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task WaitAsync(string condition, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await HoldsAsync(condition, deadline.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The standby ended with {_process.ExitCode}. Its log:\n{_log.Text}");
            }

            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }

    private async Task<bool> HoldsAsync(string condition, CancellationToken cancellationToken)
    {
        try
        {
            return await ScalarAsync(Administrator.ConnectionString, condition, cancellationToken) is true;
        }
        catch (NpgsqlException)
        {
            return false; // not listening yet
        }
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // our own texts
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task RequireAsync(
        IReadOnlyList<string> command, string? user, string? password, CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync(command, cancellationToken, user, start =>
        {
            start.WorkingDirectory = "/";
            start.Environment["LC_ALL"] = "C";
            start.Environment["PGPASSWORD"] = password;
        });
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command[0]} ended with {result.ExitCode}:\n{result.Output}");
        }
    }
}
