using AiDevFramework.TestSupport.Postgres;

namespace AiDevFramework.Cluster.Tests.Support;

/// <summary>Three silos and two gateways for several tests. Whoever ends a silo starts it again.</summary>
public sealed class ClusterFixture(PostgresFixture postgres) : IAsyncLifetime
{
    internal AppCluster Cluster { get; private set; } = null!;

    /// <summary>What the silos said until all of them were there.</summary>
    public string FirstOutput { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Cluster = await AppCluster.StartAsync(postgres, silos: 3, gateways: 2, TestContext.Current.CancellationToken);
        FirstOutput = string.Concat(Cluster.Silos.Select(silo => silo.Output));
    }

    public async ValueTask DisposeAsync()
    {
        if (Cluster is not null)
        {
            await Cluster.DisposeAsync();
        }
    }
}
