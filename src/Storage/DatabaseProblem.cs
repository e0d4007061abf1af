using System.Net.Sockets;
using AiDevFramework.Settings;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace AiDevFramework.Storage;

/// <summary>Turns what drivers say at start into what a person can do about it.</summary>
internal static class DatabaseProblem
{
    /// <returns><see langword="null"/> for an exception that is no problem of the database's surroundings.</returns>
    public static DatabaseStartException? Explain(Exception exception, DatabaseOptions options) => exception switch
    {
        DatabaseStartException told => told,
        PostgresException postgres => new DatabaseStartException(Message(postgres, Target(options)), exception),
        NpgsqlException none when IsWithoutPrimary(none) => new DatabaseStartException(
            $"None of the PostgreSQL servers at {Server(options)} can be reached and takes writes. Start the primary, or promote a standby.",
            exception),
        NpgsqlException => new DatabaseStartException(
            $"The PostgreSQL server at {Server(options)} cannot be reached. Start it, or correct DATABASE_URL or POSTGRES_SERVER and "
            + "POSTGRES_PORT.",
            exception),
        SqliteException sqlite => new DatabaseStartException(Message(sqlite, options.SqlitePath), exception),
        IOException or UnauthorizedAccessException when !options.UsesPostgres => new DatabaseStartException(
            DiskProblem.Explain(exception, options.SqlitePath, DataFolder.Remedy), exception),
        { InnerException: { } inner } => Explain(inner, options), // the migration runner wraps
        _ => null,
    };

    /// <summary>Npgsql says so when it has asked all of several servers and none is a primary.</summary>
    private static bool IsWithoutPrimary(NpgsqlException exception) =>
        exception.Message.Contains("suitable host", StringComparison.Ordinal);

    /// <summary>Whether a server that is just starting, or coming back, would give this answer.</summary>
    public static bool MayPass(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections,
        NpgsqlException { InnerException: SocketException or TimeoutException or IOException } => true,
        NpgsqlException none when IsWithoutPrimary(none) => true,
        { InnerException: { } inner } => MayPass(inner),
        _ => false,
    };

    private static string Message(PostgresException exception, NpgsqlConnectionStringBuilder target) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"The PostgreSQL server at {PostgresDatabase.AddressOf(target)} refuses user '{target.Username}': {exception.MessageText}. "
            + "Correct the user and the password in DATABASE_URL, or POSTGRES_USER and POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE.",
        PostgresErrorCodes.InvalidCatalogName =>
            $"The PostgreSQL server at {PostgresDatabase.AddressOf(target)} has no database '{target.Database}'. "
            + (target.Host?.Contains(',', StringComparison.Ordinal) is true
                ? $"Make it on the primary with: createdb -U {target.Username} {target.Database}"
                : $"Make it with: createdb -h {target.Host} -p {target.Port} -U {target.Username} {target.Database}"),
        PostgresErrorCodes.InsufficientPrivilege =>
            $"User '{target.Username}' may not make tables in database '{target.Database}': {exception.MessageText}. "
            + $"As its owner run: grant all on schema public to \"{target.Username}\"",
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            $"The PostgreSQL server at {PostgresDatabase.AddressOf(target)} takes no writes: it is a standby, or set to be read-only. "
            + "Name the primary in DATABASE_URL, or all servers with commas between; the primary among them is found.",
        PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections =>
            $"The PostgreSQL server at {PostgresDatabase.AddressOf(target)} takes no connection: {exception.MessageText}. Try again in a moment.",
        _ => $"The PostgreSQL server at {PostgresDatabase.AddressOf(target)} answers: {exception.MessageText} ({exception.SqlState}).",
    };

    private static string Message(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => $"The file {path} is no SQLite database. Move it away to begin anew, or set DATA_DIR to another folder.",
        raw.SQLITE_CORRUPT => $"The SQLite file {path} is damaged. Put a backup in its place, or move it away to begin anew.",
        raw.SQLITE_FULL => $"The disk of the SQLite file {path} is full. Make room and start again.",
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_IOERR =>
            DiskProblem.Probe(Path.GetDirectoryName(path)!, DataFolder.Remedy)
            ?? $"The SQLite file {path} cannot be opened for writing. Let this user write to it and to its folder, or set DATA_DIR to another folder.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"The SQLite file {path} is locked by another process. Stop that process and start again.",
        raw.SQLITE_ERROR when exception.Message.Contains("already exists", StringComparison.Ordinal) =>
            $"The SQLite file {path} holds tables of another program. Move it away to begin anew, or set DATA_DIR to another folder.",
        _ => $"The SQLite file {path} cannot be used: {exception.Message}",
    };

    private static NpgsqlConnectionStringBuilder Target(DatabaseOptions options) => new(DatabaseUrl.ConnectionString(options));

    private static string Server(DatabaseOptions options) => PostgresDatabase.AddressOf(Target(options));
}
