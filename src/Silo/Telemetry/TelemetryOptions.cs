using System.ComponentModel.DataAnnotations;

namespace AiDevFramework.Silo.Telemetry;

/// <summary>
/// Where traces and metrics go; by default nowhere, and then nothing is collected. Every other <c>OTEL_*</c> variable is read by
/// OpenTelemetry itself.
/// </summary>
public sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>Root of an OTLP collector, <c>http://collector:4317</c>. Empty: no traces, and metrics are not sent.</summary>
    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>Whether <c>/metrics</c> answers, in the format of Prometheus. Default: off.</summary>
    [ConfigurationKeyName("METRICS_ENABLED")]
    public bool MetricsEnabled { get; set; }

    /// <summary>Whether traces hold ideas, prompts, answers and documents. Default: off.</summary>
    [ConfigurationKeyName("TRACE_CONTENT")]
    public bool TraceContent { get; set; }

    /// <summary>What is kept of the texts on one side of a span, its input or its output, in characters (UTF-16), 100 to 100000.
    /// Default: 8000. A queue of 2048 spans may hold as many.</summary>
    [ConfigurationKeyName("TRACE_CONTENT_MAX_CHARS")]
    [Range(100, 100_000)]
    public int TraceContentMaxChars { get; set; } = 8000;

    public bool Exports => OtlpEndpoint.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Exports && !(Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")))
        {
            yield return new ValidationResult(
                $"OTEL_EXPORTER_OTLP_ENDPOINT is '{OtlpEndpoint}', expected an http or https URL, for example http://localhost:4317.");
        }
    }
}
