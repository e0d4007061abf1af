namespace AiDevFramework.Hosting;

public static class Stopping
{
    /// <summary>All of stopping: within the ten seconds that supervisors give.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <summary>How long the process may take to stop, and who hears the signals: <see cref="StopSignals"/> alone. The framework's own
    /// listener would come first, and call everybody who waits for <see cref="IHostApplicationLifetime.ApplicationStopping"/> before
    /// <see cref="StopGuard"/> could start its clock.</summary>
    public static IHostApplicationBuilder AddStopping(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Limit);
        builder.Services.AddSingleton<IHostLifetime, DeafLifetime>();
        return builder;
    }

    /// <summary>Listens to no signals.</summary>
    private sealed class DeafLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
