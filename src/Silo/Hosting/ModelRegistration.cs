using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Llm;
using AiDevFramework.Offline;
using AiDevFramework.Offline.Recordings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Silo.Hosting;

internal static class ModelRegistration
{
    /// <summary>Registers the models: those of the provider that the settings name, or the planner that answers without one; and beside
    /// them the recorded examples, which are there whatever is set.</summary>
    public static IHostApplicationBuilder AddModels(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(ChooseClient);
        builder.Services.AddKeyedSingleton<IChatModel>(RecordedModel.Provider, (services, _) => PlayRecordings(services));
        return builder.AddLlm();
    }

    private static IChatClient ChooseClient(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<LlmOptions>>();
        return options.Value.Offline
            ? new OfflinePlanner(options, services.GetRequiredService<TimeProvider>())
            : LlmRegistration.CreateProviderClient(services);
    }

    /// <summary>Recordings are accounted for, streamed and traced like answers of a model. They wait for nobody: the provider's limits, pauses
    /// and prices are not theirs.</summary>
    private static RecordingModel PlayRecordings(IServiceProvider services)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        var answerMs = services.GetRequiredService<IOptions<LlmOptions>>().Value.ExampleAnswerMs;
        var options = Options.Create(new LlmOptions
        {
            OwnName = RecordedModel.Provider,
            ExampleAnswerMs = answerMs,
            MaxConcurrency = 100_000,
            MaxRetries = 0,
            BreakerSeconds = 0,
        });
        var listener = services.GetService<ICallListener>();
        return new RecordingModel(new ChatModel(
            new RecordingClient(options, clock),
            new CallLimiter(options, slots: null, services.GetService<ICallPermit>(), listener),
            new CallBreakers(options, clock),
            options,
            clock,
            services.GetRequiredService<ILogger<ChatModel>>(),
            listener,
            services.GetService<IAttemptLedger>(),
            catalogue: null,
            services.GetService<ICallTraces>()));
    }
}
