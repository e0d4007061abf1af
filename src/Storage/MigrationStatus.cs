namespace AiDevFramework.Storage;

/// <param name="Database">Which database, for people; no password.</param>
/// <param name="Migrations">Oldest first; a version that the program does not know has no name.</param>
internal sealed record MigrationStatus(string Database, IReadOnlyList<MigrationState> Migrations)
{
    /// <summary>The highest applied version, 0 for an empty database.</summary>
    public long Version => Migrations.Where(migration => migration.Applied).Select(migration => migration.Version).DefaultIfEmpty().Max();
}

/// <param name="OldestProgram">The oldest program that can work with it, where the database says so.</param>
internal sealed record MigrationState(long Version, string? Name, bool Applied, long? OldestProgram);
