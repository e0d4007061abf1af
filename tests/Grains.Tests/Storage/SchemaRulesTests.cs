using System.Reflection;
using AiDevFramework.Storage;
using AiDevFramework.Storage.Migrations;
using FluentMigrator;

namespace AiDevFramework.Grains.Tests.Storage;

public sealed class SchemaRulesTests
{
    [Theory]
    [InlineData(7, 6L, null)]
    [InlineData(900, 7L, null)]
    [InlineData(900, 8L, "at version 900, which is newer than this program. They serve programs that know migration 8; this one knows the migrations up to 7.")]
    [InlineData(8, null, "at version 8, which is newer than this program.")] // it does not say whom it serves
    [InlineData(7, null, null)]
    public void FindRefusal_OfTables_GoesByTheOldestProgramThatTheyServe(long version, long? oldest, string? expected)
    {
        var refusal = SchemaRules.FindRefusal([new(1, null), new(6, null), new(version, oldest), new(3, 3)], program: 7);

        if (expected is null)
        {
            Assert.Null(refusal);
        }
        else
        {
            Assert.StartsWith(expected, refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void FindRefusal_OfAnEmptyDatabase_IsNone() => Assert.Null(SchemaRules.FindRefusal([], program: 7));

    [Theory]
    [InlineData(new long[0], 0)]
    [InlineData(new long[] { 1, 2, 3 }, 3)]
    [InlineData(new long[] { 1, 3 }, 1)]
    [InlineData(new long[] { 2, 3 }, 0)]
    [InlineData(new long[] { 1, 2, 3, 900 }, 3)]
    public void CompleteUpTo_OfWhatIsApplied_StopsAtTheFirstThatIsMissing(long[] applied, long expected) =>
        Assert.Equal(expected, SchemaRules.CompleteUpTo(applied, [3, 1, 2]));

    [Fact]
    public void Migrations_AllOfThem_SayWhomTheyServeAndWhatIsLostWithThem()
    {
        var migrations = typeof(InitialSchema).Assembly.GetTypes()
            .Select(type => (Type: type, type.GetCustomAttribute<MigrationAttribute>()?.Version)).Where(migration => migration.Version is not null).ToList();

        Assert.Equal(migrations.Count, SchemaCatalogue.Changes.Count);
        Assert.All(migrations, migration =>
        {
            var change = migration.Type.GetCustomAttribute<SchemaChangeAttribute>();
            Assert.True(change is not null, $"{migration.Type.Name} needs a [SchemaChange].");
            Assert.InRange(change.OldestProgram, 1, migration.Version!.Value);
            Assert.NotEmpty(change.Loses);
        });
    }
}
