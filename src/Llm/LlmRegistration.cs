using AiDevFramework.Grains.Abstractions.Telemetry;
using AiDevFramework.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Llm;

internal static class LlmRegistration
{
    /// <summary>Registers <see cref="IChatModel"/>. It asks the provider that the settings name, unless an <see cref="IChatClient"/> is
    /// registered before.</summary>
    public static IHostApplicationBuilder AddLlm(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<LlmOptions>();
        builder.Services.PostConfigure<LlmOptions>(options => options.ReadBlankAsAbsent());
        builder.AddStartNotices(services => PlainText.NoticeOf(
            "OPENROUTER_BASE_URL", services.GetRequiredService<IOptions<LlmOptions>>().Value.BaseUrl, "the key, ideas and documents"));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(CreateProviderClient);
        builder.Services.AddSingleton(new ZeroAtStart(CallInstruments.StartAtZero));
        builder.Services.AddSingleton<ProviderLookups>();
        builder.Services.AddSingleton<ModelCatalogue>();
        builder.Services.AddSingleton<IModelCatalogue>(services => services.GetRequiredService<ModelCatalogue>());
        builder.Services.AddHostedService(services => services.GetRequiredService<ModelCatalogue>());
        builder.Services.AddSingleton<CallLimiter>();
        builder.Services.AddSingleton<CallBreakers>();
        builder.Services.AddSingleton<IChatModel, ChatModel>();
        return builder;
    }

    /// <summary>The client of the provider that the settings name.</summary>
    public static IChatClient CreateProviderClient(IServiceProvider services) => new OpenRouterChatClient(
        services.GetRequiredService<IOptions<LlmOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<CallLimiter>());
}
