using AiDevFramework.Settings;
using AiDevFramework.TestSupport.Postgres;
using Npgsql;

namespace AiDevFramework.Grains.Tests.Storage;

[Trait("Runs", "Programs")]
public sealed class PostgresServerTests(PostgresFixture postgres)
{
    [Fact(Timeout = 120_000)]
    public async Task CreateDatabase_CalledTwice_GivesTwoDatabasesThatAnswer()
    {
        var first = await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        var second = await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken);

        await ExecuteAsync(first, "create table mark (id int)");
        await ExecuteAsync(second, "create table mark (id int)"); // would fail in the same database
        Assert.Equal(1, await ScalarAsync(first, "select 1"));
        Assert.Equal(1, await ScalarAsync(second, "select 1"));
    }

    [Fact(Timeout = 120_000)]
    public async Task UrlOf_AConnectionString_IsReadBackAsTheSameAddress()
    {
        var created = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken));

        var read = new NpgsqlConnectionStringBuilder(
            DatabaseUrl.ConnectionString(new DatabaseOptions { Url = PostgresServer.UrlOf(created.ConnectionString) }));

        Assert.Equal(
            (created.Host, created.Port, created.Username, created.Password, created.Database),
            (read.Host, read.Port, read.Username, read.Password, read.Database));
        Assert.Equal(1, await ScalarAsync(read.ConnectionString, "select 1"));
    }

    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_OfAServerWithData_KeepsTheDataAndEndsConnections(bool immediate)
    {
        await using var server = await PostgresServer.StartAsync(
            new PostgresOptions { Private = true }, TestContext.Current.CancellationToken);
        var database = await server.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        await using var open = new NpgsqlConnection(database);
        await open.OpenAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(database, "create table kept (id int); insert into kept values (42)");

        await server.RestartAsync(immediate, TestContext.Current.CancellationToken);

        NpgsqlConnection.ClearAllPools();
        Assert.Equal(42, await ScalarAsync(database, "select id from kept"));
        await using var command = new NpgsqlCommand("select 1", open);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 120_000)]
    public async Task Dispose_OfAPrivateServer_RemovesItsData()
    {
        var server = await PostgresServer.StartAsync(new PostgresOptions { Private = true }, TestContext.Current.CancellationToken);
        var folder = server.DataDirectory;
        Assert.True(Directory.Exists(folder));

        await server.DisposeAsync();

        Assert.False(Directory.Exists(folder));
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<int> ScalarAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (int)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
