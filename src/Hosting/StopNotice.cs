
namespace AiDevFramework.Hosting;

/// <summary>One line when the process is told to stop: whether it was still starting, and what becomes of the runs in flight.</summary>
internal sealed partial class StopNotice
{
    public const string CalledOff = "Stopped before the start was complete; nothing is lost.";

    public static IDisposable Follow(IServiceProvider services, IHostApplicationLifetime lifetime)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("AiDevFramework.Stop");
        var runCount = services.GetService<RunCount>();
        return lifetime.ApplicationStopping.Register(() =>
        {
            if (!lifetime.ApplicationStarted.IsCancellationRequested)
            {
                LogCalledOff(logger, CalledOff);
            }
            else if (runCount?.Read() is > 0 and var runs)
            {
                LogStoppingWithRuns(logger, runs);
            }
            else
            {
                LogStopping(logger);
            }
        });
    }

    [LoggerMessage(LogLevel.Information, "{Notice}")]
    private static partial void LogCalledOff(ILogger logger, string notice);

    [LoggerMessage(LogLevel.Information, "Stopping; runs in flight: {Runs}. Each goes on where it is, with another silo or at the next start")]
    private static partial void LogStoppingWithRuns(ILogger logger, int runs);

    [LoggerMessage(LogLevel.Information, "Stopping; no run is in flight")]
    private static partial void LogStopping(ILogger logger);
}
