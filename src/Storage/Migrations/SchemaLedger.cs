using System.Data;
using System.Globalization;
using FluentMigrator;
using FluentMigrator.Runner;
using FluentMigrator.Runner.Conventions;
using FluentMigrator.Runner.Generators;
using FluentMigrator.Runner.Processors;
using FluentMigrator.Runner.VersionTableInfo;

namespace AiDevFramework.Storage.Migrations;

/// <summary>
/// Remembers which migrations are applied, in two tables. The first programs look into <c>schema_versions</c> alone and refuse every
/// version there that they do not know. So a later migration goes into <c>schema_changes</c>, with the oldest program that can work
/// with it, and into the old table as well only where those first programs cannot.
/// </summary>
internal sealed class SchemaLedger(
    IProcessorAccessor processors,
    IGeneratorAccessor generators,
    IConventionSet conventions,
    IMigrationRunnerConventions runnerConventions,
    IVersionTableMetaData table,
    IMigrationRunner runner)
    : VersionLoader(processors, generators, conventions, runnerConventions, table, runner), IVersionLoader
{
    /// <summary>The newest migration that the first programs know.</summary>
    internal const long FirstPrograms = 6;

    private const string Changes = "schema_changes";

    private readonly IMigrationProcessor _processor = processors.Processor;

    /// <summary>By version; only migrations that say so.</summary>
    public IReadOnlyDictionary<long, long> OldestPrograms { get; private set; } = new Dictionary<long, long>();

    public new void LoadVersionInfo()
    {
        base.LoadVersionInfo();
        if (!_processor.TableExists("", Changes))
        {
            _processor.Execute($"""
                create table {Changes} (
                    version bigint not null primary key,
                    description text,
                    applied_at timestamp not null default current_timestamp,
                    min_program bigint not null)
                """);
        }

        var rows = _processor.Read($"select version, min_program from {Changes}").Tables[0].Rows.Cast<DataRow>();
        OldestPrograms = rows.ToDictionary(row => Number(row[0]), row => Number(row[1]));
        foreach (var version in OldestPrograms.Keys)
        {
            VersionInfo.AddAppliedMigration(version);
        }
    }

    public new void UpdateVersionInfo(long version) => UpdateVersionInfo(version, null);

    public new void UpdateVersionInfo(long version, string? description)
    {
        var oldest = SchemaCatalogue.Changes[version].OldestProgram;
        if (version <= FirstPrograms || oldest > FirstPrograms)
        {
            base.UpdateVersionInfo(version, description);
        }

        if (version > FirstPrograms)
        {
            var text = (description ?? "").Replace("'", "''", StringComparison.Ordinal);
            _processor.Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"insert into {Changes} (version, description, min_program) values ({version}, '{text}', {oldest})"));
        }
    }

    public new void DeleteVersion(long version)
    {
        base.DeleteVersion(version);
        _processor.Execute(string.Create(CultureInfo.InvariantCulture, $"delete from {Changes} where version = {version}"));
    }

    public new void RemoveVersionTable()
    {
        base.RemoveVersionTable();
        _processor.Execute($"drop table {Changes}");
    }

    private static long Number(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
