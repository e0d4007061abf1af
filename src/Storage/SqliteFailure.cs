using AiDevFramework.Settings;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AiDevFramework.Storage;

/// <summary>Gives failures of a SQLite file the names of their reasons.</summary>
internal static class SqliteFailure
{
    /// <summary>A disk that has become read-only, as Linux makes one that fails, is to SQLite an input or output like any other that
    /// failed: the folder is asked.</summary>
    /// <returns>What is to be thrown instead; <see langword="null"/> where nothing more is known.</returns>
    public static SqliteException? Named(SqliteException exception, string path) =>
        exception.SqliteErrorCode is raw.SQLITE_IOERR && DiskProblem.IsReadOnly(Path.GetDirectoryName(Path.GetFullPath(path))!)
            ? new SqliteException($"{exception.Message} The disk of {path} is read-only.", raw.SQLITE_READONLY)
            : null;
}
