namespace AiDevFramework.Settings;

/// <summary>
/// The folder that <c>.env</c> and <c>data</c> belong to, wherever the person who starts the program stands. A program that runs from
/// its source has the folder of the solution; a published one has its own.
/// </summary>
public static class HomeFolder
{
    public const string Solution = "AiDevFramework.sln";

    /// <summary>That of this process.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory, Environment.CurrentDirectory);

    /// <param name="program">Folder of the program. The nearest solution at or above it decides.</param>
    /// <param name="current">Folder of the person. It counts where the program was built outside of its source, and only if a
    /// solution is at or above it.</param>
    public static string Find(string program, string current) =>
        SolutionAbove(program) ?? SolutionAbove(current) ?? System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(program));

    /// <returns>The full path of what a setting names. A relative one begins at <see cref="Path"/>.</returns>
    public static string FullPath(string path) => FullPath(path, Path);

    public static string FullPath(string path, string home) => System.IO.Path.GetFullPath(Expand(path), home);

    /// <summary>Shells know <c>~</c>; files of settings and supervisors do not, and a folder of that name would come of it.</summary>
    /// <returns>The path with the user's own folder in the place of a leading <c>~/</c>.</returns>
    public static string Expand(string path)
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return user.Length > 0 && (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
            ? System.IO.Path.Join(user, path[1..])
            : path;
    }

    private static string? SolutionAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Solution)))
            {
                return System.IO.Path.TrimEndingDirectorySeparator(folder.FullName);
            }
        }

        return null;
    }
}
