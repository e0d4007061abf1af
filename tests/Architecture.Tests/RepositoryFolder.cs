namespace AiDevFramework.Architecture.Tests;

internal static class RepositoryFolder
{
    /// <summary>The nearest folder above this test's program that holds the solution.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "AiDevFramework.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {start} holds AiDevFramework.sln.");
    }
}
