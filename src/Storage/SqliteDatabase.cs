using System.Data.Common;
using System.Text.Json;
using AiDevFramework.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace AiDevFramework.Storage;

/// <summary>A SQLite file. Readers work beside the one writer: the journal is a write-ahead log.</summary>
internal sealed class SqliteDatabase(string path) : Database
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite, // the migrations create it: an empty file made here would hide a wrong path
        ForeignKeys = true,
        DefaultTimeout = 5, // seconds to wait for a lock
    }.ConnectionString;

    public string Path => path;

    public override string Description => $"SQLite file {path}";

    public override TimeSpan QueryTimeout { get; } = TimeSpan.FromSeconds(5);

    public override async ValueTask<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    /// <summary>The connection of the one writer. Every commit is on the disk before it is answered.</summary>
    public SqliteConnection OpenForWriting()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText = "pragma journal_mode = wal; pragma synchronous = full;";
            pragmas.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override object Id(Guid id) => SqliteText.Of(id);

    public override object Ids(IEnumerable<Guid> ids) => JsonSerializer.Serialize(ids.Select(SqliteText.Of));

    public override object Time(DateTimeOffset time) => SqliteText.Of(time);

    public override object Texts(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);

    public override object Numbers(IEnumerable<long> numbers) => JsonSerializer.Serialize(numbers);

    public override string Choose(string postgres, string sqlite) => sqlite;

    public override ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection); // lets go of the file
        return ValueTask.CompletedTask;
    }
}
