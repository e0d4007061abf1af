using System.Reflection;
using FluentMigrator;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiDevFramework.Grains.Storage;

/// <summary>Whether the database answers within two seconds, and has the tables of this program. Newer ones will do.</summary>
internal sealed class DatabaseHealthCheck(Database database) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static readonly long _newest = typeof(DatabaseHealthCheck).Assembly.GetTypes()
        .Max(type => type.GetCustomAttribute<MigrationAttribute>()?.Version ?? 0);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        CheckAsync(cancellationToken);

    /// <returns>Described where it is not healthy.</returns>
    public async Task<HealthCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        try
        {
            var applied = await database.ReadAllAsync(
                "select coalesce(max(version), 0) from schema_versions", new { }, row => row.Long(), limited.Token).ConfigureAwait(false);
            return applied[0] >= _newest
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The tables are at version {applied[0]}, this program needs {_newest}.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }
}
