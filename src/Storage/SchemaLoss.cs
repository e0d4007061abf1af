using System.Globalization;
using AiDevFramework.Storage.Migrations;
using FluentMigrator;

namespace AiDevFramework.Storage;

/// <summary>Says what goes with a migration that is taken back.</summary>
internal static class SchemaLoss
{
    /// <param name="migration">One that is applied and known.</param>
    public static string Describe(MigrationState migration, IMigrationProcessor processor)
    {
        var change = SchemaCatalogue.Changes[migration.Version];
        var rows = change.Tables.Where(table => processor.TableExists("", table)).Select(table => $"{table}: {CountOf(table, processor)} rows").ToList();
        return $"Migration {migration.Version}, {migration.Name}, taken back loses {change.Loses}"
            + (rows.Count > 0 ? $" ({string.Join(", ", rows)})." : ".");
    }

    private static string CountOf(string table, IMigrationProcessor processor) =>
        Convert.ToString(processor.Read($"select count(*) from {table}").Tables[0].Rows[0][0], CultureInfo.InvariantCulture)!;
}
