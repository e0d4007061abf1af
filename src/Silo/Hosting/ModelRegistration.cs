using AiDevFramework.Llm;
using AiDevFramework.Offline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Silo.Hosting;

internal static class ModelRegistration
{
    /// <summary>Registers the models: those of the provider that the settings name, or the planner that answers without one.</summary>
    public static IHostApplicationBuilder AddModels(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(ChooseClient);
        return builder.AddLlm();
    }

    private static IChatClient ChooseClient(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<LlmOptions>>();
        return options.Value.Offline
            ? new OfflinePlanner(options, services.GetRequiredService<TimeProvider>())
            : LlmRegistration.CreateProviderClient(services);
    }
}
