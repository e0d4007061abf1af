using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Grains.Storage;

/// <summary>Before anything else of the process starts: waits for the database, makes or updates its tables, and keeps a
/// second process away from the SQLite file.</summary>
internal sealed partial class DatabaseStart(DatabaseMigrator migrator, TimeProvider clock, ILogger<DatabaseStart> logger) : IHostedLifecycleService
{
    /// <summary>Services that start together: the database server may need a moment longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    private IAsyncDisposable? _sqliteLock;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var held = await LockAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            migrator.Up();
        }
        catch
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        if (held is FileStream)
        {
            _sqliteLock = held; // for as long as the process uses the file
        }
        else
        {
            await held.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_sqliteLock is { } held)
        {
            await held.DisposeAsync().ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await migrator.LockAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DatabaseStartException exception)
                when (DatabaseProblem.MayPass(exception) && clock.GetElapsedTime(started) < Patience)
            {
                if (attempt == 1)
                {
                    LogWaiting(exception.Message);
                }

                await Task.Delay(RetryDelay, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Waiting for the database: {Problem}")]
    private partial void LogWaiting(string problem);
}
