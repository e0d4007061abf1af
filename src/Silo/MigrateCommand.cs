using AiDevFramework.Grains.Settings;
using AiDevFramework.Grains.Storage;

namespace AiDevFramework.Silo;

/// <summary>The migrations by hand: <c>migrate up</c>, <c>migrate down</c>, <c>migrate status</c>.</summary>
internal static class MigrateCommand
{
    private const string Usage = """
        Usage: migrate up       apply what is missing
               migrate down     take the last migration back, with the data in its tables
               migrate status   say which migrations are applied
        The database is that of DATABASE_URL or POSTGRES_*, without them the SQLite file in DATA_DIR.
        """;

    /// <returns>0 when done, 1 when the database cannot be used, 2 when the arguments are not understood.</returns>
    /// <exception cref="DatabaseStartException">The database cannot be used; says why.</exception>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not ["migrate", "up" or "down" or "status"])
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
        await using var exclusive = await migrator.LockAsync(CancellationToken.None);
        switch (args[1])
        {
            case "up":
                migrator.Up();
                break;
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
}
