using AiDevFramework.Grains.Settings;
using AiDevFramework.Grains.Telemetry;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AiDevFramework.Silo.Telemetry;

/// <summary>Traces and metrics of this process: ours, and those of the libraries it is made of.</summary>
public static class TelemetryRegistration
{
    private const string MetricsPath = "/metrics";

    private static readonly string[] _sources = [Tracing.SourceName, "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Npgsql"];

    private static readonly string[] _meters = [Instruments.MeterName, "Microsoft.Orleans", "Npgsql", "System.Runtime"];

    /// <summary>
    /// Exports to the collector of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and keeps what <see cref="MapMetrics"/> shows; without
    /// either it adds nothing. Call it first: hosted services stop in the opposite order, and the last spans are those of the stop.
    /// </summary>
    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder)
    {
        var settings = builder.AddSettings<TelemetryOptions>();
        if (settings.Validate(new(settings)).Any() || !(settings.Exports || settings.MetricsEnabled))
        {
            return builder;
        }

        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => Describe(resource, builder.Environment));
        telemetry.WithMetrics(metrics => AddMeters(metrics, settings));
        if (settings.Exports)
        {
            telemetry.WithTracing(AddSources);
        }

        builder.Services.AddHostedService<TelemetryLifetime>();
        return builder;
    }

    /// <summary><c>GET /metrics</c> where it is turned on; whoever maps it says who may read it.</summary>
    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IOptions<TelemetryOptions>>().Value.MetricsEnabled)
        {
            routes.MapPrometheusScrapingEndpoint(MetricsPath).ExcludeFromDescription();
        }

        return routes;
    }

    /// <summary>Lets traces go from process to process with the calls; each call of a grain pays for it, so only where they go anywhere.</summary>
    internal static ISiloBuilder AddTracing(this ISiloBuilder silo, TelemetryOptions settings) =>
        settings.Exports ? silo.AddActivityPropagation() : silo;

    /// <inheritdoc cref="AddTracing(ISiloBuilder, TelemetryOptions)"/>
    internal static IClientBuilder AddTracing(this IClientBuilder client, TelemetryOptions settings) =>
        settings.Exports ? client.AddActivityPropagation() : client;

    /// <summary><c>aidev-silo</c> or <c>aidev-gateway</c>, unless <c>OTEL_SERVICE_NAME</c> or <c>OTEL_RESOURCE_ATTRIBUTES</c> says
    /// otherwise: what comes later wins.</summary>
    private static void Describe(ResourceBuilder resource, IHostEnvironment environment)
    {
#pragma warning disable CA1308 // service names are lower case
        var name = $"aidev-{environment.ApplicationName.Split('.')[^1].ToLowerInvariant()}";
#pragma warning restore CA1308
        resource.Clear()
            .AddService(name, serviceVersion: typeof(TelemetryRegistration).Assembly.GetName().Version?.ToString(3))
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
    }

    private static void AddMeters(MeterProviderBuilder metrics, TelemetryOptions settings)
    {
        metrics.AddMeter(_meters).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation();
        if (settings.Exports)
        {
            metrics.AddOtlpExporter();
        }

        if (settings.MetricsEnabled)
        {
            metrics.AddPrometheusExporter();
        }
    }

    private static void AddSources(TracerProviderBuilder tracing) => tracing
        .AddSource(_sources)
        .AddAspNetCoreInstrumentation(requests => requests.Filter = context =>
            !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments(MetricsPath))
        .AddHttpClientInstrumentation()
        .AddProcessor<TraceRoots>()
        .AddProcessor<SpanRedaction>()
        .AddProcessor(services => SpanQueue.To(
            services.GetRequiredService<IOptionsMonitor<OtlpExporterOptions>>().CurrentValue,
            services.GetRequiredService<IOptionsMonitor<BatchExportActivityProcessorOptions>>().CurrentValue));
}
