using AiDevFramework.Hosting;
using AiDevFramework.Settings;
using AiDevFramework.Storage;

namespace AiDevFramework.Silo;

/// <summary>The migrations by hand: <c>migrate up</c>, <c>migrate down</c>, <c>migrate status</c>.</summary>
public static class MigrateCommand
{
    private const string Usage = """
        Usage: migrate up       apply what is missing
               migrate down     take the last migration back, with the data in its tables: says what will be lost,
                                and does it where --yes is added. Refused while a program uses the tables.
               migrate status   say which migrations are applied
        The database is that of DATABASE_URL or POSTGRES_*, without them the SQLite file in DATA_DIR.
        """;

    /// <returns>0 when done, or asked how it is used; 1 when the database cannot be used or <c>down</c> is refused, 2 when the arguments are not understood.</returns>
    /// <exception cref="DatabaseStartException">The database cannot be used; says why.</exception>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (CommandLine.AsksForHelp(args))
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        if (args is not (["migrate", "up" or "down" or "status"] or ["migrate", "down", "--yes"]))
        {
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddEnvironmentVariables();
        builder.AddSettings<DatabaseOptions>();
        builder.Services.AddSingleton<DatabaseMigrator>();
        using var host = builder.Build();
        host.RequireValidSettings();

        var migrator = host.Services.GetRequiredService<DatabaseMigrator>();
        // What "down" takes back is what somebody has confirmed: not the one before, after another "down".
        await using var exclusive = await migrator.LockAsync(canWait: args[1] is not "down", CancellationToken.None);
        switch (args[1])
        {
            case "up":
                migrator.Up();
                break;
            case "down" when await FindRefusalAsync(migrator, isConfirmed: args is [.., "--yes"]) is { } refusal:
                await errors.WriteLineAsync(refusal);
                return 1;
            case "down":
                migrator.Down();
                break;
        }

        var status = migrator.Status();
        await output.WriteLineAsync(status.Database);
        foreach (var migration in status.Migrations)
        {
            await output.WriteLineAsync(
                $"  {migration.Version,6}  {migration.Name ?? "(not known to this program)",-24}  {(migration.Applied ? "applied" : "pending")}");
        }

        return 0;
    }

    private static async Task<string?> FindRefusalAsync(DatabaseMigrator migrator, bool isConfirmed) =>
        (migrator.DescribeLoss(), await migrator.FindUserAsync(CancellationToken.None)) switch
        {
            (null, _) => null, // there is nothing to take back
            (_, { } user) => $"Nothing was changed: {user}. Stop every silo and gateway that uses this database first. "
                + "One that was killed counts for a minute.",
            ({ } loss, null) when !isConfirmed => $"Nothing was changed. {loss} Make a backup first, then add --yes: migrate down --yes",
            _ => null,
        };
}
