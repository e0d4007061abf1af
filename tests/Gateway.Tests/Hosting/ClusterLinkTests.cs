using AiDevFramework.Hosting;
using AiDevFramework.Hosting.Clustering;
using AiDevFramework.TestSupport.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Gateway.Tests.Hosting;

/// <summary>A gateway whose connection to the cluster can never be made does not stay and refuse everything.</summary>
public sealed class ClusterLinkTests
{
    [Fact(Timeout = 120_000)]
    public async Task Run_WithAClientThatFailsForGood_EndsWith1()
    {
        var silo = new AbsentSilo { Waits = false };
        await using var app = Build(silo);

        Assert.Equal(1, await app.RunUntilStoppedAsync());
        Assert.True(silo.Missed.IsCompletedSuccessfully);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_ToldToStopWhileItWaitsForASilo_EndsWith0()
    {
        var silo = new AbsentSilo { Waits = true };
        await using var app = Build(silo);
        var running = app.RunUntilStoppedAsync();
        await silo.Missed;

        app.Lifetime.StopApplication();

        Assert.Equal(0, await running);
    }

    /// <summary>A host with a real client, which nobody answers.</summary>
    private static WebApplication Build(AbsentSilo silo)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var before = builder.Services.ToHashSet();
        builder.UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(gatewayPort: FreePort.Next());
            client.Services.AddSingleton<IClientConnectionRetryFilter>(silo);
        });
        foreach (var started in builder.Services.Where(service => service.ServiceType == typeof(IHostedService)).Except(before).ToList())
        {
            builder.Services.Remove(started); // Orleans' own: the link starts the client
        }

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<SiloAdvice>();
        builder.Services.AddSingleton<ClusterLink>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClusterLink>());
        return builder.Build();
    }

    private sealed class AbsentSilo : IClientConnectionRetryFilter
    {
        private readonly TaskCompletionSource _missed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public required bool Waits { get; init; }

        public Task Missed => _missed.Task;

        public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
        {
            _missed.TrySetResult();
            await Task.Delay(Waits ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken);
            return false;
        }
    }
}
