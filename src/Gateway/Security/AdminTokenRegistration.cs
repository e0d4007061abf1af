using AiDevFramework.Gateway.Api;
using AiDevFramework.Gateway.Identity;
using AiDevFramework.Gateway.Settings;
using AiDevFramework.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiDevFramework.Gateway.Security;

internal static class AdminTokenRegistration
{
    public static IHostApplicationBuilder AddAdminToken(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<AdminToken>();
        builder.Services.AddHostedService<AdminTokenWatch>();
        builder.Services.AddSingleton<ICallers, Callers>();
        builder.Services.AddSingleton<Tickets>();
        builder.Services.AddSingleton<ProgressAccess>();
        builder.Services.AddSingleton<Origins>();
        // Not AddAuthentication: that brings data protection along, which writes keys to the home folder that nothing here uses.
        builder.Services.AddWebEncoders().AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = AdminTokenHandler.SchemeName;
            authentication.AddScheme<AdminTokenHandler>(AdminTokenHandler.SchemeName, displayName: null);
        });
        builder.Services.AddTransient<AdminTokenHandler>();
        builder.Services.AddAuthorization();
        // Its base class logs each refused request at Information.
        builder.Logging.AddFilter(typeof(AdminTokenHandler).FullName, LogLevel.Warning);
        return builder;
    }

    /// <summary>Pages of the configured origins may call from a browser and read the headers they need.</summary>
    public static IHostApplicationBuilder AddCors(this IHostApplicationBuilder builder)
    {
        var origins = builder.AddSettings<GatewayOptions>().CorsOrigins.Select(Origin.Normalize).OfType<string>().ToArray();
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(origins)
            .WithMethods("GET", "POST", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID", "X-Requested-With", "X-SignalR-User-Agent")
            .WithExposedHeaders("Location", "RateLimit", "RateLimit-Policy", "Retry-After", RequestId.Header)
            .SetPreflightMaxAge(TimeSpan.FromMinutes(10))));
        return builder;
    }
}
