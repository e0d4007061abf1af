using System.Data.Common;
using System.Globalization;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;
using AiDevFramework.Settings;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Upgrades;

/// <summary>
/// The migrations of this release serve the release before: an upgrade begins with one new process that migrates while the old ones
/// work, and ends, where it went wrong, with old ones that start again on the new tables.
/// </summary>
public sealed class PreviousReleaseTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Projects = 8;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("aidev-upgrade-");
    private FakeOpenRouterServer _models = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await PreviousRelease.BuildAsync(Cancellation);
        _models = await FakeOpenRouterServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_models is not null)
        {
            await _models.DisposeAsync();
        }

        _data.Delete(recursive: true);
    }

    [Theory(Timeout = 900_000)]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task ProgramAlone_OfTheReleaseBefore_WorksOnTheTablesOfThisOne(string kind)
    {
        var database = kind is "sqlite" ? ("DATA_DIR", _data.FullName) : ("DATABASE_URL", await EmptyAsync());
        var environment = Settings(database);
        await MigrateAsync(environment);
        await ChangeAsync(environment, "alter table projects add column future text");
        await ChangeAsync(environment, "insert into schema_changes (version, description, min_program) values (900, 'Future', 6)");
        await using var old = await AppProcess.StartAsync(PreviousRelease.Gateway, new AppOptions { Environment = environment }, Cancellation);
        using var client = new ApiClient(old.Address, AppProcess.AdminToken);

        var projects = await StartRunsAsync(client);
        await old.KillAsync(Cancellation);
        await old.StartAsync(Cancellation);
        await AssertCompletedAsync(client, projects);
        await old.TerminateAsync(Cancellation);

        await using var current = await AppProcess.StartAsync(AppHost.Gateway, new AppOptions { Environment = environment }, Cancellation);
        using var reader = new ApiClient(current.Address, AppProcess.AdminToken);
        await AssertCompletedAsync(reader, projects);
    }

    [Theory(Timeout = 900_000)]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Program_OfTheReleaseBefore_IsRefusedByTablesThatAreWrittenDownAsTooNew(string kind)
    {
        var environment = Settings(kind is "sqlite" ? ("DATA_DIR", _data.FullName) : ("DATABASE_URL", await EmptyAsync()));
        await MigrateAsync(environment);
        await ChangeAsync(environment, "insert into schema_versions (version, description) values (900, 'Break')"); // as SchemaLedger does

        await using var old = await AppProcess.LaunchAsync(PreviousRelease.Gateway, new AppOptions { Environment = environment });

        Assert.Equal(1, await old.WaitForExitAsync(Cancellation));
        Assert.Contains("at version 900, which is newer than this program", old.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 900_000)]
    public async Task Cluster_OfTheReleaseBefore_WorksOnTheTablesOfThisOne()
    {
        var environment = Settings(
            ("DATABASE_URL", await EmptyAsync()), ("ORLEANS_CLUSTER_ID", "upgrade"), ("ORLEANS_ADVERTISED_ADDRESS", "127.0.0.1"), ("ORLEANS_PROBE_SECONDS", "1"));
        await MigrateAsync(environment);
        await ChangeAsync(environment, "alter table projects add column future text");
        await ChangeAsync(environment, "insert into schema_changes (version, description, min_program) values (900, 'Future', 6)");
        await using var first = await StartSiloAsync(environment);
        await using var second = await StartSiloAsync(environment);
        await using var gateway = await AppProcess.StartAsync(PreviousRelease.Gateway, new AppOptions { Environment = environment }, Cancellation);
        await AppCluster.WaitUntilReadyAsync(gateway, Cancellation);
        using var client = new ApiClient(gateway.Address, AppProcess.AdminToken);

        var projects = await StartRunsAsync(client);
        await first.KillAsync(Cancellation);
        await first.StartAsync(Cancellation);
        await second.KillAsync(Cancellation);
        await AssertCompletedAsync(client, projects);
    }

    [Fact(Timeout = 900_000)]
    public async Task Cluster_OfBothReleases_TellsTheClientsOfEitherTheSameEvents()
    {
        var environment = Settings(
            ("DATABASE_URL", await EmptyAsync()), ("ORLEANS_CLUSTER_ID", "mixed"), ("ORLEANS_ADVERTISED_ADDRESS", "127.0.0.1"), ("ORLEANS_PROBE_SECONDS", "1"));
        await MigrateAsync(environment);
        await using var oldSilo = await StartSiloAsync(environment);
        await using var silo = await StartSiloAsync(environment, AppHost.Silo);
        await using var oldGateway = await AppProcess.StartAsync(PreviousRelease.Gateway, new AppOptions { Environment = environment }, Cancellation);
        await using var gateway = await AppProcess.StartAsync(AppHost.Gateway, new AppOptions { Environment = environment }, Cancellation);
        await AppCluster.WaitUntilReadyAsync(oldGateway, Cancellation);
        await AppCluster.WaitUntilReadyAsync(gateway, Cancellation);
        using var oldClient = new ApiClient(oldGateway.Address, AppProcess.AdminToken);
        using var client = new ApiClient(gateway.Address, AppProcess.AdminToken);

        for (var number = 0; number < Projects; number++) // some on either silo
        {
            var project = await client.CreateProjectAsync($"A shop for größere Pflanzen 🌱, number {number}", Cancellation);
            await using var oldFeed = await oldClient.FollowAsync(project, after: 0, Cancellation);
            await using var feed = await client.FollowAsync(project, after: 0, Cancellation);
            await (number % 2 == 0 ? client : oldClient).StartWorkflowAsync(project, Cancellation);

            await oldFeed.WaitForAsync("workflow_completed", Cancellation);
            await feed.WaitForAsync("workflow_completed", Cancellation);
            Assert.NotEmpty(feed.Events);
            Assert.Equal(oldFeed.Events.Select(item => item.GetRawText()), feed.Events.Select(item => item.GetRawText()));
        }
    }

    private static async Task MigrateAsync(Dictionary<string, string?> environment)
    {
        await using var migrate = await AppProcess.LaunchAsync(AppHost.Silo, new AppOptions { Environment = environment, Arguments = ["migrate", "up"] });
        Assert.Equal(0, await migrate.WaitForExitAsync(Cancellation));
    }

    /// <summary>What a migration does that is not written yet.</summary>
    private static async Task ChangeAsync(Dictionary<string, string?> environment, string sql)
    {
        await using DbConnection connection = environment.GetValueOrDefault("DATABASE_URL") is { } url
            ? new NpgsqlConnection(DatabaseUrl.Parse(url, "DATABASE_URL"))
            : new SqliteConnection($"Data Source={Path.Combine(environment["DATA_DIR"]!, "aidev.db")};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own texts
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <param name="program">The release before where it is not given.</param>
    private static Task<AppProcess> StartSiloAsync(Dictionary<string, string?> environment, AppHost? program = null) => AppProcess.StartAsync(
        program ?? PreviousRelease.Silo,
        new AppOptions
        {
            Environment = new Dictionary<string, string?>(environment)
            {
                ["ORLEANS_SILO_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
                ["ORLEANS_GATEWAY_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            },
        },
        Cancellation);

    /// <returns>Projects in the middle of their runs.</returns>
    private async Task<IReadOnlyList<Guid>> StartRunsAsync(ApiClient client)
    {
        _models.Script.When(step: Steps.Prd, nth: 1, marker: "[[held]]").Answer(Behaviours.Held());
        var projects = new List<Guid>();
        for (var number = 0; number < Projects; number++)
        {
            var project = await client.CreateProjectAsync($"A shop for plants that ships on Fridays, number {number} [[held]]", Cancellation);
            await client.StartWorkflowAsync(project, Cancellation);
            projects.Add(project);
        }

        await _models.Log.WaitForAsync(call => call.Step == Steps.Prd, Cancellation);
        return projects;
    }

    private static async Task AssertCompletedAsync(ApiClient client, IReadOnlyList<Guid> projects)
    {
        foreach (var project in projects)
        {
            var ended = await client.WaitForEndAsync(project, Deadline, Cancellation);
            Assert.Equal("COMPLETED", ended.GetProperty("status").GetString());
            Assert.NotEmpty((await client.GetDocumentsAsync(project, Cancellation)).GetProperty("documents").EnumerateArray());
        }
    }

    private async Task<string> EmptyAsync() => PostgresServer.UrlOf(await postgres.CreateDatabaseAsync(Cancellation));

    private Dictionary<string, string?> Settings(params (string Name, string? Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["OPENROUTER_API_KEY"] = "sk-test",
            ["OPENROUTER_BASE_URL"] = _models.BaseAddress.ToString(),
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return settings;
    }
}
