using AiDevFramework.Llm;
using AiDevFramework.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AiDevFramework.Grains.Attempts;

internal static class AttemptRegistration
{
    /// <summary>Registers what reserves and settles the attempts of runs.</summary>
    public static IHostApplicationBuilder AddAttempts(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<BudgetOptions>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<PendingCalls>();
        builder.Services.AddSingleton<RunLedger>();
        builder.Services.AddSingleton<IAttemptLedger, AttemptLedger>();
        builder.Services.AddHostedService<AttemptNotes>();
        return builder;
    }

    /// <summary>Registers what asks the provider for unknown costs.</summary>
    public static IHostApplicationBuilder AddReconciliation(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<AttemptReconciler>();
        return builder;
    }
}
