using System.Globalization;
using AiDevFramework.Chaos.Evidence;
using AiDevFramework.FakeOpenRouter;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;
using Npgsql;

namespace AiDevFramework.Chaos.Cluster;

/// <summary>PostgreSQL, silos with fault points, gateways, and the model they ask.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    public const int SiloCount = 3;

    /// <summary>Of the model provider.</summary>
    private const string ModelKey = "sk-chaos-7c41d9e2-canary";

    private const int GatewayCount = 2;

    private readonly List<Member> _silos = [];
    private readonly List<Member> _gateways = [];

    private ChaosCluster(PostgresServer server, FakeOpenRouterServer models, string connectionString)
    {
        Server = server;
        Models = models;
        ConnectionString = connectionString;
        Data = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "chaos",
            Pooling = false, // the server is restarted: no connection from before would be of use
        });
    }

    public PostgresServer Server { get; }

    public FakeOpenRouterServer Models { get; }

    public string ConnectionString { get; }

    public NpgsqlDataSource Data { get; }

    /// <summary>What must not turn up in anything that the processes say or store.</summary>
    public IReadOnlyList<string> Secrets =>
        [AppProcess.AdminToken, ModelKey, new NpgsqlConnectionStringBuilder(ConnectionString).Password!];

    public IReadOnlyList<Member> Silos => _silos;

    public IReadOnlyList<Member> Gateways => _gateways;

    public static async Task<ChaosCluster> StartAsync(
        ChaosOptions options, EvidenceFolder evidence, TimeProvider clock, CancellationToken cancellationToken)
    {
        var server = await PostgresServer.StartAsync(new PostgresOptions { Private = true }, cancellationToken);
        var models = await FakeOpenRouterServer.StartAsync(new FakeOptions { Seed = options.Seed, RecordBodies = false, HashBodies = false });
        var cluster = new ChaosCluster(server, models, await server.CreateDatabaseAsync(cancellationToken));
        try
        {
            await Task.WhenAll(
                Enumerable.Range(1, SiloCount).Select(number => AddAsync(cluster._silos, $"silo{number}", AppHost.ChaosSilo))
                    .Concat(Enumerable.Range(1, GatewayCount).Select(number => AddAsync(cluster._gateways, $"gateway{number}", AppHost.Gateway))));
            cluster._silos.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
            cluster._gateways.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
            await Task.WhenAll(cluster._gateways.Concat(cluster._silos).Select(member => WaitUntilReadyAsync(member, clock, cancellationToken)));
            await RowLog.InstallAsync(cluster.Data, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        async Task AddAsync(List<Member> members, string name, AppHost host)
        {
            var member = await Member.StartAsync(name, host, cluster.OptionsOf(name, options.Profile), evidence, clock, cancellationToken);
            lock (members)
            {
                members.Add(member);
            }
        }
    }

    /// <summary>Asks <c>/health/ready</c> until it says yes, for two minutes at most.</summary>
    public static async Task WaitUntilReadyAsync(Member member, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), clock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        do
        {
            try
            {
                using var response = await http.GetAsync(new Uri(member.Address, "/health/ready"), deadline.Token);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException || !deadline.IsCancellationRequested)
            {
                // on its way up
            }
        }
        while (await timer.WaitForNextTickAsync(deadline.Token));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _gateways.Concat(_silos))
        {
            await member.DisposeAsync();
        }

        await Models.DisposeAsync();
        await Data.DisposeAsync();
        await Server.DisposeAsync();
    }

    private AppOptions OptionsOf(string name, Profile profile) => new()
    {
        StartDeadline = TimeSpan.FromMinutes(2),
        Environment = new Dictionary<string, string?>
        {
            ["CHAOS_NAME"] = name,
            ["DATABASE_URL"] = PostgresServer.UrlOf(ConnectionString),
            ["ORLEANS_CLUSTER_ID"] = "chaos",
            ["ORLEANS_ADVERTISED_ADDRESS"] = "127.0.0.1",
            ["ORLEANS_SILO_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["ORLEANS_GATEWAY_PORT"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["OPENROUTER_API_KEY"] = ModelKey,
            ["METRICS_ENABLED"] = "true",
            ["OPENROUTER_BASE_URL"] = Models.BaseAddress.ToString(),
            ["LLM_TIMEOUT_SECONDS"] = profile is Profile.Zombies ? "60" : "8", // an answer that comes while a silo is frozen shall count
            ["ORLEANS_PROBE_SECONDS"] = profile is Profile.Zombies ? "1" : "2",
        },
    };
}
