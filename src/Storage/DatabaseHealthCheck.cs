using AiDevFramework.Storage.Migrations;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiDevFramework.Storage;

/// <summary>Whether the database answers within two seconds, and has the tables of this program. Newer ones will do.</summary>
internal sealed class DatabaseHealthCheck(Database database) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

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
                SchemaRules.AppliedSql, new { }, row => row.Long("version"), limited.Token).ConfigureAwait(false);
            var version = SchemaRules.CompleteUpTo([.. applied], SchemaCatalogue.Changes.Keys);
            return version == SchemaCatalogue.Program
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The tables are at version {version}, this program needs {SchemaCatalogue.Program}.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }
}
