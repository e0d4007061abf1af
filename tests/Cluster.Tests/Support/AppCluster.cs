using System.Globalization;
using System.Net;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Npgsql;

namespace AiDevFramework.Cluster.Tests.Support;

/// <summary>Silos and gateways as real processes on one database, with a fake OpenRouter behind them.</summary>
internal sealed class AppCluster : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly List<AppProcess> _silos = [];
    private readonly List<AppProcess> _gateways = [];
    private readonly Dictionary<int, AppProcess> _silosByPort = [];

    private readonly (string Name, string? Value)[] _settings;

    private AppCluster(string connectionString, FakeOpenRouterServer fake, (string Name, string? Value)[] settings)
    {
        _settings = settings;
        _connectionString = connectionString;
        Fake = fake;
        Data = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 5 });
    }

    public FakeOpenRouterServer Fake { get; }

    public NpgsqlDataSource Data { get; }

    public IReadOnlyList<AppProcess> Silos => _silos;

    public IReadOnlyList<AppProcess> Gateways => _gateways;

    /// <summary>Starts all processes at once on an empty database.</summary>
    /// <param name="settings">Further settings of every process.</param>
    public static async Task<AppCluster> StartAsync(
        PostgresFixture postgres, int silos, int gateways, CancellationToken cancellationToken, params (string Name, string? Value)[] settings) =>
        await StartAsync(await postgres.CreateDatabaseAsync(cancellationToken), silos, gateways, cancellationToken, settings);

    /// <inheritdoc cref="StartAsync(PostgresFixture, int, int, CancellationToken, ValueTuple{string, string}[])"/>
    /// <param name="connectionString">Of an empty database.</param>
    public static async Task<AppCluster> StartAsync(
        string connectionString, int silos, int gateways, CancellationToken cancellationToken, params (string Name, string? Value)[] settings)
    {
        var cluster = new AppCluster(connectionString, await FakeOpenRouterServer.StartAsync(), settings);
        try
        {
            await Task.WhenAll(
                Enumerable.Range(0, silos).Select(_ => cluster.AddSiloAsync(cancellationToken))
                    .Concat(Enumerable.Range(0, gateways).Select(_ => cluster.AddGatewayAsync(cancellationToken))));
            await Task.WhenAll(cluster.Gateways.Select(gateway => WaitUntilReadyAsync(gateway, cancellationToken)));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async Task<AppProcess> AddSiloAsync(CancellationToken cancellationToken, params (string Name, string? Value)[] settings)
    {
        var port = FreePort.Next();
        var silo = await AppProcess.StartAsync(
            AppHost.Silo,
            new AppOptions
            {
                Environment = Environment(
                [
                    ("ORLEANS_SILO_PORT", port.ToString(CultureInfo.InvariantCulture)),
                    ("ORLEANS_GATEWAY_PORT", FreePort.Next().ToString(CultureInfo.InvariantCulture)),
                    .. settings,
                ]),
            },
            cancellationToken);
        lock (_silos)
        {
            _silos.Add(silo);
            _silosByPort.Add(port, silo);
        }

        return silo;
    }

    public async Task<AppProcess> AddGatewayAsync(CancellationToken cancellationToken, params (string Name, string? Value)[] settings)
    {
        var gateway = await AppProcess.StartAsync(
            AppHost.Gateway, new AppOptions { Environment = Environment(settings) }, cancellationToken);
        lock (_gateways)
        {
            _gateways.Add(gateway);
        }

        return gateway;
    }

    public ApiClient Client(int gateway) => new(Gateways[gateway].Address, AppProcess.AdminToken);

    /// <returns>The silo that runs the project now.</returns>
    public async Task<AppProcess> OwnerAsync(Guid project, CancellationToken cancellationToken)
    {
        await using var command = Data.CreateCommand("select owner from projects where id = $1");
        command.Parameters.AddWithValue(project);
        var owner = (string?)await command.ExecuteScalarAsync(cancellationToken)
            ?? throw new InvalidOperationException($"Project {project} has no owner.");
        return _silosByPort[IPEndPoint.Parse(owner.Split('@')[0]).Port];
    }

    public async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the tests' own texts
        await using var command = Data.CreateCommand(sql);
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Asks <c>/health/ready</c> until it says yes.</summary>
    public static async Task WaitUntilReadyAsync(AppProcess app, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(90));
        while (true)
        {
            using var response = await http.GetAsync("/health/ready", deadline.Token);
            if (response.IsSuccessStatusCode)
            {
                return;
            }

            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _gateways.Concat(_silos))
        {
            await app.DisposeAsync();
        }

        await Fake.DisposeAsync();
        await Data.DisposeAsync();
    }

    private Dictionary<string, string?> Environment(params (string Name, string? Value)[] settings)
    {
        var environment = new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = PostgresServer.UrlOf(_connectionString),
            ["ORLEANS_CLUSTER_ID"] = "tests",
            ["ORLEANS_ADVERTISED_ADDRESS"] = "127.0.0.1",
            ["ORLEANS_PROBE_SECONDS"] = "1",
            ["OPENROUTER_API_KEY"] = "sk-test",
            ["OPENROUTER_BASE_URL"] = Fake.BaseAddress.ToString(),
        };
        foreach (var (name, value) in _settings.Concat(settings))
        {
            environment[name] = value;
        }

        return environment;
    }
}
