using AiDevFramework.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiDevFramework.Hosting.Health;

/// <summary>Tells the log what health checks find: when it begins and when it is over, not with each request.</summary>
public sealed partial class HealthDiary(ILogger<HealthDiary> logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HealthStatus> _known = [];

    public void Note(HealthReport report)
    {
        foreach (var (check, entry) in report.Entries.Where(entry => !entry.Value.Tags.Contains(HealthTags.Logged)))
        {
            if (!IsNew(check, entry.Status))
            {
                continue;
            }

            if (entry.Status is HealthStatus.Healthy)
            {
                LogHealthy(check);
            }
            else
            {
                LogProblem(check, entry.Description ?? "It failed.");
            }
        }
    }

    private bool IsNew(string check, HealthStatus status)
    {
        lock (_lock)
        {
            var before = _known.GetValueOrDefault(check, HealthStatus.Healthy);
            _known[check] = status;
            return status != before;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The health check {Check} finds: {Problem}")]
    private partial void LogProblem(string check, string problem);

    [LoggerMessage(LogLevel.Information, "The health check {Check} finds nothing wrong any more")]
    private partial void LogHealthy(string check);
}
