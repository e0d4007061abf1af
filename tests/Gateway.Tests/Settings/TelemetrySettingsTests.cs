using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AiDevFramework.Gateway.Tests.Settings;

public sealed class TelemetrySettingsTests
{
    [Theory]
    [InlineData("", "", false, false)]
    [InlineData("", "True", true, false)]
    [InlineData("http://127.0.0.1:4317", "", true, true)]
    public void AddTelemetry_BySettings_CollectsWhatIsAskedFor(string endpoint, string metrics, bool collectsMetrics, bool collectsTraces)
    {
        using var host = Build(endpoint, metrics);

        Assert.Equal(collectsMetrics, host.Services.GetService<MeterProvider>() is not null);
        Assert.Equal(collectsTraces, host.Services.GetService<TracerProvider>() is not null);
    }

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("/v1/traces")]
    [InlineData("ftp://collector")]
    public void AddTelemetry_WithAnEndpointThatIsNone_StopsTheStartAndNamesIt(string endpoint)
    {
        using var host = Build(endpoint, "");

        var exception = Assert.Throws<OptionsValidationException>(host.RequireValidSettings);

        Assert.Contains($"OTEL_EXPORTER_OTLP_ENDPOINT is '{endpoint}'", exception.Message, StringComparison.Ordinal);
    }

    private static IHost Build(string endpoint, string metrics)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "AiDevFramework.Tests" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
            ["METRICS_ENABLED"] = metrics,
        });
        builder.AddTelemetry();
        return builder.Build();
    }
}
