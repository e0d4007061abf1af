using System.Data.Common;
using AiDevFramework.Settings;
using AiDevFramework.Storage.Rows;
using Dapper;

namespace AiDevFramework.Storage;

/// <summary>Connections for reading, and the few things in which the two kinds of database differ for a reader.</summary>
internal abstract class Database : IAsyncDisposable
{
    /// <summary>Where the data is, for people: holds no password.</summary>
    public abstract string Description { get; }

    /// <summary>The longest a query may take. A reader who waits longer is served better by an error.</summary>
    public abstract TimeSpan QueryTimeout { get; }

    public static Database Create(DatabaseOptions options) => options.UsesPostgres
        ? new PostgresDatabase(DatabaseUrl.ConnectionString(options))
        : new SqliteDatabase(options.SqlitePath);

    public abstract ValueTask<DbConnection> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>An id as a parameter of a query.</summary>
    public abstract object Id(Guid id);

    /// <summary>Many ids as one parameter. How a query unpacks them differs by database: see <see cref="Choose"/>.</summary>
    public abstract object Ids(IEnumerable<Guid> ids);

    /// <summary>A time as a parameter of a query.</summary>
    public abstract object Time(DateTimeOffset time);

    /// <summary>Many texts as one parameter.</summary>
    public abstract object Texts(IEnumerable<string> texts);

    /// <summary>Many numbers as one parameter.</summary>
    public abstract object Numbers(IEnumerable<long> numbers);

    /// <returns>The query that this kind of database understands.</returns>
    public abstract string Choose(string postgres, string sqlite);

    /// <exception cref="Grains.Abstractions.StoreUnavailableException">The database is away.</exception>
    public Task<T> ReadAsync<T>(
        string sql, object parameters, Func<DbDataReader, Task<T>> read, CancellationToken cancellationToken) =>
        DatabaseFailure.TranslateAsync(async () =>
        {
            await using var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            var command = new CommandDefinition(
                sql, parameters, commandTimeout: (int)QueryTimeout.TotalSeconds, cancellationToken: cancellationToken);
            await using var reader = await connection.ExecuteReaderAsync(command).ConfigureAwait(false);
            return await read(reader).ConfigureAwait(false);
        });

    /// <summary>Every row of the query.</summary>
    /// <exception cref="Grains.Abstractions.StoreUnavailableException">The database is away.</exception>
    public Task<List<T>> ReadAllAsync<T>(
        string sql, object parameters, Func<RowReader, T> map, CancellationToken cancellationToken) =>
        ReadAsync(sql, parameters, reader => AllAsync(reader, map, cancellationToken), cancellationToken);

    /// <summary>Every row of the query, which lists the table's <see cref="Table{TRow}.ReadColumns"/>.</summary>
    /// <exception cref="Grains.Abstractions.StoreUnavailableException">The database is away.</exception>
    public Task<List<T>> ReadAllAsync<T>(string sql, object parameters, Table<T> table, CancellationToken cancellationToken) =>
        ReadAsync(sql, parameters, reader => AllAsync(reader, table, cancellationToken), cancellationToken);

    /// <summary>Does the work in one transaction, which is committed when it is done.</summary>
    /// <exception cref="Grains.Abstractions.StoreUnavailableException">The database is away.</exception>
    public Task<T> InTransactionAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        DatabaseFailure.TranslateAsync(async () =>
        {
            await using var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            var result = await work(connection, transaction).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return result;
        });

    /// <summary>The rows of the reader's present result.</summary>
    public static async Task<List<T>> AllAsync<T>(DbDataReader reader, Func<RowReader, T> map, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        var row = new RowReader(reader);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(map(row));
        }

        return rows;
    }

    /// <summary>The rows of the reader's present result, whose query lists the table's <see cref="Table{TRow}.ReadColumns"/>.</summary>
    public static Task<List<T>> AllAsync<T>(DbDataReader reader, Table<T> table, CancellationToken cancellationToken)
    {
        StoredRow<T>? stored = null;
        return AllAsync(reader, row => table.Read(stored ??= new StoredRow<T>(row)), cancellationToken);
    }

    public abstract ValueTask DisposeAsync();
}
