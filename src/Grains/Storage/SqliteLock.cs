using AiDevFramework.Grains.Settings;

namespace AiDevFramework.Grains.Storage;

/// <summary>Held by the one process that uses a SQLite file: a locked file beside it, freed by the system if the process dies.</summary>
internal static class SqliteLock
{
    /// <exception cref="DatabaseStartException">Another process has it, or the folder cannot be written.</exception>
    public static IAsyncDisposable Take(string databasePath)
    {
        var path = databasePath + ".lock";
        try
        {
            DataFolder.MakeFor(path);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new DatabaseStartException(
                $"The folder {Path.GetDirectoryName(path)} cannot be written. Set DATA_DIR to a folder that this user may write to.", exception);
        }
        catch (IOException exception)
        {
            throw new DatabaseStartException(
                Directory.Exists(Path.GetDirectoryName(path))
                    ? $"The data in {Path.GetDirectoryName(path)} is in use by another process, and the embedded database serves only one. "
                        + "Stop that process, set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL server, which serves many."
                    : $"The folder {Path.GetDirectoryName(path)} cannot be made: {exception.Message} Set DATA_DIR to another folder.",
                exception);
        }
    }
}
