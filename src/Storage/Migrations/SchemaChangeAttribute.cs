namespace AiDevFramework.Storage.Migrations;

/// <summary>What a migration means for programs and people. Every migration has one.</summary>
/// <param name="oldestProgram">
/// The oldest program that can work with the tables after this migration. A program is told by the newest migration it knows. A
/// migration of a release must serve the release before it: a column that the older program does not write is nullable or has a
/// default, and nothing that it reads goes away.</param>
/// <param name="loses">What is gone once the migration is taken back, for the person who is about to do so.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SchemaChangeAttribute(long oldestProgram, string loses) : Attribute
{
    public long OldestProgram { get; } = oldestProgram;

    public string Loses { get; } = loses;

    /// <summary>Tables that are dropped with their rows when the migration is taken back.</summary>
    public string[] Tables { get; init; } = [];
}
