namespace AiDevFramework.TestSupport.Processes;

/// <summary>Programs and users of this machine.</summary>
internal static class Executables
{
    /// <returns>Full path of a program in PATH, or <see langword="null"/>.</returns>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    public static bool UserExists(string name) => Account(name) is not null;

    /// <returns>Number of the user's own group.</returns>
    public static string GroupOf(string user) =>
        Account(user)?[3] ?? throw new InvalidOperationException($"There is no user {user} on this machine.");

    private static string[]? Account(string name) =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 3 && fields[0] == name);
}
