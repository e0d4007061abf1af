using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiDevFramework.Grains.Search;

internal static class SearchRegistration
{
    /// <summary>Registers what keeps lists and searches up to date.</summary>
    public static IHostApplicationBuilder AddSearch(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<ProjectIndexer>();
        return builder;
    }
}
