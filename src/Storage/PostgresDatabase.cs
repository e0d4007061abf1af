using System.Data.Common;
using Npgsql;

namespace AiDevFramework.Storage;

/// <summary>
/// A PostgreSQL server. Reads have a pool; writes have a pool of their own, so that no number of readers keeps a result that
/// was paid for from being stored.
/// </summary>
internal sealed class PostgresDatabase : Database
{
    /// <summary>Connections for readers per process where the URL does not say: many silos share a server's 100.</summary>
    private const int DefaultPoolSize = 20;

    public PostgresDatabase(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        Description = DescriptionOf(given);
        Reads = Build(given, "aidev reads", pool =>
        {
            pool.MaxPoolSize = given.ShouldSerialize("Maximum Pool Size") ? given.MaxPoolSize : DefaultPoolSize;
        });
        Writes = Build(given, "aidev writes", pool =>
        {
            pool.MaxPoolSize = PostgresTransitions.Batches;
            pool.CommandTimeout = 10; // above the lock timeout, so that the server answers first
        });
    }

    public override string Description { get; }

    public override TimeSpan QueryTimeout { get; } = TimeSpan.FromSeconds(10);

    public NpgsqlDataSource Reads { get; }

    public NpgsqlDataSource Writes { get; }

    public static string DescriptionOf(NpgsqlConnectionStringBuilder target) =>
        $"PostgreSQL {AddressOf(target)}, database {target.Database}";

    /// <returns>Host and port; of several servers those of each, with commas between.</returns>
    public static string AddressOf(NpgsqlConnectionStringBuilder target) =>
        target.Host?.Contains(',', StringComparison.Ordinal) is true ? target.Host : $"{target.Host}:{target.Port}";

    public override async ValueTask<DbConnection> ConnectAsync(CancellationToken cancellationToken) =>
        await Reads.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    public override object Id(Guid id) => id;

    public override object Ids(IEnumerable<Guid> ids) => ids.ToArray();

    public override object Time(DateTimeOffset time) => time.UtcDateTime;

    public override object Texts(IEnumerable<string> texts) => texts.ToArray();

    public override object Numbers(IEnumerable<long> numbers) => numbers.ToArray();

    public override string Choose(string postgres, string sqlite) => postgres;

    public override async ValueTask DisposeAsync()
    {
        await Reads.DisposeAsync().ConfigureAwait(false);
        await Writes.DisposeAsync().ConfigureAwait(false);
    }

    private static NpgsqlDataSource Build(
        NpgsqlConnectionStringBuilder given, string name, Action<NpgsqlConnectionStringBuilder> adjust)
    {
        // A plan made while a table was small must not read all of it when it is large; no statement here is worth a compilation, which
        // takes a second where a plan has a scan that the first setting makes look dear; one held row must not stop a batch.
        const string settings = "set enable_seqscan = off; set jit = off; set lock_timeout = '2s'";

        var builder = new NpgsqlDataSourceBuilder(given.ConnectionString) { Name = name }; // in metrics; else the connection string
        builder.ConnectionStringBuilder.ApplicationName = name;
        if (!given.ShouldSerialize("Timeout"))
        {
            builder.ConnectionStringBuilder.Timeout = 2; // to connect, or to get a connection of an exhausted pool
        }

        builder.ConnectionStringBuilder.TcpKeepAlive = true;
        builder.ConnectionStringBuilder.MaxAutoPrepare = 32;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        builder.ConnectionStringBuilder.NoResetOnClose = true; // a reset would undo the settings; nothing here changes a session
        adjust(builder.ConnectionStringBuilder);
        builder.UsePhysicalConnectionInitializer(connection => Set(connection, settings), connection => SetAsync(connection, settings));
        return builder.Build();
    }

    private static void Set(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static async Task SetAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
