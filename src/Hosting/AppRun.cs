using System.Net.Sockets;
using AiDevFramework.Hosting.Clustering;
using AiDevFramework.Settings;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Hosting;

/// <summary>Runs a process of the service to its end.</summary>
public static class AppRun
{
    /// <summary>How often a start is tried where port numbers are guesses, see <see cref="HeldPort"/>.</summary>
    private const int Tries = 3;

    /// <summary>Runs until the process is told to stop.</summary>
    /// <param name="build">Composes the application. Asked again where a port that was guessed is taken.</param>
    /// <returns>The exit code, see <see cref="RunUntilStoppedAsync"/>.</returns>
    public static Task<int> RunAsync(Func<WebApplication> build)
    {
        StopSignals.Watch();
        return TryAsync(build);
    }

    /// <summary>Call it as soon as the application is built: says what looks wrong with the settings, and refuses what is.</summary>
    /// <exception cref="OptionsValidationException">One settings class is wrong.</exception>
    /// <exception cref="AggregateException">Several are.</exception>
    public static WebApplication CheckSettings(this WebApplication app)
    {
        try
        {
            app.WarnOfUnknownSettings();
            app.RequireValidSettings();
            app.WarnOfRisks();
            return app;
        }
        catch
        {
            ((IDisposable)app).Dispose(); // writes what was logged
            throw;
        }
    }

    internal static async Task<int> TryAsync(Func<WebApplication> build)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await build().RunUntilStoppedAsync();
            }
            catch (Exception exception) when (attempt < Tries && HeldPort.HasGuessed && IsPortTaken(exception))
            {
                // another process was faster: the next attempt guesses another number
            }
        }
    }

    /// <summary>Runs until the process is told to stop. One that is told so while it starts ends as well: that is no failure.</summary>
    /// <returns>The exit code: 1 where it was the process itself that could not go on, else 0.</returns>
    public static async Task<int> RunUntilStoppedAsync(this WebApplication app)
    {
        var lifetime = app.Lifetime; // the application is disposed of when its start fails
        var (started, stopping) = (lifetime.ApplicationStarted, lifetime.ApplicationStopping);
        var link = app.Services.GetService<ClusterLink>();
        var verdicts = app.Services.GetServices<IProcessVerdict>().ToList();
        using var guard = StopGuard.Watch(lifetime);
        FileSizeSignal.Ignore();
        StopSignals.Follow(lifetime, guard);
        try
        {
            await RunOnceAsync(app);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // a start that was called off
        }
        catch (Exception) when (StopSignals.HasCome && stopping.IsCancellationRequested && !started.IsCancellationRequested)
        {
            // the same, whatever was under way
        }

        return link is { HasFailed: true } || verdicts.Exists(verdict => verdict.HasFailed) ? 1 : 0;
    }

    private static async Task RunOnceAsync(WebApplication app)
    {
        await using (app)
        {
            using var notice = StopNotice.Follow(app.Services, app.Lifetime);
            try
            {
                await app.StartAsync();
            }
            catch
            {
                notice.Dispose(); // what stops now was not told to
                await StopServicesAsync(app);
                throw;
            }

            await app.WaitForShutdownAsync();
        }
    }

    /// <summary>Tells the services of a start that failed to stop, without waiting for them. The host reports each background service
    /// that ends without having been told so as a fault of its own, beside the one that matters.</summary>
    private static async Task StopServicesAsync(WebApplication app)
    {
        try
        {
            await app.StopAsync(new CancellationToken(canceled: true));
        }
        catch (Exception)
        {
            // the failure of the start is the one to tell
        }
    }

    internal static bool IsPortTaken(Exception exception) =>
        exception is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (exception is not StartException && exception.InnerException is { } inner && IsPortTaken(inner));
}
