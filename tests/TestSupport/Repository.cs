namespace AiDevFramework.TestSupport;

internal static class Repository
{
    /// <summary>Full path of the folder that holds the solution.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AiDevFramework.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} is not inside the repository: no folder above it has AiDevFramework.sln.");
    }
}
