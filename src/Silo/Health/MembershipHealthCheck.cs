using AiDevFramework.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiDevFramework.Silo.Health;

/// <summary>Whether this silo is an active member of its cluster, as far as it knows.</summary>
internal sealed class MembershipHealthCheck(IClusterMembershipService membership, ILocalSiloDetails silo) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress);
        return Task.FromResult(status is SiloStatus.Active
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The silo is {status}."));
    }
}

internal static class SiloHealthRegistration
{
    public static IHostApplicationBuilder AddSiloHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HealthDiary>();
        builder.Services.AddHealthChecks().AddCheck<MembershipHealthCheck>("membership");
        return builder;
    }
}
