using AiDevFramework.Grains.Abstractions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiDevFramework.Silo.Clustering;

/// <summary>Whether any silo answers this gateway.</summary>
internal sealed class ClusterHealthCheck(ClusterLink link, IGrainFactory grains) : IHealthCheck
{
    private const int Ways = 12;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!link.IsConnected)
        {
            return HealthCheckResult.Unhealthy("No silo has answered yet.");
        }

        try
        {
            await grains.GetGrain<ISiloPing>(Random.Shared.Next(Ways)).PingAsync(cancellationToken).WaitAsync(Limit, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("No silo answers.", exception);
        }
    }
}
