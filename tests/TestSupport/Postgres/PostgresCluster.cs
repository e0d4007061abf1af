using System.Diagnostics;
using System.Globalization;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.TestSupport.Postgres;

/// <summary>The files of a private server and the user they belong to: PostgreSQL refuses to run as root.</summary>
internal sealed class PostgresCluster : IDisposable
{
    public const string Administrator = "postgres";

    private const string DeathSignal = "QUIT"; // the server takes its own processes along

    /// <summary>For a server that works: as it comes it has 128 MB of memory, writes everything out after a gigabyte of log, and keeps
    /// little of the log's files for reuse.</summary>
    private static readonly string[] _sized = ["shared_buffers=1GB", "max_wal_size=4GB", "min_wal_size=3GB"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-pg-");
    private readonly PostgresBinaries _binaries = PostgresBinaries.Find();
    private readonly PostgresOptions _options;
    private readonly string? _user;

    private PostgresCluster(PostgresOptions options)
    {
        _options = options;
        _user = !Environment.IsPrivilegedProcess ? null : Executables.UserExists("postgres") ? "postgres" : "nobody";
    }

    public string DataDirectory => Path.Combine(_folder.FullName, "data");

    /// <exception cref="InvalidOperationException">initdb failed; the message has its output.</exception>
    public static async Task<PostgresCluster> CreateAsync(PostgresOptions options, string password, CancellationToken cancellationToken)
    {
        var cluster = new PostgresCluster(options);
        try
        {
            await cluster.InitialiseAsync(password, cancellationToken);
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    public Task<Process> StartServerAsync(int port)
    {
        string[] tuning = _options.Durable ? _sized : ["fsync=off", "full_page_writes=off"];
        string[] settings =
        [
            "listen_addresses=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"port={port}"),
            $"unix_socket_directories={SocketDirectory}",
            string.Create(CultureInfo.InvariantCulture, $"max_connections={_options.MaxConnections}"),
            .. tuning,
        ];
        string[] command = [_binaries.Postgres, "-D", DataDirectory, .. settings.SelectMany(setting => (string[])["-c", setting])];
        return ChildProcesses.StartAsync(command, DeathSignal, _user, start =>
        {
            Configure(start);
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
        });
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>None where the path would be longer than a socket's address may be.</summary>
    private string SocketDirectory => _folder.FullName.Length <= 80 ? _folder.FullName : "";

    private async Task InitialiseAsync(string password, CancellationToken cancellationToken)
    {
        var passwordFile = Path.Combine(_folder.FullName, "password");
        await File.WriteAllTextAsync(passwordFile, password, cancellationToken);
        if (_user is not null)
        {
            await RunAsync(["chown", "-R", _user, _folder.FullName], user: null, cancellationToken);
        }

        string[] sync = _options.Durable ? [] : ["--no-sync"];
        await RunAsync(
            [
                _binaries.InitDb, "-D", DataDirectory, "-U", Administrator, "--pwfile", passwordFile, "-A", "scram-sha-256",
                "-E", "UTF8", "--locale", "C", .. sync,
            ],
            _user,
            cancellationToken);
    }

    private static async Task RunAsync(IReadOnlyList<string> command, string? user, CancellationToken cancellationToken)
    {
        var result = await Tool.RunAsync(command, cancellationToken, user, Configure);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command[0]} ended with {result.ExitCode}:\n{result.Output}");
        }
    }

    private static void Configure(ProcessStartInfo start)
    {
        start.WorkingDirectory = "/"; // the user may not be allowed into the tests' folder
        start.Environment["LC_ALL"] = "C"; // messages in English, whatever the machine speaks
    }
}
