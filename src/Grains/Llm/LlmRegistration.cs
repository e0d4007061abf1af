using AiDevFramework.Grains.Llm.Offline;
using AiDevFramework.Grains.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Llm;

internal static class LlmRegistration
{
    /// <summary>Registers <see cref="IChatModel"/> over the provider that the settings choose.</summary>
    public static IHostApplicationBuilder AddLlm(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<LlmOptions>();
        builder.Services.PostConfigure<LlmOptions>(options => options.ReadBlankAsAbsent());
        builder.AddStartNotices(services => PlainText.NoticeOf(
            "OPENROUTER_BASE_URL", services.GetRequiredService<IOptions<LlmOptions>>().Value.BaseUrl, "the key, ideas and documents"));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(CreateClient);
        builder.Services.AddSingleton<ProviderLookups>();
        builder.Services.AddSingleton<ModelCatalogue>();
        builder.Services.AddSingleton<IModelCatalogue>(services => services.GetRequiredService<ModelCatalogue>());
        builder.Services.AddHostedService(services => services.GetRequiredService<ModelCatalogue>());
        builder.Services.AddSingleton<CallLimiter>();
        builder.Services.AddSingleton<CallBreakers>();
        builder.Services.AddSingleton<IChatModel, ChatModel>();
        return builder;
    }

    private static IChatClient CreateClient(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<LlmOptions>>();
        var time = services.GetRequiredService<TimeProvider>();
        return options.Value.Offline
            ? new OfflinePlanner(options, time)
            : new OpenRouterChatClient(options, time, services.GetRequiredService<CallLimiter>());
    }
}
