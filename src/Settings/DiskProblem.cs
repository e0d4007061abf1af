namespace AiDevFramework.Settings;

/// <summary>Says what is wrong with a folder or file, and what to do about it.</summary>
public static class DiskProblem
{
    // errno of Linux, which .NET hands on as HResult; on Windows the codes of Win32 behind 0x8007
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int ReadOnlyDisk = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsWriteProtected = unchecked((int)0x80070013);

    /// <param name="path">The file or folder that was being made or written.</param>
    /// <param name="remedy">What else helps where nothing else is known, a sentence.</param>
    public static string Explain(Exception exception, string path, string remedy)
    {
        var folder = Path.GetDirectoryName(path) ?? path;
        return (KindOf(exception), Directory.Exists(path), FileAbove(folder)) switch
        {
            (Kind.Full, _, _) => $"The disk of {folder} is full. Make room there and start again.",
            (Kind.ReadOnly, _, _) => $"The disk of {folder} is read-only. {remedy}",
            (_, true, _) => $"{path} is a folder, and a file is expected there. Move it away. {remedy}",
            (_, _, { } file) => $"{file} is a file, and a folder is expected there. {remedy}",
            (Kind.Denied, _, _) when File.Exists(path) =>
                $"The file {path} cannot be read and written by this user. Give it to this user (chown), or: {remedy}",
            (Kind.Denied, _, _) => $"The folder {folder} cannot be written by this user. {remedy}",
            _ => $"{path} cannot be used: {FirstSentence(exception.Message)} {remedy}",
        };
    }

    /// <summary>Tries to write into a folder, where a database driver said only that it cannot.</summary>
    /// <returns>What is wrong; <see langword="null"/> where a file can be written.</returns>
    public static string? Probe(string folder, string remedy)
    {
        var path = Path.Combine(folder, $".aidev-{Guid.NewGuid():n}");
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, FileOptions.DeleteOnClose);
            file.Write(new byte[64 * 1024]); // more than what a full disk may have left in a block
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Explain(exception, path, remedy);
        }
    }

    /// <returns>Whether no file can be made in a folder because its disk is read-only.</returns>
    public static bool IsReadOnly(string folder)
    {
        try
        {
            using var file = File.Create(Path.Combine(folder, $".aidev-{Guid.NewGuid():n}"), bufferSize: 0, FileOptions.DeleteOnClose);
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return KindOf(exception) is Kind.ReadOnly;
        }
    }

    public static bool IsFull(Exception exception) => KindOf(exception) is Kind.Full;

    /// <returns>The folder itself or one above it that is a file; <see langword="null"/> where none is.</returns>
    private static string? FileAbove(string folder)
    {
        var place = folder;
        while (place is { Length: > 0 } && !File.Exists(place))
        {
            place = Path.GetDirectoryName(place);
        }

        return place is { Length: > 0 } ? place : null;
    }

    private static Kind KindOf(Exception exception) => exception switch
    {
        IOException { HResult: NoSpace or QuotaExceeded or WindowsDiskFull } => Kind.Full,
        IOException { HResult: ReadOnlyDisk or WindowsWriteProtected } => Kind.ReadOnly,
        { InnerException: IOException { HResult: ReadOnlyDisk } } => Kind.ReadOnly,
        UnauthorizedAccessException => Kind.Denied,
        _ => Kind.Other,
    };

    private static string FirstSentence(string message) => message.TrimEnd('.', ' ') + ".";

    private enum Kind
    {
        Other = 0,
        Full = 1,
        ReadOnly = 2,
        Denied = 3,
    }
}
