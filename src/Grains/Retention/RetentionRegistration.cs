using AiDevFramework.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiDevFramework.Grains.Retention;

internal static class RetentionRegistration
{
    /// <summary>Registers what removes data that is past its time.</summary>
    public static IHostApplicationBuilder AddRetention(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<RetentionOptions>();
        builder.Services.AddHostedService<RetentionSweeper>();
        return builder;
    }
}
