namespace AiDevFramework.Grains.Settings;

/// <summary>Where the service keeps ideas, documents and its token.</summary>
public static class DataFolder
{
    /// <summary>Makes the folder of a file where it is missing, so that only this user can look into it. One that exists stays as its
    /// owner has set it.</summary>
    public static void MakeFor(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
