using AiDevFramework.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Storage;

/// <summary>Before anything else of the process starts: waits for the database, makes or updates its tables, and keeps processes
/// away that would share it without knowing of this one.</summary>
internal sealed partial class DatabaseStart(
    DatabaseMigrator migrator, DatabaseUse use, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<DatabaseStart> logger)
    : IHostedLifecycleService
{
    /// <summary>Services that start together: the database server may need a moment longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private IAsyncDisposable? _claim;

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
            _claim = held; // for as long as the process uses the file
            return;
        }

        await held.DisposeAsync().ConfigureAwait(false);
        var claim = new PostgresClaim(migrator.ConnectionString, use, lifetime, clock, logger);
        _claim = claim;
        await claim.AcquireAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_claim is { } held)
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
        DatabaseStartException? problem = null;
        return await Repeated.TryAsync(TryLockAsync, Patience, clock, cancellationToken).ConfigureAwait(false) ?? throw problem!;

        async Task<IAsyncDisposable?> TryLockAsync()
        {
            try
            {
                return await migrator.LockAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DatabaseStartException exception) when (DatabaseProblem.MayPass(exception))
            {
                if (problem is null)
                {
                    LogWaiting(exception.Message);
                }

                problem = exception;
                return null;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Waiting for the database: {Problem}")]
    private partial void LogWaiting(string problem);
}
