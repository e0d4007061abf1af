using System.Text.RegularExpressions;

namespace AiDevFramework.Architecture;

/// <summary>
/// Counts the files that spell a step, by the example of one: what a step is stands in its row of the catalogue, and whoever else names it
/// has to be changed for every further one.
/// </summary>
internal static partial class Spelling
{
    /// <summary>Three enums, the row, the reader, the offline writer, the facts and the example of the API.</summary>
    public const int MostFiles = 8;

    private const string Migrations = "Storage/Migrations/";

    /// <returns>The files that name the step of the tech stack, migrations apart: what is released says for ever what it said.</returns>
    public static IReadOnlyList<string> FilesOfAStep(IReadOnlyList<SourceFile> files) =>
        [.. files.Where(file => !file.Path.StartsWith(Migrations, StringComparison.Ordinal) && Name().IsMatch(file.Text)).Select(file => file.Path)];

    [GeneratedRegex("TechStack|TECH_STACK")]
    private static partial Regex Name();
}
