using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Prompts;
using AiDevFramework.Grains.Telemetry;
using AiDevFramework.Llm;
using AiDevFramework.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Phases;

internal static class PhaseRegistration
{
    /// <summary>Registers what the phase worker asks with. The prompts are read now; a wrong one stops the start.</summary>
    public static IHostApplicationBuilder AddPhases(this IHostApplicationBuilder builder)
    {
        var prompts = new PromptLibrary(builder.AddSettings<PromptOptions>().Dir);
        builder.AddSettingFamily<StepModelOptions>();
        builder.Services.AddSingleton(services => StepModels.Read(
            services.GetRequiredService<IOptionsMonitor<StepModelOptions>>(), services.GetRequiredService<IOptions<LlmOptions>>().Value));
        builder.Services.AddSingleton(new StepQuestion(prompts));
        builder.Services.AddSingleton<IValidateOptions<PromptOptions>>(new PromptCheck(prompts));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IQuotes, CallQuotes>();
        builder.Services.AddSingleton<ICallTraces, CallTraces>();
        builder.Services.AddSingleton<IStepDefinition>(new SmartDetectionStep());
        builder.Services.AddSingleton<IStepDefinition>(new ApproachDetectionStep());
        return builder;
    }
}
