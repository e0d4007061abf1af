using AiDevFramework.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Gateway.Tests.Hosting;

public sealed class AppRunTests
{
    [Fact]
    public async Task RunUntilStoppedAsync_WhereTheStartFails_TellsOfNoOtherFault()
    {
        var log = new Lines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton<Waiting>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Waiting>());
        builder.Services.AddHostedService<Failing>();
        var app = builder.Build();
        var waiting = app.Services.GetRequiredService<Waiting>();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(app.RunUntilStoppedAsync);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.ExecuteTask!);
        Assert.Equal(Failing.Reason, exception.Message);
        Assert.DoesNotContain(log.Told, line => line.Contains("BackgroundService", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Told, line => line.Contains("nothing is lost", StringComparison.Ordinal));
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

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly Lock _gate = new();
        private readonly List<string> _told = [];

        public IReadOnlyList<string> Told
        {
            get
            {
                lock (_gate)
                {
                    return [.. _told];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_gate)
            {
                _told.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
