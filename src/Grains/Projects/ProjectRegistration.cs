using AiDevFramework.Grains.Abstractions.Telemetry;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.Progress;
using AiDevFramework.Grains.Retention;
using AiDevFramework.Grains.Slots;
using AiDevFramework.Grains.Telemetry;
using AiDevFramework.Llm;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AiDevFramework.Grains.Projects;

/// <summary>Registers what drives projects, beside the grains themselves.</summary>
internal static class ProjectRegistration
{
    public static IHostApplicationBuilder AddProjects(this IHostApplicationBuilder builder)
    {
        builder.AddAttempts();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<LostRuns>();
        builder.Services.AddSingleton<PurgeRequests>();
        builder.Services.AddSingleton<WorkflowRuns>();
        builder.Services.AddSingleton<RunNews>();
        builder.Services.AddSingleton<RepeatedCommands>();
        builder.Services.AddSingleton<RunHandOver>();
        builder.Services.AddSingleton<SiloStanding>();
        builder.Services.AddSingleton<ICallPermit>(services => services.GetRequiredService<SiloStanding>());
        builder.Services.AddSingleton<SlotLeases>();
        builder.Services.AddSingleton<ISharedSlots>(services => services.GetRequiredService<SlotLeases>());
        builder.Services.AddSingleton(new StreamPace(TimeSpan.Zero));
        builder.Services.AddSingleton<StreamProgressFeed>();
        builder.Services.AddSingleton<IProgressFeed>(services => services.GetRequiredService<StreamProgressFeed>());
        builder.Services.AddHostedService(services => services.GetRequiredService<StreamProgressFeed>());
        builder.Services.AddSingleton<LiveText>();
        builder.Services.AddSingleton<ICallListener>(services => services.GetRequiredService<LiveText>());
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveText>());
        builder.Services.AddHostedService<RecoverySweeper>();
        builder.Services.AddSingleton(new ZeroAtStart(WorkflowInstruments.StartAtZero));
        return builder;
    }
}
