using AiDevFramework.Grains.Abstractions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiDevFramework.Silo.Clustering;

/// <summary>Whether any silo answers this gateway, and says that it can work on the database.</summary>
internal sealed class ClusterHealthCheck(ClusterLink link, IGrainFactory grains) : IHealthCheck
{
    private const int Ways = 12;

    /// <summary>Longer than a silo gives its database.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!link.IsConnected)
        {
            return HealthCheckResult.Unhealthy("No silo has answered yet.");
        }

        try
        {
            var problem = await grains.GetGrain<ISiloPing>(Random.Shared.Next(Ways)).FindProblemAsync(cancellationToken).WaitAsync(Limit, cancellationToken);
            return problem is null ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"The silo that answered says: {problem}");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("No silo answers.", exception);
        }
    }
}
