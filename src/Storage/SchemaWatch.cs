using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Settings;
using AiDevFramework.Storage.Migrations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Storage;

/// <summary>
/// Looks whether the tables still serve this program: a newer one may have migrated them meanwhile. A program that they do not serve is
/// told to stop before it writes rows that the newer one does not understand.
/// </summary>
internal sealed partial class SchemaWatch(
    Database database, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<SchemaWatch> logger) : BackgroundService, IProcessVerdict
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>Whether the process was told to stop because it is too old.</summary>
    public bool IsTooOld { get; private set; }

    bool IProcessVerdict.HasFailed => IsTooOld;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                var applied = await database.ReadAllAsync(
                    SchemaRules.AppliedSql, new { }, row => new AppliedMigration(row.Long("version"), row.OptionalLong("min_program")), stoppingToken).ConfigureAwait(false);
                if (SchemaRules.FindRefusal(applied, SchemaCatalogue.Program) is { } refusal)
                {
                    IsTooOld = true;
                    LogTooOld(database.Description, refusal);
                    lifetime.StopApplication();
                    return;
                }
            }
            catch (Exception exception) when (exception is StoreUnavailableException || DatabaseFailure.KindOf(exception) is not DatabaseFailureKind.None)
            {
                // away: what cannot be read cannot have been migrated for long
            }
        }
    }

    [LoggerMessage(LogLevel.Critical, "This process stops: the tables in {Database} are now {Refusal} Start the newer program.")]
    private partial void LogTooOld(string database, string refusal);
}
