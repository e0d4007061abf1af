namespace AiDevFramework.Storage;

/// <summary>A migration that a database says is applied.</summary>
/// <param name="OldestProgram">The oldest program that can work with it; <see langword="null"/>: none that does not know it.</param>
internal sealed record AppliedMigration(long Version, long? OldestProgram);

/// <summary>Whether a program and the tables that it finds fit. Pure.</summary>
internal static class SchemaRules
{
    /// <summary>All that is applied, as <see cref="AppliedMigration"/>.</summary>
    public const string AppliedSql = """
        select version, min_program
          from schema_changes
        union all
        select version, null
          from schema_versions
         where version not in (select version from schema_changes)
        """;

    /// <param name="program">The newest migration that the program knows.</param>
    /// <returns>Why the program is too old for these tables; <see langword="null"/> where it is not.</returns>
    public static string? FindRefusal(IEnumerable<AppliedMigration> applied, long program)
    {
        var newest = applied.MaxBy(migration => NeededBy(migration));
        return newest is not null && NeededBy(newest) > program
            ? $"at version {newest.Version}, which is newer than this program. They serve programs that know migration {NeededBy(newest)}; "
                + $"this one knows the migrations up to {program}."
            : null;
    }

    /// <returns>The highest of the known versions that is applied with all before it; 0: none is.</returns>
    public static long CompleteUpTo(IReadOnlyCollection<long> applied, IEnumerable<long> known) =>
        known.Order().TakeWhile(applied.Contains).LastOrDefault();

    private static long NeededBy(AppliedMigration migration) => migration.OldestProgram ?? migration.Version;
}
