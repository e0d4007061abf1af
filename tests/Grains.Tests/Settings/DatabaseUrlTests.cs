using AiDevFramework.Settings;
using Npgsql;

namespace AiDevFramework.Grains.Tests.Settings;

public sealed class DatabaseUrlTests
{
    [Fact]
    public void ConnectionString_OfAUrlWithOptions_KeepsTheirDashes()
    {
        var parsed = new NpgsqlConnectionStringBuilder(DatabaseUrl.ConnectionString(
            new DatabaseOptions { Url = "postgresql://db/plans?sslmode=verify-full&Search%20Path=my-app" }));

        Assert.Equal((SslMode.VerifyFull, "my-app"), (parsed.SslMode, parsed.SearchPath));
    }

    [Theory]
    [InlineData("postgresql://ann:s3cret@db.example:6543/plans", "db.example", 6543, "ann", "s3cret", "plans")]
    [InlineData("postgres://ann@db/plans", "db", 5432, "ann", null, "plans")]
    [InlineData("postgresql+asyncpg://postgres:postgres@localhost:5432/ai_dev_framework", "localhost", 5432, "postgres", "postgres", "ai_dev_framework")]
    [InlineData("postgresql://a%40b:p%3Aq%2Fr@localhost/my%20plans", "localhost", 5432, "a@b", "p:q/r", "my plans")]
    [InlineData("postgresql://localhost", "localhost", 5432, "postgres", null, "ai_dev_framework")]
    public void ConnectionString_OfAUrl_HasItsParts(string url, string host, int port, string user, string? password, string database)
    {
        var parsed = new NpgsqlConnectionStringBuilder(DatabaseUrl.ConnectionString(new DatabaseOptions { Url = url }));

        Assert.Equal((host, port, user, password, database), (parsed.Host, parsed.Port, parsed.Username, parsed.Password, parsed.Database));
    }

    [Theory]
    [InlineData("?sslmode=require", SslMode.Require)]
    [InlineData("?ssl=disable", SslMode.Disable)]
    [InlineData("?sslmode=verify-full", SslMode.VerifyFull)]
    public void ConnectionString_OfAUrlWithTls_Honours(string query, SslMode mode)
    {
        var parsed = new NpgsqlConnectionStringBuilder(DatabaseUrl.ConnectionString(new DatabaseOptions { Url = "postgres://db/x" + query }));

        Assert.Equal(mode, parsed.SslMode);
    }

    [Theory]
    [InlineData("mysql://ann:hush@db/plans")]
    [InlineData("plans")]
    [InlineData("postgres://ann:hush@db/plans?nonsense=1")]
    [InlineData("postgres://ann:hush@db/plans?sslmode=perhaps")]
    public void ConnectionString_OfAWrongUrl_NamesTheVariableAndNoPassword(string url)
    {
        var thrown = Assert.Throws<FormatException>(() => DatabaseUrl.ConnectionString(new DatabaseOptions { Url = url }));

        Assert.Contains("DATABASE_URL", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConnectionString_OfParts_HasTheSpecificationsDefaultsForTheRest()
    {
        var parsed = new NpgsqlConnectionStringBuilder(DatabaseUrl.ConnectionString(new DatabaseOptions { Server = "db" }));

        Assert.Equal(("db", 5432, "postgres", "postgres", "ai_dev_framework"), (parsed.Host, parsed.Port, parsed.Username, parsed.Password, parsed.Database));
    }
}
