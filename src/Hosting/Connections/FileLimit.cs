using System.Runtime.InteropServices;

namespace AiDevFramework.Hosting.Connections;

/// <summary>The operating system's limit of open files (<c>ulimit -n</c>), to which each connection counts.</summary>
internal static class FileLimit
{
    /// <returns>The limit in force, which the runtime has raised to the hard one; <see cref="long.MaxValue"/> where there is none.</returns>
    public static long OfThisProcess()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return long.MaxValue;
        }

        var openFiles = OperatingSystem.IsLinux() ? 7 : 8; // RLIMIT_NOFILE
        return GetLimit(openFiles, out var limit) == 0 && limit.Current <= int.MaxValue ? (long)limit.Current : long.MaxValue;
    }

    [DllImport("libc", EntryPoint = "getrlimit"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly nuint Current;
        public readonly nuint Hard;
    }
}
