using AiDevFramework.Hosting;
using AiDevFramework.Hosting.Telemetry;
using AiDevFramework.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Settings;

internal static class GatewaySettings
{
    public static IHostApplicationBuilder AddGatewaySettings(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<GatewayOptions>();
        builder.AddSettings<LangfuseOptions>();
        builder.Services.AddSingleton<IValidateOptions<GatewayOptions>, AdminTokenPolicy>();
        return builder;
    }

    public static IHostApplicationBuilder AddConsoleLog(this IHostApplicationBuilder builder)
    {
        var settings = builder.AddSettings<GatewayOptions>();
        return builder.AddConsoleLog(settings.Debug ? LogThreshold.Debug : settings.LogLevel, settings.LogFormat);
    }
}
