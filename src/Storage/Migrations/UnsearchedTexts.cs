using FluentMigrator;

namespace AiDevFramework.Storage.Migrations;

/// <summary>
/// Spares PostgreSQL the statistics of columns that no query looks for. To sample and sort documents and JSON took it a twelfth of its
/// time while many projects ran.
/// </summary>
[Migration(6)]
[SchemaChange(oldestProgram: 6, "settings of statistics, and no data")]
public sealed class UnsearchedTexts : Migration
{
    private static readonly (string Table, string[] Columns)[] _unsearched =
    [
        ("projects", ["idea", "metadata"]),
        ("workflow_states", ["input_data", "output_data"]),
        ("documents", ["content_md", "metadata"]),
        ("llm_logs", ["output", "complaint"]),
        ("progress_events", ["payload"]),
    ];

    public override void Up() => IfDatabase(InitialSchema.IsPostgres).Execute.Sql(StatisticsOf(target: 0));

    public override void Down() => IfDatabase(InitialSchema.IsPostgres).Execute.Sql(StatisticsOf(target: -1));

    /// <param name="target">How finely a column is sampled; -1: as the server does by default.</param>
    private static string StatisticsOf(int target) => string.Join('\n', _unsearched.Select(
        table => $"alter table {table.Table} {string.Join(", ", table.Columns.Select(column => $"alter column {column} set statistics {target}"))};"));
}
