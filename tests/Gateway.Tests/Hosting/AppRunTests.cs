using AiDevFramework.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AiDevFramework.Gateway.Tests.Hosting;

public sealed class AppRunTests
{
    [Fact]
    public async Task RunUntilStoppedAsync_WhereTheStartFails_TellsOfNoOtherFault()
    {
        var log = new FakeLogCollector();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(log));
        builder.Services.AddSingleton<Waiting>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Waiting>());
        builder.Services.AddHostedService<Failing>();
        var app = builder.Build();
        var waiting = app.Services.GetRequiredService<Waiting>();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(app.RunUntilStoppedAsync);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.ExecuteTask!);
        Assert.Equal(Failing.Reason, exception.Message);
        Assert.DoesNotContain(log.GetSnapshot(), line => line.Message.Contains("BackgroundService", StringComparison.Ordinal));
        Assert.DoesNotContain(log.GetSnapshot(), line => line.Message.Contains("nothing is lost", StringComparison.Ordinal));
    }

    private sealed class Waiting : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.Infinite, stoppingToken);
    }

    private sealed class Failing : IHostedService
    {
        public const string Reason = "The database is away.";

        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException(Reason);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
