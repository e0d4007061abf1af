using AiDevFramework.Grains.Progress;
using AiDevFramework.Storage;
using Microsoft.Extensions.AI;

namespace AiDevFramework.ChaosSilo.Faults;

internal static class FaultRegistration
{
    /// <summary>Puts fault points around what the product is made of: it has none itself, and so ships none.</summary>
    public static IHostApplicationBuilder AddFaultPoints(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FaultPoints>();
        builder.Services.Wrap<ITransitionTable>((table, faults) => new FaultyTable(table, faults));
        builder.Services.Wrap<IProgressFeed>((feed, faults) => new FaultyFeed(feed, faults));
        builder.Services.Wrap<IChatClient>((client, faults) => new FaultyChatClient(client, faults));
        return builder;
    }

    private static void Wrap<T>(this IServiceCollection services, Func<T, FaultPoints, T> wrap)
        where T : class
    {
        var inner = services.Single(service => service.ServiceType == typeof(T));
        services.Remove(inner);
        services.AddSingleton(provider =>
        {
            var made = inner.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!);
            return wrap((T)made, provider.GetRequiredService<FaultPoints>());
        });
    }
}
