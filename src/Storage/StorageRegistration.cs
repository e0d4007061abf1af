using AiDevFramework.Grains.Abstractions.Telemetry;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.People;
using AiDevFramework.Grains.Retention;
using AiDevFramework.Grains.Search;
using AiDevFramework.Grains.State;
using AiDevFramework.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Storage;

internal static class StorageRegistration
{
    /// <summary>Registers the database of the settings. Comes before the silo: hosted services stop in the opposite order, and a
    /// silo that stops still has results to store.</summary>
    /// <param name="cluster">The cluster whose silos share the database; none: this process has it alone.</param>
    public static IHostApplicationBuilder AddStorage(this IHostApplicationBuilder builder, string? cluster = null)
    {
        builder.AddSettings<DatabaseOptions>();
        builder.AddStartNotices(services => DatabaseRisks.Of(services.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        builder.AddStartNotices(services => services.GetRequiredService<IOptions<DatabaseOptions>>().Value is { UsesPostgres: false } database
            ? FileRisks.OfData(Environment.CurrentDirectory, HomeFolder.Path, database.SqlitePath)
            : []);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new DatabaseUse(cluster));
        builder.Services.AddSingleton<DatabaseMigrator>();
        builder.Services.AddHostedService<DatabaseStart>();
        builder.Services.AddSingleton(services => Database.Create(services.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        builder.AddSettings<BudgetOptions>();
        builder.Services.AddSingleton(services => TableOf(
            services.GetRequiredService<Database>(), services.GetRequiredService<IOptions<BudgetOptions>>().Value.MaxCostUsdPerUserPerDay));
        builder.Services.AddSingleton<TransitionWriter>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TransitionWriter>());
        builder.Services.AddSingleton<IProjectStore, ProjectStore>();
        builder.Services.AddSingleton<IAttemptStore, AttemptStore>();
        builder.Services.AddSingleton<IApiKeyStore, ApiKeyStore>();
        builder.Services.AddSingleton<IRetentionStore, RetentionStore>();
        builder.Services.AddSingleton<IProjectIndex, ProjectIndex>();
        builder.Services.AddSingleton<SchemaWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SchemaWatch>());
        builder.Services.AddSingleton<IProcessVerdict>(services => services.GetRequiredService<SchemaWatch>());
        builder.Services.AddSingleton(new ZeroAtStart(CommitInstruments.StartAtZero));
        builder.Services.AddSingleton<DatabaseHealthCheck>();
        builder.Services.AddSingleton<WriteState>();
        builder.Services.AddHostedService<WriteProbe>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database").AddCheck<WriteHealthCheck>(
            "writes", failureStatus: cluster is null ? HealthStatus.Degraded : HealthStatus.Unhealthy, tags: [HealthTags.Logged]);
        return builder;
    }

    private static ITransitionTable TableOf(Database database, decimal dailyLimitUsd) => database switch
    {
        PostgresDatabase postgres => new PostgresTransitions(postgres, dailyLimitUsd),
        SqliteDatabase sqlite => new SqliteTransitions(sqlite, dailyLimitUsd),
        var other => throw new InvalidOperationException($"Nothing writes to {other.GetType().Name}."),
    };
}
