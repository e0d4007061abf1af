using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Hosting;

namespace AiDevFramework.Storage;

/// <summary>After a commit that failed, tries now and then whether the database can be written again: nobody may come to find out.</summary>
internal sealed class WriteProbe(Database database, WriteState state, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Characters. More than most transitions take: a file that just failed to grow has a little room left for a small one.</summary>
    private const int Size = 65_536;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            if (state.Trouble is null)
            {
                continue;
            }

            try
            {
                await WriteAsync(stoppingToken).ConfigureAwait(false);
                state.NoteStored();
            }
            catch (Exception exception) when (DatabaseFailure.KindOf(exception) is not DatabaseFailureKind.None)
            {
                state.NoteFailed(exception);
            }
        }
    }

    /// <summary>Writes an event of no project, and removes it in a second transaction: SQLite need not write what one transaction removes again.</summary>
    /// <exception cref="DbException">It cannot be written.</exception>
    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        const string write = """
            insert into progress_events (project_id, seq, type, payload, created_at)
            values (@project, 1, 'phase_started', @payload, @now)
                on conflict (project_id, seq) do update set payload = excluded.payload
            """;
        const string remove = "delete from progress_events where project_id = @project";

        var parameters = new
        {
            project = database.Id(Guid.Empty),
            payload = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(Size * 3 / 4)), // nothing to compress
            now = database.Time(clock.GetUtcNow()),
        };
        await using var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(write, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(remove, parameters, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    private async ValueTask<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (database is SqliteDatabase sqlite)
        {
            return await Task.Run(DbConnection () => sqlite.OpenForWriting(), cancellationToken).ConfigureAwait(false);
        }

        return await database.ConnectAsync(cancellationToken).ConfigureAwait(false);
    }
}
