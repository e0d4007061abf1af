using System.ComponentModel.DataAnnotations;
using AiDevFramework.Settings;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>
/// Where traces and metrics go; by default nowhere, and then nothing is collected.
/// </summary>
/// <remarks>Every other <c>OTEL_*</c> variable is read by OpenTelemetry itself and means what it says there, among them
/// <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> (<c>grpc</c>; <c>http/protobuf</c> goes to port 4318 of most collectors), <c>OTEL_EXPORTER_OTLP_HEADERS</c>
/// (secret, where the collector asks for one), <c>OTEL_SERVICE_NAME</c>, <c>OTEL_RESOURCE_ATTRIBUTES</c>, <c>OTEL_TRACES_SAMPLER</c>,
/// <c>OTEL_TRACES_SAMPLER_ARG</c> and <c>OTEL_METRIC_EXPORT_INTERVAL</c>.</remarks>
public sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>Root of an OTLP collector that gateways and silos send traces and metrics to. Default: none, nothing is collected for it.</summary>
    /// <example>http://localhost:4317</example>
    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>Secret. Headers for the collector, <c>name=value</c> with commas between. Default: none.</summary>
    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_HEADERS")]
    public string OtlpHeaders { get; set; } = "";

    /// <summary>Whether <c>/metrics</c> answers in the format of Prometheus: on a gateway to whoever sends the admin token, on a silo to whoever
    /// reaches its <c>PORT</c>. Default: off.</summary>
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
                $"OTEL_EXPORTER_OTLP_ENDPOINT is '{ShownValue.Of(OtlpEndpoint)}', expected an http or https URL, for example http://localhost:4317.");
        }

        if (Exports && OtlpHeaders.TrimEnd(',').Split(',').Any(header => OtlpHeaders.Length > 0 && header.IndexOf('=', StringComparison.Ordinal) < 1))
        {
            yield return new ValidationResult("OTEL_EXPORTER_OTLP_HEADERS must be headers of the form name=value, with commas between."); // never repeats one
        }
    }
}
