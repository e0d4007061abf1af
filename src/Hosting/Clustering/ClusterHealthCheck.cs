using AiDevFramework.Grains.Abstractions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiDevFramework.Hosting.Clustering;

/// <summary>Whether any silo answers this gateway, and says that it can work on the database. One that can only read it is good enough to
/// be sent requests.</summary>
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

        // Two ways side by side, as reads have two: one silo that is frozen, or has lost its database, makes no gateway unready.
        var first = Random.Shared.Next(Ways);
        var answer = default(HealthCheckResult);
        await foreach (var asked in Task.WhenEach(AskAsync(first, cancellationToken), AskAsync((first + (Ways / 2)) % Ways, cancellationToken)))
        {
            answer = await asked;
            if (answer.Status is not HealthStatus.Unhealthy)
            {
                break; // the other may be silent for seconds
            }
        }

        return answer;
    }

    private async Task<HealthCheckResult> AskAsync(int way, CancellationToken cancellationToken)
    {
        try
        {
            var silo = grains.GetGrain<ISiloPing>(way);
            var problem = await silo.FindProblemAsync(cancellationToken).WaitAsync(Limit, cancellationToken);
            if (problem is not null)
            {
                return HealthCheckResult.Unhealthy($"The silo that answered says: {problem}");
            }

            return await FindWriteProblemAsync(silo, cancellationToken) is { } unwritable
                ? HealthCheckResult.Degraded($"The silo that answered says: {unwritable}")
                : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("No silo answers.", exception);
        }
    }

    private static async Task<string?> FindWriteProblemAsync(ISiloPing silo, CancellationToken cancellationToken)
    {
        try
        {
            return await silo.FindWriteProblemAsync(cancellationToken).WaitAsync(Limit, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null; // a silo of the release before does not know the question
        }
    }
}
