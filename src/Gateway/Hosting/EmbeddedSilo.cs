using AiDevFramework.Silo;

namespace AiDevFramework.Gateway.Hosting;

/// <summary>The whole product in one process: the gateway hosts the silo that it talks to.</summary>
internal static class EmbeddedSilo
{
    public static IHostApplicationBuilder AddEmbeddedSilo(this IHostApplicationBuilder builder)
    {
        builder.AddProjectSilo();
        builder.Services.AddSingleton(new BannerLine("Data", services => services.GetRequiredService<SiloSummary>().Data));
        builder.Services.AddSingleton(new BannerLine("Models", services => services.GetRequiredService<SiloSummary>().Models));
        return builder;
    }
}
