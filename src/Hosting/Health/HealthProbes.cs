using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiDevFramework.Hosting.Health;

/// <param name="Status"><c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="Problems">What is wrong, by the name of the check; left out where nothing is.</param>
public sealed record ProbeResponse(string Status, IReadOnlyDictionary<string, string>? Problems);

/// <summary>
/// What orchestrators and load balancers ask: <c>/health/live</c>, whether the process answers at all, and
/// <c>/health/ready</c>, whether it should be sent work. A process that was told to stop is not ready from that moment on.
/// </summary>
public static class HealthProbes
{
    public static RouteGroupBuilder MapHealthProbes(this IEndpointRouteBuilder routes)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head];
        var group = routes.MapGroup("/health");
        group.MapMethods("/live", methods, () => Answer(problems: null));
        group.MapMethods("/ready", methods, ReadyAsync);
        return group;
    }

    private static async Task<IResult> ReadyAsync(
        HealthCheckService health, HealthDiary diary, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Answer(new Dictionary<string, string> { ["process"] = "It is stopping." });
        }

        var report = await health.CheckHealthAsync(cancellationToken);
        diary.Note(report);
        return Answer(ProblemsOf(report, HealthStatus.Unhealthy));
    }

    /// <param name="from">The mildest status that counts.</param>
    /// <returns><see langword="null"/> where no check has such a status.</returns>
    public static IReadOnlyDictionary<string, string>? ProblemsOf(HealthReport report, HealthStatus from)
    {
        var problems = report.Entries.Where(entry => entry.Value.Status <= from) // Unhealthy is 0
            .ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? "It failed.");
        return problems.Count > 0 ? problems : null;
    }

    private static IResult Answer(IReadOnlyDictionary<string, string>? problems) => Results.Json(
        new ProbeResponse(problems is null ? "healthy" : "unhealthy", problems),
        statusCode: problems is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
