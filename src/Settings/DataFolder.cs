namespace AiDevFramework.Settings;

/// <summary>Where the service keeps ideas, documents and its token.</summary>
public static class DataFolder
{
    public const string Remedy = "Set DATA_DIR to a folder that this user may write to.";

    /// <summary>The mode of a file that its owner alone may read and write.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

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
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Whether another process has the file: EWOULDBLOCK of the lock on Linux and macOS, a sharing violation on Windows.</summary>
    public static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    /// <summary>Opens a file for this process alone; a new one can be read by its owner only, whatever the umask.</summary>
    /// <exception cref="IOException">Another process has it, or the disk does not allow it.</exception>
    public static FileStream OpenAlone(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
