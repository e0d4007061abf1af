using AiDevFramework.Gateway.Progress;
using AiDevFramework.Hosting;
using AiDevFramework.Silo;
using AiDevFramework.Silo.Hosting;

namespace AiDevFramework.Gateway.Hosting;

/// <summary>A silo in the gateway's own process, and its commands. The one file of the gateway that knows the silo.</summary>
internal static class Embedded
{
    /// <summary><c>migrate</c>, as silos have it.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> MigrateAsync(string[] args, TextWriter output, TextWriter errors) => MigrateCommand.RunAsync(args, output, errors);

    public static IHostApplicationBuilder AddSilo(IHostApplicationBuilder builder)
    {
        builder.AddProjectSilo();
        builder.AddLocalProgressFeed(services =>
        {
            var relay = services.GetRequiredService<ProgressRelay>();
            return new LocalListener(relay.OfferAtOnce, relay.OfferText);
        });
        builder.Services.AddSingleton(new BannerLine("Data", services => services.GetRequiredService<SiloSummary>().Data));
        builder.Services.AddSingleton(new BannerLine("Models", services => services.GetRequiredService<SiloSummary>().Models));
        builder.Services.AddSingleton(new BannerLine("Budget", services => services.GetRequiredService<SiloSummary>().Budget));
        return builder;
    }
}
