using AiDevFramework.Grains.Storage;
using AiDevFramework.Silo.Clustering;

namespace AiDevFramework.Silo.Hosting;

/// <summary>Runs a process of the service to its end.</summary>
public static class AppRun
{
    /// <summary>Runs until the process is told to stop. One that is told so while it starts ends as well: that is no failure.</summary>
    /// <returns>The exit code: 1 where it was the process itself that could not go on, else 0.</returns>
    public static async Task<int> RunUntilStoppedAsync(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping; // the application is disposed of when its start fails
        var link = app.Services.GetService<ClusterLink>();
        var schema = app.Services.GetService<SchemaWatch>();
        StopGuard.Arm(app.Lifetime);
        FileSizeSignal.Ignore();
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // a start that was called off
        }

        return link is { HasFailed: true } || schema is { IsTooOld: true } ? 1 : 0;
    }
}
