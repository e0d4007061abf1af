using AiDevFramework.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Hosting;

/// <summary>The time that a process gets to stop begins with the signal.</summary>
public sealed class StopSignalsTests
{
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    [Fact]
    public void Stop_BeforeAnybodyHearsOfIt_StartsTheGuard()
    {
        using var guard = StopGuard.Watch(_lifetime);
        bool? wasStarted = null;
        _lifetime.ApplicationStopping.Register(() => wasStarted = guard.IsStarted); // called before what was registered earlier

        new StopSignals.Followed(_lifetime, guard).Stop();

        Assert.True(wasStarted);
    }

    [Fact]
    public void StopApplication_WithoutASignal_StartsTheGuardToo()
    {
        using var guard = StopGuard.Watch(_lifetime);
        Assert.False(guard.IsStarted);

        _lifetime.StopApplication();

        Assert.True(guard.IsStarted);
    }

    [Fact]
    public void AddStopping_OfAHost_LeavesTheSignalsToStopSignalsAndLimitsTheStop()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddStopping();
        using var host = (IDisposable)builder.Build();

        var services = ((IHost)host).Services;
        Assert.IsNotType<ConsoleLifetime>(services.GetRequiredService<IHostLifetime>());
        Assert.Equal(TimeSpan.FromSeconds(8), services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }
}
