using AiDevFramework.Settings;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>What to know about where traces go.</summary>
internal static class TelemetryRisks
{
    public static IEnumerable<string> Of(TelemetryOptions telemetry, LangfuseOptions langfuse, IConfiguration configuration)
    {
        if (configuration["LANGFUSE_HOST"] is { Length: > 0 } host && configuration["LANGFUSE_BASE_URL"] is { Length: > 0 } alias
            && host.TrimEnd('/') != alias.TrimEnd('/'))
        {
            yield return "LANGFUSE_HOST and LANGFUSE_BASE_URL name two places; traces go to the one of LANGFUSE_HOST. Set one of them.";
        }

        var plain = (langfuse.Enabled ? PlainText.NoticeOf("LANGFUSE_HOST", langfuse.Host, "the keys and traces") : [])
            .Concat(PlainText.NoticeOf("OTEL_EXPORTER_OTLP_ENDPOINT", telemetry.OtlpEndpoint, "traces and metrics"));
        foreach (var notice in plain)
        {
            yield return notice;
        }
    }
}
