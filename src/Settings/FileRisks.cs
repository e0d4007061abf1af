namespace AiDevFramework.Settings;

/// <summary>Files that let others read what is secret, and files that lie where nobody looks for them any more.</summary>
public static class FileRisks
{
    /// <returns>A sentence where everybody on this machine may read the file.</returns>
    public static IEnumerable<string> OfFile(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path) && IsOpen(path))
        {
            yield return $"Everybody on this machine may read {path}. Keep it to its owner: chmod 600 '{path}'";
        }
    }

    /// <summary>The <c>.env</c> of this process where it holds a secret, and one in the folder where somebody stood.</summary>
    public static IEnumerable<string> OfSettings()
    {
        if (DotEnv.LoadedFrom is { } file && DotEnv.Lines.Keys.Any(name => ShownValue.IsSecret(name) && DotEnv.Find(file, name) is { Length: > 0 }))
        {
            foreach (var risk in OfFile(file))
            {
                yield return risk;
            }
        }

        foreach (var notice in OfCurrentFolder(Environment.CurrentDirectory, HomeFolder.Path, DotEnv.LoadedFrom))
        {
            yield return notice;
        }
    }

    /// <summary>Earlier versions looked in the current folder.</summary>
    public static IEnumerable<string> OfCurrentFolder(string current, string home, string? loaded)
    {
        var stray = Path.Combine(current, DotEnv.FileName);
        if (Path.GetFullPath(current) != home && stray != loaded && File.Exists(stray))
        {
            yield return $"{stray} is not read: settings are looked for in {Path.Combine(home, DotEnv.FileName)}. Move it there.";
        }
    }

    /// <summary>Earlier versions kept their data in the current folder, which is that of the project for <c>dotnet run --project</c>.</summary>
    /// <param name="used">The database file of this process.</param>
    public static IEnumerable<string> OfData(string current, string home, string used) =>
        ((string[])[current, Path.Combine(home, "src", "Gateway"), Path.Combine(home, "src", "Silo")])
            .Select(folder => Path.Combine(Path.GetFullPath(folder), "data"))
            .Distinct()
            .Where(folder => Path.Combine(folder, Path.GetFileName(used)) is var file && file != used && File.Exists(file))
            .Select(folder => $"{folder} holds the data of earlier starts, which is not used: {used} is. To go on with it, set DATA_DIR={folder}");

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsOpen(string path)
    {
        try
        {
            return File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false; // gone meanwhile
        }
    }
}
