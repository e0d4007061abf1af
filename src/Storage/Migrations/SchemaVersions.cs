using FluentMigrator.Runner.VersionTableInfo;

namespace AiDevFramework.Storage.Migrations;

/// <summary>The table that remembers which migrations were applied.</summary>
internal sealed class SchemaVersions : IVersionTableMetaData
{
    public string SchemaName => "";

    public string TableName => "schema_versions";

    public string ColumnName => "version";

    public string DescriptionColumnName => "description";

    public string AppliedOnColumnName => "applied_at";

    public string UniqueIndexName => "uc_schema_versions_version";

    public bool OwnsSchema => false;

    public bool CreateWithPrimaryKey => false;
}
