using System.Net;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Phases;
using AiDevFramework.Grains.Projects;
using AiDevFramework.Grains.Retention;
using AiDevFramework.Grains.Search;
using AiDevFramework.Hosting;
using AiDevFramework.Hosting.Clustering;
using AiDevFramework.Hosting.Clustering.Tls;
using AiDevFramework.Hosting.Connections;
using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.Llm;
using AiDevFramework.Settings;
using AiDevFramework.Silo.Clustering;
using AiDevFramework.Silo.Health;
using AiDevFramework.Storage;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace AiDevFramework.Silo.Hosting;

/// <summary>Puts the product into a host: storage, models, phases, and the silo that runs the grains.</summary>
public static class SiloHosting
{
    /// <summary>How long a silo waits for another's word on where a grain lives. Such a question gets lost with the connection of a silo
    /// that has just come back, and is asked again only then: by default after 30 s, in which every run of that grain stands still. Placing
    /// a grain takes 30 s at most, so a few more questions fit.</summary>
    private static readonly TimeSpan SystemCallLimit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A silo of its own cluster. Registers <see cref="IGrainFactory"/> and <see cref="IClusterClient"/> for the rest of the host.
    /// Settings come from the host's configuration; wrong ones stop the start.
    /// </summary>
    public static IHostApplicationBuilder AddProjectSilo(this IHostApplicationBuilder builder) => builder.AddSilo(silo =>
    {
        silo.UseLocalhostClustering(siloPort: HeldPort.Next(IPAddress.Loopback), gatewayPort: 0); // no other process connects
        silo.AddMemoryGrainStorage("PubSubStore");
    });

    /// <summary>A silo among others, which it finds in the database.</summary>
    public static IHostApplicationBuilder AddClusterSilo(this IHostApplicationBuilder builder)
    {
        var node = builder.AddSettings<NodeOptions>();
        var database = builder.AddSettings<DatabaseOptions>();
        builder.Services.AddSingleton<IValidateOptions<DatabaseOptions>>(services =>
            new ClusterNeedsPostgres(services.GetRequiredService<IOptions<NodeOptions>>(), isSilo: true));
        builder.AddStartNotices(_ => node.DatabaseUrl is { Length: > 0 } && ClusterDatabase.ConnectionString(node, database) is { } own
            ? DatabaseRisks.OfServer("ORLEANS_DATABASE_URL", own)
            : []);
        var tls = builder.AddTlsConnections();
        builder.Services.AddHostedService<OpenNetwork>();
        builder.AddSilo(silo => silo.JoinCluster(node, database, tls), node.ClusterId ?? NodeOptions.DefaultId);
        builder.Services.AddHostedService<RefusedSilos>();
        return builder;
    }

    private static IHostApplicationBuilder AddSilo(
        this IHostApplicationBuilder builder, Action<ISiloBuilder> join, string? cluster = null)
    {
        builder.AddStorage(cluster); // first: hosted services stop in the opposite order, and a stopping silo still stores results
        builder.AddModels();
        builder.AddPhases();
        var node = builder.AddSettings<NodeOptions>();
        var telemetry = builder.AddSettings<TelemetryOptions>();
        builder.UseOrleans(silo =>
        {
            join(silo);
            silo.AddProgressStreams();
            silo.AddDashboard(node);
            silo.Services.AddExceptionTravel();
            silo.AddTracing(telemetry);
            silo.Configure<SiloMessagingOptions>(messaging => messaging.SystemResponseTimeout = SystemCallLimit);
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionAge = TimeSpan.FromMinutes(2); // a finished project is not asked for again
                options.CollectionQuantum = TimeSpan.FromSeconds(30);
            });
        });
        builder.AddProjects();
        builder.AddReconciliation();
        builder.AddRetention();
        builder.AddSearch();
        builder.AddSiloHealth();
        builder.Services.AddSingleton(new RunCount(() => RunsInFlight.Count));
        builder.Services.AddSingleton(services =>
            new OutgoingCalls(services.GetRequiredService<IOptions<LlmOptions>>().Value.MaxConcurrency));
        builder.Services.AddSingleton<SiloSummary>(services => new SiloSummary(
            services.GetRequiredService<Database>().Description,
            services.GetRequiredService<IOptions<LlmOptions>>().Value.ProviderDescription,
            SiloFacts.Budget(services.GetRequiredService<IOptions<BudgetOptions>>().Value),
            SiloFacts.Limits(services.GetRequiredService<IOptions<LlmOptions>>().Value)));
        return builder;
    }

    private static void JoinCluster(this ISiloBuilder silo, NodeOptions node, DatabaseOptions database, TlsConnections? tls)
    {
        var connection = ClusterDatabase.ConnectionString(node, database);
        var address = node.Advertise();
        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = node.ClusterId ?? NodeOptions.DefaultId;
            cluster.ServiceId = node.ServiceId;
        });
        silo.ConfigureEndpoints(
            address,
            node.SiloPort > 0 ? node.SiloPort : HeldPort.Next(address),
            node.GatewayPort > 0 ? node.GatewayPort : HeldPort.Next(address),
            listenOnAnyHostAddress: false);
        if (tls is not null)
        {
            silo.UseTls(tls);
        }

        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (ClusterDatabase.Invariant, connection));
        silo.AddAdoNetGrainStorage(
            "PubSubStore", storage => (storage.Invariant, storage.ConnectionString) = (ClusterDatabase.Invariant, connection));
        silo.FollowPods();
        silo.Configure<ClusterMembershipOptions>(membership => Tune(membership, TimeSpan.FromSeconds(node.ProbeSeconds)));
    }

    /// <summary>With probes of 2 s a frozen silo is out after about 12 s; one that was killed long before, see
    /// <see cref="RefusedSilos"/>.</summary>
    private static void Tune(ClusterMembershipOptions membership, TimeSpan probe)
    {
        membership.ProbeTimeout = probe;
        membership.MinProbeTimeout = probe / 2;
        membership.MaxProbeTimeout = 2 * probe; // three of these without any message from a silo, and it may be voted out
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5); // a silo that was voted out while frozen finds out soon
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5); // after three, a new silo does not wait for the dead
        membership.MaxJoinAttemptTime = TimeSpan.FromMinutes(1);
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }
}
