using System.Net;
using System.Net.Sockets;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Data.Sqlite;
using static AiDevFramework.Cluster.Tests.Hosting.StartRunner;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>Starts that cannot work, by real processes: each ends with a sentence that says what to do.</summary>
public sealed class StartProblemTests
{
    [Theory(Timeout = 300_000)]
    [InlineData("src/Gateway")]
    [InlineData("src/Silo")]
    public async Task Start_OnAnAddressOfAnotherMachine_NamesThoseOfThisOne(string host)
    {
        var output = await RefusedAsync(HostOf(host), With(("HOST", "203.0.113.7"), ("DATABASE_URL", host == "src/Silo" ? "postgresql://127.0.0.1:1/x" : null)));

        Assert.Contains("HOST is 203.0.113.7, which is no address of this machine.", output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_OnAPortInUse_NamesTheSetting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var output = await RefusedAsync(AppHost.Gateway, new AppOptions { Port = port });

        Assert.Contains($"127.0.0.1:{port} is in use. Stop what listens there, or set PORT to another number.", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_OnAPortOfTheSystem_SaysWhatItTakes()
    {
        // A network of its own: many containers let every user open every port.
        string[] withoutRights = ["unshare", "--user", "--map-root-user", "--net", "setpriv", "--bounding-set=-all", "--inh-caps=-all"];
        var output = await RefusedAsync(AppHost.Gateway, With(("PORT", "80"), ("HOST", "0.0.0.0")) with { Wrapper = withoutRights });

        Assert.Contains("Port 80 may not be opened by this user", output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 300_000)]
    [InlineData("mount -t tmpfs -o size=256k full \"$DATA_DIR\"; dd if=/dev/zero of=\"$DATA_DIR/fill\" bs=4k 2>/dev/null || true", "is full. Make room")]
    [InlineData("mount -t tmpfs -o size=96k full \"$DATA_DIR\"", "is full. Make room")] // the tables do not fit
    [InlineData("mount -t tmpfs none \"$DATA_DIR\"; mount -o remount,ro \"$DATA_DIR\"", "is read-only. Set DATA_DIR")]
    public async Task Start_OnADiskThatTakesNothing_SaysWhichItIs(string mount, string expected)
    {
        foreach (var arguments in (string[][])[[], ["migrate", "up"]])
        {
            var output = await RefusedAsync(
                AppHost.Gateway,
                new AppOptions
                {
                    Wrapper = WithMounts(mount),
                    Prepare = folder => Directory.CreateDirectory(Path.Combine(folder, "data")),
                    Arguments = arguments,
                });

            Assert.Contains(expected, output, StringComparison.Ordinal);
        }
    }

    [Theory(Timeout = 300_000)]
    [InlineData("garbage", "is no SQLite database. Move it away to begin anew")]
    [InlineData("foreign", "holds tables of another program. Move it away to begin anew")]
    [InlineData("above", "data is a file, and a folder is expected there.", "data/deep/er")]
    [InlineData("empty", "is empty: it holds no projects")]
    [InlineData("folder", "is a folder, and the database file is expected there.")]
    [InlineData("lock", "is a folder, and a file is expected there.")]
    [InlineData("file", "is a file, and a folder is expected there.")]
    [InlineData("env", ".env is a folder, and the file with the settings is expected there.")]
    [InlineData("env-lines", ".env, line 2: expected NAME=value")]
    public async Task Start_WithSomethingElseInThePlaceOfAFile_SaysWhatIsThere(string kind, string expected, string? dataDir = null)
    {
        foreach (var arguments in (string[][])[[], ["migrate", "up"]])
        {
            var output = await RefusedAsync(
                AppHost.Gateway, (dataDir is null ? new AppOptions() : With(("DATA_DIR", dataDir))) with { Prepare = folder => Put(kind, folder), Arguments = arguments });

            Assert.Contains(expected, output, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_WithATokenFileThatIsAFolder_SaysSo()
    {
        var output = await RefusedAsync(
            AppHost.Gateway,
            With(("ADMIN_TOKEN", null), ("DOTNET_ENVIRONMENT", "Development")) with
            {
                Prepare = folder => Directory.CreateDirectory(Path.Combine(folder, "data", "admin-token")),
            });

        Assert.Contains("admin-token is a folder, and a file is expected there.", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_AsAUserWhoMayNotReadOrWrite_SaysWhichFile()
    {
        var user = Environment.IsPrivilegedProcess ? "nobody" : null; // root may read everything

        var settings = await RefusedAsync(AppHost.Gateway, new AppOptions { User = user, Prepare = folder => Close(Path.Combine(folder, ".env"), "DEBUG=1\n") });
        var data = await RefusedAsync(AppHost.Gateway, With(("DATA_DIR", "/root/aidev-data")) with { User = user });
        var token = await RefusedAsync(AppHost.Gateway, With(("ADMIN_TOKEN", null), ("DOTNET_ENVIRONMENT", "Development")) with
        {
            User = user,
            Prepare = folder => Close(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "data")).FullName, "admin-token"), "hush"),
        });

        Assert.Contains("This user may not read", settings, StringComparison.Ordinal);
        Assert.Contains("Set DATA_DIR to a folder that this user may write to.", data, StringComparison.Ordinal);
        Assert.Matches("The file [^ ]+/data/admin-token cannot be read and written by this user. Give it to this user", token);
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_WithSecretsInBadSettings_RepeatsNone()
    {
        var output = await RefusedAsync(
            AppHost.Gateway,
            With(
                ("DATABASE_URL", "postgresql://ann:hush/hush@db/plans"), ("LLM_EXTRA_HEADERS", "[\"api-key: hush\""), ("LLM_PROXY", "ftp://ann:hush@proxy"),
                ("OPENROUTER_BASE_URL", "https://ann:hush@models/v1"), ("OPENROUTER_API_KEY", "hush hush"), ("ADMIN_TOKEN", "hush"),
                ("LANGFUSE_HOST", "ftp://ann:hush@traces"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://ann:hush@collector"), ("HOST", "ann:hush@here"),
                ("PORT", "sk-hush"), ("LOG_LEVEL", "Bearer hush")));

        Assert.Contains("DATABASE_URL", output, StringComparison.Ordinal);
        Assert.All(
            (string[])["LLM_EXTRA_HEADERS", "LLM_PROXY", "OPENROUTER_BASE_URL", "OPENROUTER_API_KEY", "ADMIN_TOKEN", "LANGFUSE_HOST", "HOST", "PORT", "LOG_LEVEL"],
            name => Assert.Contains(name, output, StringComparison.Ordinal));
        Assert.DoesNotContain("hush", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_WithCollectorHeadersThatAreNone_NamesTheSetting()
    {
        var output = await RefusedAsync(
            AppHost.Gateway, With(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), ("OTEL_EXPORTER_OTLP_HEADERS", "hush")));

        Assert.Contains("OTEL_EXPORTER_OTLP_HEADERS must be", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", output, StringComparison.Ordinal);
    }

    private static AppHost HostOf(string folder) => folder == "src/Silo" ? AppHost.Silo : AppHost.Gateway;

    private static void Put(string kind, string folder)
    {
        var data = Path.Combine(folder, "data");
        if (kind is "file" or "above")
        {
            File.WriteAllText(data, "");
            return;
        }

        var database = Path.Combine(Directory.CreateDirectory(data).FullName, "aidev.db");
        switch (kind)
        {
            case "garbage":
                File.WriteAllText(database, new string('x', 10_000));
                break;
            case "foreign":
                using (var connection = new SqliteConnection($"Data Source={database};Pooling=False"))
                {
                    connection.Open();
                    using var command = connection.CreateCommand();
                    command.CommandText = "create table projects (title text)";
                    command.ExecuteNonQuery();
                }

                break;
            case "empty":
                File.WriteAllText(database, "");
                break;
            case "folder":
                Directory.CreateDirectory(database);
                break;
            case "lock":
                Directory.CreateDirectory(database + ".lock");
                break;
            case "env":
                Directory.CreateDirectory(Path.Combine(folder, ".env"));
                break;
            default:
                File.WriteAllText(Path.Combine(folder, ".env"), "DEBUG=1\nthis is no line\n");
                break;
        }
    }

    private static void Close(string file, string text)
    {
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.None);
        }
    }
}
