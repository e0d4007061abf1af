using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiDevFramework.Storage;

/// <summary>Whether work can be stored. Its registration says how bad it is where it cannot: a silo is of no use then, a process that
/// serves clients still answers reads.</summary>
internal sealed class WriteHealthCheck(WriteState writes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(writes.Problem is { } problem
            ? new HealthCheckResult(context.Registration.FailureStatus, problem)
            : HealthCheckResult.Healthy());
}
