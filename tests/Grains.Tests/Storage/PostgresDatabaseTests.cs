using AiDevFramework.Storage;
using Npgsql;

namespace AiDevFramework.Grains.Tests.Storage;

public sealed class PostgresDatabaseTests
{
    [Theory]
    [InlineData("Host=db", 20)]
    [InlineData("Host=db;Maximum Pool Size=7", 7)]
    [InlineData("Host=db;MaxPoolSize=100", 100)]
    public async Task Reads_WithoutASizeInTheConnectionString_HaveAPoolOfTwenty(string connectionString, int size)
    {
        await using var database = new PostgresDatabase(connectionString);

        Assert.Equal(size, new NpgsqlConnectionStringBuilder(database.Reads.ConnectionString).MaxPoolSize);
        Assert.Equal(PostgresTransitions.Batches, new NpgsqlConnectionStringBuilder(database.Writes.ConnectionString).MaxPoolSize);
    }
}
