namespace AiDevFramework.Silo.Hosting;

/// <summary>Runs a process of the service to its end.</summary>
public static class AppRun
{
    /// <summary>Runs until the process is told to stop. One that is told so while it starts ends as well: that is no failure.</summary>
    public static async Task RunUntilStoppedAsync(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping; // the application is disposed of when its start fails
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // a start that was called off
        }
    }
}
