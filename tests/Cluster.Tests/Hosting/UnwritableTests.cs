using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>A database that answers and takes nothing: who is told, what goes on, and that it ends by itself.</summary>
public sealed class UnwritableTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <summary>Who runs the server of a test, which root must not.</summary>
    private static string PostgresUser =>
        !Environment.IsPrivilegedProcess ? Environment.UserName : Executables.UserExists("postgres") ? "postgres" : "nobody";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Embedded_WhoseFileMayNotGrow_ServesReadsAndRecoversByItself()
    {
        await using var app = await AppProcess.StartAsync(AppHost.Gateway, new AppOptions(), Cancellation);
        using var client = new ApiClient(app.Address, AppProcess.AdminToken);
        var project = await CreateAsync(client);

        await LimitFilesAsync(app, "8192");
        using var once = Once(app);
        await AssertRefusedAsync(() => once.CreateProjectAsync(Idea(), Cancellation), "storage-full");
        await AssertRefusedAsync(() => once.StartWorkflowAsync(project, Cancellation), "storage-full");
        await AssertStillServesAsync(app, client, project, "the disk of the database is full");

        await LimitFilesAsync(app, "unlimited");
        await WaitForHealthAsync(app, "healthy"); // nobody writes meanwhile: it has tried
        await CreateAsync(client);
        Assert.Single(LinesOf(app, "Nothing can be stored: the disk of the database is full. Make room on it"));
        Assert.Single(LinesOf(app, "The database can be written again, after "));
        Assert.DoesNotContain("   at ", app.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Embedded_OnADiskThatBecomesReadOnly_ServesReadsAndCallsItWhatItIs()
    {
        if (await FailingDisk.TryMountAsync(Cancellation) is not { } mounted)
        {
            TestContext.Current.AddWarning("NOT TESTED: only root may mount a disk that fails. The read-only server stands for it.");
            return;
        }

        await using var disk = mounted;
        await using var app = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions { Environment = new Dictionary<string, string?> { ["DATA_DIR"] = Path.Combine(disk.Path, "data") } },
            Cancellation);
        using var client = new ApiClient(app.Address, AppProcess.AdminToken);
        var project = await CreateAsync(client);

        await disk.FailAsync(Cancellation);
        await RefusedSoonAsync(app, "storage-read-only");
        await AssertStillServesAsync(app, client, project, "the database is read-only");
        Assert.NotEmpty(LinesOf(app, "Nothing can be stored: the database is read-only. Let it take writes"));
        Assert.Empty(LinesOf(app, "is full"));
    }

    [Fact(Timeout = 300_000)]
    public async Task Embedded_OnAFullDisk_ServesReadsAndRecoversByItself()
    {
        await using var app = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions
            {
                Wrapper = StartRunner.WithMounts("mount -t tmpfs -o size=8m small \"$DATA_DIR\""),
                Prepare = folder => Directory.CreateDirectory(Path.Combine(folder, "data")),
            },
            Cancellation);
        await using var disk = SmallDisk.Of(app, Path.Combine(app.Folder, "data"));
        using var client = new ApiClient(app.Address, AppProcess.AdminToken);
        var project = await CreateAsync(client);

        disk.Fill();
        await RefusedSoonAsync(app, "storage-full");
        await AssertStillServesAsync(app, client, project, "the disk of the database is full");

        disk.MakeRoom();
        await WaitForHealthAsync(app, "healthy");
        await client.CreateProjectAsync(Idea(), Cancellation);
    }

    [Fact(Timeout = 300_000)]
    public async Task Cluster_OnAFullDisk_HasUnreadySilosAndGatewaysThatServeReads()
    {
        if (await SmallDisk.TryMountAsync("64m", PostgresUser, Cancellation) is not { } mounted)
        {
            // A PostgreSQL server that was started elsewhere sees no mount of this user's own.
            TestContext.Current.AddWarning("NOT TESTED: only root, or a user with sudo, may mount a small disk that PostgreSQL sees. The read-only server stands for it.");
            return;
        }

        await using var disk = mounted;
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Private = true }, Cancellation);
        var somewhere = await server.CreateDatabaseAsync(Cancellation);
        await ExecuteAsync(somewhere, $"create tablespace small location '{disk.Path}'");
        await ExecuteAsync(somewhere, "create database small tablespace small");
        var connection = new NpgsqlConnectionStringBuilder(somewhere) { Database = "small" }.ConnectionString;
        await using var cluster = await AppCluster.StartAsync(connection, silos: 1, gateways: 1, Cancellation);

        await AssertUnwritableAsync(
            cluster, "storage-full", "the disk of the database is full", disk.Fill, disk.MakeRoom);
    }

    [Fact(Timeout = 300_000)]
    public async Task Cluster_OnAReadOnlyServer_HasUnreadySilosAndGatewaysThatServeReads()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Private = true }, Cancellation);
        var administration = await server.CreateDatabaseAsync(Cancellation);
        await using var cluster = await AppCluster.StartAsync(await server.CreateDatabaseAsync(Cancellation), silos: 1, gateways: 1, Cancellation);

        await AssertUnwritableAsync(
            cluster, "storage-read-only", "the database is read-only", () => SetReadOnly(administration, "on"), () => SetReadOnly(administration, "off"));
    }

    private static async Task AssertUnwritableAsync(AppCluster cluster, string type, string problem, Action take, Action giveBack)
    {
        using var client = cluster.Client(0);
        var project = await CreateAsync(client);

        take();
        await RefusedSoonAsync(cluster.Gateways[0], type);
        await AssertStillServesAsync(cluster.Gateways[0], client, project, problem);
        var silo = await AskAsync(cluster.Silos[0], "/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, silo.Status);
        Assert.Contains(problem, silo.Body.GetProperty("problems").GetProperty("writes").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(cluster.Silos[0], "/health/live")).Status);

        giveBack();
        await AppCluster.WaitUntilReadyAsync(cluster.Silos[0], Cancellation);
        await WaitForHealthAsync(cluster.Gateways[0], "healthy");
        await client.CreateProjectAsync(Idea(), Cancellation);
    }

    private static async Task AssertStillServesAsync(AppProcess app, ApiClient client, Guid project, string problem)
    {
        var health = await AskAsync(app, "/health");
        Assert.Equal((HttpStatusCode.OK, "degraded"), (health.Status, health.Body.GetProperty("status").GetString()));
        Assert.Contains(problem, health.Body.GetProperty("problems").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, "/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, "/health/live")).Status);
        Assert.Equal("CREATED", (await client.GetProjectAsync(project, Cancellation)).GetProperty("status").GetString());
    }

    /// <summary>For a client that takes the first answer: others would send what is refused again for a minute.</summary>
    private static ApiClient Once(AppProcess app) => new(app.Address, AppProcess.AdminToken) { Limit = TimeSpan.Zero };

    private static IEnumerable<string> LinesOf(AppProcess app, string text) =>
        app.Output.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal));

    private static async Task AssertRefusedAsync(Func<Task> write, string type)
    {
        var since = Stopwatch.GetTimestamp();
        var refused = await Assert.ThrowsAsync<ApiException>(write);
        while (IsTooLate(refused) && Stopwatch.GetElapsedTime(since) < Deadline)
        {
            refused = await Assert.ThrowsAsync<ApiException>(write);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.Contains($"urn:aidev:problem:{type}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Whoever runs the service has to ", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>What is stored in places that are there already may still find room.</summary>
    private static async Task RefusedSoonAsync(AppProcess app, string type)
    {
        using var client = Once(app);
        for (var project = 0; project < 500; project++)
        {
            try
            {
                await client.CreateProjectAsync(Idea(), Cancellation);
            }
            catch (ApiException exception) when (exception.Status is HttpStatusCode.ServiceUnavailable && !IsTooLate(exception))
            {
                await AssertRefusedAsync(() => Task.FromException(exception), type);
                return;
            }
            catch (ApiException exception) when (IsTooLate(exception))
            {
                // may be stored
            }
        }

        Assert.Fail("Everything could be stored.");
    }

    /// <summary>A request to a process on a busy machine may be answered too late.</summary>
    private static bool IsTooLate(ApiException exception) =>
        exception.Message.Contains("urn:aidev:problem:unavailable", StringComparison.Ordinal);

    private static Task<Guid> CreateAsync(ApiClient client) => client.CreateProjectAsync(Idea(), Cancellation); // patient where the machine is busy

    private static async Task WaitForHealthAsync(AppProcess app, string status)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(Deadline);
        while ((await AskAsync(app, "/health")).Body.GetProperty("status").GetString() != status)
        {
            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(AppProcess app, string path)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var answer = await http.GetAsync(path, Cancellation);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    private static async Task LimitFilesAsync(AppProcess app, string size)
    {
        var result = await Tool.RunAsync(
            ["prlimit", "--pid", app.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={size}:"], Cancellation); // the soft limit alone
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
    }

    private static void SetReadOnly(string connection, string value)
    {
        using var opened = new NpgsqlConnection(connection);
        opened.Open();
        foreach (var sql in (string[])[$"alter system set default_transaction_read_only = {value}", "select pg_reload_conf()"])
        {
#pragma warning disable CA2100 // the test's own texts
            using var command = new NpgsqlCommand(sql, opened);
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync(Cancellation);
#pragma warning disable CA2100 // the test's own texts
        await using var command = new NpgsqlCommand(sql, opened);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>As long as an idea may be, and nothing that compresses.</summary>
    private static string Idea() => Convert.ToHexString(RandomNumberGenerator.GetBytes(2_400));
}
