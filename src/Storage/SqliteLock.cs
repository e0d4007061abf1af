using AiDevFramework.Settings;

namespace AiDevFramework.Storage;

/// <summary>Held by the one process that uses a SQLite file: a locked file beside it, freed by the system if the process dies.</summary>
internal static class SqliteLock
{
    /// <exception cref="DatabaseStartException">Another process has it, or the folder cannot be written.</exception>
    public static IAsyncDisposable Acquire(string databasePath)
    {
        var path = databasePath + ".lock";
        try
        {
            DataFolder.MakeFor(path);
            return DataFolder.OpenAlone(path);
        }
        catch (IOException exception) when (DataFolder.IsHeld(exception))
        {
            throw new DatabaseStartException(
                $"The data in {Path.GetDirectoryName(path)} is in use by another process, and the embedded database serves only one. "
                + "Stop that process, set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL server, which serves many.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseStartException(DiskProblem.Explain(exception, path, DataFolder.Remedy), exception);
        }
    }
}
