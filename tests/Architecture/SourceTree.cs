using System.Xml.Linq;

namespace AiDevFramework.Architecture;

/// <summary>What <c>src/</c> holds: its C# files, and which project references which.</summary>
internal sealed record SourceTree(IReadOnlyList<SourceFile> Files, IReadOnlyList<ProjectReference> References)
{
    private static readonly EnumerationOptions EveryFolder = new() { RecurseSubdirectories = true };

    /// <param name="repository">The folder that holds <c>src/</c>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no <c>src/</c> in it.</exception>
    public static SourceTree Read(string repository)
    {
        var source = Path.Combine(repository, "src");
        return new SourceTree(
            [.. Find(source, "*.cs").Select(file => new SourceFile(file, File.ReadAllText(Path.Combine(source, file))))],
            [.. Find(source, "*.csproj").SelectMany(file => ReferencesOf(source, file))]);
    }

    private static IEnumerable<string> Find(string source, string pattern) =>
        Directory.EnumerateFiles(source, pattern, EveryFolder)
            .Select(file => Path.GetRelativePath(source, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(file => file.Contains('/', StringComparison.Ordinal) && !IsBuildOutput(file))
            .Order(StringComparer.Ordinal);

    private static bool IsBuildOutput(string file) => file.Split('/')[1] is "bin" or "obj";

    private static IEnumerable<ProjectReference> ReferencesOf(string source, string project) =>
        XDocument.Load(Path.Combine(source, project)).Descendants("ProjectReference")
            .Select(reference => reference.Attribute("Include")?.Value ?? "")
            .Select(target => new ProjectReference(
                SourceFile.ProjectOf(project), Path.GetFileNameWithoutExtension(target.Replace('\\', '/'))));
}
