using System.Text.RegularExpressions;

namespace AiDevFramework.Architecture;

/// <summary>
/// What can be seen in the text of a file. Files that spell a step are counted, by the example of one: what a step is stands in its row of
/// the catalogue, and whoever else names it has to be changed for every further one.
/// </summary>
internal static partial class Spelling
{
    /// <summary>Three enums, the row, the reader, the offline writer, the facts and the example of the API.</summary>
    public const int MostFiles = 8;

    private const string Migrations = "Storage/Migrations/";

    /// <summary>Projects that grains and endpoints call and that need nothing of their schedulers.</summary>
    private static readonly string[] _besideSchedulers = ["Llm", "Offline", "Storage"];

    /// <returns>The files that leave their caller's scheduler where they must not: in a grain the turns of others would run between.</returns>
    public static IReadOnlyList<string> FilesThatLeaveTheScheduler(IReadOnlyList<SourceFile> files) =>
        [.. files.Where(file => !_besideSchedulers.Contains(file.Project) && file.Text.Contains("ConfigureAwait(false)", StringComparison.Ordinal))
            .Select(file => file.Path)];

    /// <returns>The files whose clock has another name than <c>clock</c>.</returns>
    public static IReadOnlyList<string> FilesWithAnotherClock(IReadOnlyList<SourceFile> files) =>
        [.. files.Where(file => AnotherClock().IsMatch(file.Text)).Select(file => file.Path)];

    /// <returns>The files that name the step of the tech stack, migrations apart: what is released says for ever what it said.</returns>
    public static IReadOnlyList<string> FilesOfAStep(IReadOnlyList<SourceFile> files) =>
        [.. files.Where(file => !file.Path.StartsWith(Migrations, StringComparison.Ordinal) && Name().IsMatch(file.Text)).Select(file => file.Path)];

    [GeneratedRegex(@"\bTimeProvider\?? (?!_?clock\b)[a-z_]\w*\s*[,)=;]")]
    private static partial Regex AnotherClock();

    [GeneratedRegex("TechStack|TECH_STACK")]
    private static partial Regex Name();
}
