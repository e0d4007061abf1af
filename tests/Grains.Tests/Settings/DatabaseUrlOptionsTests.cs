using AiDevFramework.Hosting.Clustering;
using AiDevFramework.Settings;
using Npgsql;

namespace AiDevFramework.Grains.Tests.Settings;

/// <summary>Database URLs as libpq reads them, of DATABASE_URL and ORLEANS_DATABASE_URL.</summary>
public sealed class DatabaseUrlOptionsTests
{
    [Fact]
    public void Parse_OfLibpqsOptions_MeansTheirNamesInNpgsql()
    {
        var parsed = Read(
            "postgresql://ann@db/plans?channel_binding=require&connect_timeout=7&options=-c%20search_path%3Dmine&sslmode=verify-ca&sslrootcert=/ca.pem"
            + "&keepalives=1&keepalives_idle=30&application_name=me&gssencmode=disable&client_encoding=UTF8");

        Assert.Equal((ChannelBinding.Require, 7, "-c search_path=mine"), (parsed.ChannelBinding, parsed.Timeout, parsed.Options));
        Assert.Equal((SslMode.VerifyCA, "/ca.pem", 30), (parsed.SslMode, parsed.RootCertificate, parsed.TcpKeepAliveTime));
    }

    [Theory]
    [InlineData("1", 2)] // libpq's least
    [InlineData("30", 30)]
    [InlineData("99999", 1024)]
    public void Parse_OfAConnectTimeout_IsUsedByEveryConnection(string seconds, int expected)
    {
        var url = $"postgresql://ann@db/plans?connect_timeout={seconds}";

        Assert.Equal(expected, Read(url).Timeout);
        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(DatabaseUrl.WithTimeout(DatabaseUrl.Parse(url, "X"), 5, _ => { })).Timeout);
        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(ClusterDatabase.ConnectionString(new NodeOptions { DatabaseUrl = url }, new DatabaseOptions())).Timeout);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?connect_timeout=0")] // for libpq: for ever
    [InlineData("?connect_timeout=-1")]
    public void WithTimeout_WithoutALimitInTheUrl_IsTheServicesOwn(string query) => Assert.Equal(
        5, new NpgsqlConnectionStringBuilder(DatabaseUrl.WithTimeout(DatabaseUrl.Parse("postgres://db/x" + query, "X"), 5, _ => { })).Timeout);

    [Theory]
    [InlineData("postgresql://ann@a,b/plans", "a:5432,b:5432")]
    [InlineData("postgresql://ann@a:6000,b:6001/plans", "a:6000,b:6001")]
    [InlineData("postgresql+asyncpg://ann@a:6000,b/plans", "a:6000,b:5432")]
    [InlineData("postgresql://ann@[::1]:6000,[2001:db8::1]/plans", "[::1]:6000,[2001:db8::1]:5432")]
    [InlineData("postgresql://ann@/plans?host=a,b&port=6000,6001", "a:6000,b:6001")]
    [InlineData("postgresql:///plans?user=ann&host=a,b&port=6000", "a:6000,b:6000")]
    [InlineData("postgresql://ann@a,/plans", "a:5432,localhost:5432")]
    public void Parse_OfSeveralServers_UsesThePrimary(string url, string hosts)
    {
        var parsed = Read(url);

        Assert.Equal((hosts, "read-write", "ann", "plans"), (parsed.Host, parsed.TargetSessionAttributes, parsed.Username, parsed.Database));
        Assert.True(parsed.HostRecheckSeconds <= 2, "A promotion would go unnoticed for long.");
        using var source = new NpgsqlDataSourceBuilder(parsed.ConnectionString).Build();
        Assert.IsType<NpgsqlMultiHostDataSource>(source);
    }

    [Fact]
    public void ConnectionString_OfPartsWithSeveralServers_UsesThePrimary()
    {
        var parsed = new NpgsqlConnectionStringBuilder(DatabaseUrl.ConnectionString(new DatabaseOptions { Server = "a, b", Port = 6000 }));

        Assert.Equal(("a:6000,b:6000", "read-write"), (parsed.Host, parsed.TargetSessionAttributes));
    }

    [Theory]
    [InlineData("any")]
    [InlineData("primary")]
    [InlineData("standby")]
    [InlineData("prefer-standby")]
    public void Parse_OfSeveralServersWithAChoice_KeepsTheChoice(string choice) =>
        Assert.Equal(choice, Read($"postgresql://a,b/plans?target_session_attrs={choice}").TargetSessionAttributes);

    [Theory]
    [InlineData("postgresql://ann@db:6543/plans?target_session_attrs=read-write", "db", 6543)]
    [InlineData("postgresql://[::1]:6543/plans", "::1", 6543)]
    [InlineData("postgresql:///plans", "localhost", 5432)]
    [InlineData("postgresql://", "localhost", 5432)]
    [InlineData("postgresql://%2Fvar%2Frun%2Fpostgresql/plans", "/var/run/postgresql", 5432)]
    [InlineData("postgresql:///plans?host=/var/run/postgresql&port=6543", "/var/run/postgresql", 6543)]
    [InlineData("postgres+psycopg2://db/plans", "db", 5432)]
    public void Parse_OfOneServer_HasNothingToChooseFrom(string url, string host, int port)
    {
        var parsed = Read(url);

        Assert.Equal((host, port), (parsed.Host, parsed.Port));
        Assert.Null(parsed.TargetSessionAttributes);
        using var connection = new NpgsqlConnection(parsed.ConnectionString); // Npgsql refuses the choice with one server
    }

    [Theory]
    [InlineData("postgresql://ann:p@ss%2Fw#rd@db/plans", "p@ss/w#rd")]
    [InlineData("postgresql://ann:a+b%20c@db/plans", "a+b c")]
    [InlineData("postgresql://db/plans?user=ann&password=p%26q", "p&q")]
    public void Parse_OfAPasswordWithOddLetters_KeepsThem(string url, string password) =>
        Assert.Equal(("ann", password, "db"), (Read(url).Username, Read(url).Password, Read(url).Host));

    [Theory]
    [InlineData("postgresql://ann:hush@a:1,b:2,c:3/plans?port=1,2")]
    [InlineData("postgresql://ann:hush@db:port/plans")]
    [InlineData("postgresql://ann:hush@db:0/plans")]
    [InlineData("postgresql://ann:hush@db:65536/plans")]
    [InlineData("postgresql://ann:hush@[::1/plans")]
    [InlineData("postgresql://ann:hush/hush@db/plans")]
    [InlineData("postgresql://ann:12/hush@db/plans")]
    [InlineData("postgresql://ann:12?hush=hush@db/plans")]
    [InlineData("postgresql://ann:hush?hush=hush@db/plans")]
    [InlineData("postgresql://ann:hush@db/plans?channel_binding=hush")]
    [InlineData("postgresql://ann:hush@db/plans?connect_timeout=hush")]
    [InlineData("postgresql://ann:hush@db/plans?connect_timeout=")]
    [InlineData("postgresql://ann:hush@a,b/plans?target_session_attrs=hush")]
    [InlineData("postgresql://ann:hush@db/plans?sslcrl=/hush")] // to leave it out would be less safe than asked for
    [InlineData("postgresql+://ann:hush@db/plans")]
    [InlineData("jdbc:postgresql://ann:hush@db/plans")]
    [InlineData("Host=db;Username=ann;Password=hush")]
    public void Parse_OfAWrongUrl_NamesTheVariableAndNoSecret(string url)
    {
        var thrown = Assert.Throws<FormatException>(() => DatabaseUrl.Parse(url, "ORLEANS_DATABASE_URL"));

        Assert.StartsWith("ORLEANS_DATABASE_URL ", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", thrown.Message, StringComparison.Ordinal);
    }

    private static NpgsqlConnectionStringBuilder Read(string url) => new(DatabaseUrl.Parse(url, "DATABASE_URL"));
}
