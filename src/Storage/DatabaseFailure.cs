using System.Data.Common;
using AiDevFramework.Grains.Abstractions;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace AiDevFramework.Storage;

/// <summary>What an exception of a database driver means for the writes that met it.</summary>
internal enum DatabaseFailureKind
{
    /// <summary>No failure of the database at all.</summary>
    None,

    /// <summary>The rows or the statement are wrong: the same write can never succeed, and nothing was stored.</summary>
    Rejected,

    /// <summary>Somebody holds the row or was faster (lock timeout, deadlock, serialization): nothing was stored.</summary>
    Contended,

    /// <summary>Unreachable, full, read-only, shutting down: whether the write was stored is not known.</summary>
    Unavailable,
}

/// <summary>Sorts driver exceptions. Sources: PostgreSQL manual, appendix A (error codes); SQLite result codes.</summary>
internal static class DatabaseFailure
{
    public static DatabaseFailureKind KindOf(Exception exception) => exception switch
    {
        PostgresException postgres => KindOf(postgres.SqlState),
        SqliteException sqlite => KindOf(sqlite.SqliteErrorCode),
        DbException or TimeoutException or IOException => DatabaseFailureKind.Unavailable,
        _ => DatabaseFailureKind.None,
    };

    /// <summary>Runs a read; a database that is away becomes the exception that callers know.</summary>
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception exception) when (KindOf(exception) is DatabaseFailureKind.Unavailable or DatabaseFailureKind.Contended)
        {
            throw Unavailable(exception);
        }
    }

    public static StoreUnavailableException Unavailable(Exception? cause) =>
        new("The database cannot be reached or refuses to work at the moment.", cause!) { Trouble = TroubleOf(cause) };

    /// <summary>What a failure of kind <see cref="DatabaseFailureKind.Unavailable"/> says about the database.</summary>
    public static StoreTrouble TroubleOf(Exception? exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => StoreTrouble.Full,
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => StoreTrouble.ReadOnly,
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => StoreTrouble.Full,
        SqliteException { SqliteExtendedErrorCode: raw.SQLITE_IOERR_WRITE } => StoreTrouble.Full, // a quota, the largest size of a file
        SqliteException { SqliteErrorCode: raw.SQLITE_READONLY } => StoreTrouble.ReadOnly,
        _ => StoreTrouble.Away,
    };

    private static DatabaseFailureKind KindOf(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => DatabaseFailureKind.Unavailable, // a grant that an operator can mend
        PostgresErrorCodes.LockNotAvailable => DatabaseFailureKind.Contended,
        ['4', '0', ..] => DatabaseFailureKind.Contended, // rollback: serialization failure, deadlock
        ['2', '1' or '2' or '3', ..] or ['4', '2', ..] => DatabaseFailureKind.Rejected, // data, constraint, statement
        _ => DatabaseFailureKind.Unavailable,
    };

    private static DatabaseFailureKind KindOf(int resultCode) => resultCode switch
    {
        raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE or raw.SQLITE_ERROR =>
            DatabaseFailureKind.Rejected,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => DatabaseFailureKind.Contended,
        _ => DatabaseFailureKind.Unavailable,
    };
}
