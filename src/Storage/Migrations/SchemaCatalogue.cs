using System.Reflection;
using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>The migrations that this program knows.</summary>
internal static class SchemaCatalogue
{
    /// <summary>By version.</summary>
    public static IReadOnlyDictionary<long, SchemaChangeAttribute> Changes { get; } = (
        from type in typeof(SchemaCatalogue).Assembly.GetTypes()
        let migration = type.GetCustomAttribute<MigrationAttribute>()
        where migration is not null
        select (migration.Version, Change: ChangeOf(type, migration.Version)))
        .ToDictionary(pair => pair.Version, pair => pair.Change);

    /// <summary>The newest one. It tells this program from others.</summary>
    public static long Program { get; } = Changes.Keys.Max();

    /// <summary>A migration that does not say whom it serves serves nobody older.</summary>
    private static SchemaChangeAttribute ChangeOf(Type type, long version) =>
        type.GetCustomAttribute<SchemaChangeAttribute>() ?? new SchemaChangeAttribute(version, "what it added");
}
