using AiDevFramework.Grains.Abstractions.Telemetry;
using AiDevFramework.Settings;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AiDevFramework.Hosting.Telemetry;

/// <summary>Traces and metrics of this process: ours, and those of the libraries it is made of.</summary>
public static class TelemetryRegistration
{
    private const string MetricsPath = "/metrics";

    private static readonly string Version = typeof(TelemetryRegistration).Assembly.GetName().Version?.ToString(3) ?? "";

    private static readonly string[] _sources = ["Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Npgsql"];

    private static readonly string[] _meters = [ProductMeter.Name, "Microsoft.Orleans", "Npgsql", "System.Runtime"];

    /// <summary>
    /// Exports to the collector of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and to Langfuse, and keeps what <see cref="MapMetrics"/> shows;
    /// without any of them it adds nothing. Call it first: hosted services stop in the opposite order, and the last spans are those of the stop.
    /// </summary>
    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder)
    {
        var settings = builder.AddSettings<TelemetryOptions>();
        var langfuse = builder.AddSettings<LangfuseOptions>();
        builder.AddStartNotices(_ => TelemetryRisks.Of(settings, langfuse, builder.Configuration));
        if (settings.Validate(new(settings)).Any() || langfuse.Validate(new(langfuse)).Any() || !Uri.IsWellFormedUriString(langfuse.Host, UriKind.Absolute)
            || !(settings.Exports || settings.MetricsEnabled || langfuse.Enabled))
        {
            return builder; // wrong settings are reported when the host starts
        }

        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => Describe(resource, builder.Environment));
        telemetry.WithMetrics(metrics => AddMeters(metrics, settings));
        if (settings.Exports || langfuse.Enabled)
        {
            telemetry.WithTracing(tracing => AddSpans(tracing, settings, langfuse, builder.Environment));
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
            .AddService(name, serviceVersion: Version)
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

    /// <summary>Who ends a span has them all called in this order: what they add and take away is what the queues send.</summary>
    private static void AddSpans(
        TracerProviderBuilder tracing, TelemetryOptions settings, LangfuseOptions langfuse, IHostEnvironment environment)
    {
        tracing.AddSource(Tracing.SourceName);
        if (settings.Exports)
        {
            ExceptionSilence.Apply([.. _sources, "Microsoft.AspNetCore", "System.Net.Http"]);
            tracing.AddSource(_sources)
                .AddAspNetCoreInstrumentation(requests => requests.Filter = context =>
                    !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments(MetricsPath))
                .AddHttpClientInstrumentation()
                .AddProcessor<TraceRoots>();
        }

        if (settings.TraceContent)
        {
            tracing.AddProcessor(new SpanTexts(settings.TraceContentMaxChars, conventions: settings.Exports, langfuse.Enabled));
        }

        if (langfuse.Enabled)
        {
            tracing.AddProcessor(new LangfuseSpans(langfuse, EnvironmentOf(environment), Version));
        }

        tracing.AddProcessor<SpanRedaction>();
        if (langfuse.Enabled)
        {
            tracing.AddProcessor(services => LangfuseSpans.Queue(
                langfuse, services.GetRequiredService<IOptionsMonitor<BatchExportActivityProcessorOptions>>().CurrentValue));
        }

        if (settings.Exports)
        {
            tracing.AddProcessor(services => SpanQueue.To(
                "collector",
                services.GetRequiredService<IOptionsMonitor<OtlpExporterOptions>>().CurrentValue,
                services.GetRequiredService<IOptionsMonitor<BatchExportActivityProcessorOptions>>().CurrentValue));
        }
    }

    private static string EnvironmentOf(IHostEnvironment environment)
    {
#pragma warning disable CA1308 // so are environments of Langfuse
        var name = environment.EnvironmentName.ToLowerInvariant();
#pragma warning restore CA1308
        return LangfuseOptions.EnvironmentName().IsMatch(name) ? name : "default";
    }
}
