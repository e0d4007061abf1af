using AiDevFramework.Settings;
using Npgsql;

namespace AiDevFramework.Grains.Tests.Settings;

/// <summary>Where the password of <c>POSTGRES_*</c> comes from.</summary>
public sealed class DatabasePasswordTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-password-");

    private string FilePath => Path.Combine(_folder.FullName, "password");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("s3cret", "s3cret")]
    [InlineData("s3cret\n", "s3cret")]
    [InlineData("s3cret\r\n", "s3cret")]
    [InlineData(" it has: 'spaces'; = and ü \n", " it has: 'spaces'; = and ü ")]
    public void ConnectionString_WithAFile_HasItsLine(string content, string password)
    {
        File.WriteAllText(FilePath, content);

        var parsed = new NpgsqlConnectionStringBuilder(DatabaseUrl.ConnectionString(new DatabaseOptions { PasswordFile = FilePath }));

        Assert.Equal((password, "postgres"), (parsed.Password, parsed.Username));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("hush\nhush\n")]
    [InlineData("hush\0")]
    public void ConnectionString_WithAFileThatHoldsNoPassword_SaysWhatIsExpected(string content)
    {
        File.WriteAllText(FilePath, content);

        var message = RefusalOf(new DatabaseOptions { PasswordFile = FilePath });

        Assert.Contains("POSTGRES_PASSWORD_FILE", message, StringComparison.Ordinal);
        Assert.Contains("on one line", message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/file/hush")]
    [InlineData("hush\0hush")] // a password in the wrong variable
    [InlineData("/")]
    public void ConnectionString_WithAFileThatCannotBeRead_SaysSoAndRepeatsNothing(string path)
    {
        var message = RefusalOf(new DatabaseOptions { PasswordFile = path });

        Assert.StartsWith("The file that POSTGRES_PASSWORD_FILE names cannot be read", message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConnectionString_WithARelativeFile_ReadsItFromTheHomeFolder()
    {
        File.WriteAllText(FilePath, "of-the-file\n");
        var relative = Path.GetRelativePath(HomeFolder.Path, FilePath);

        Assert.Contains("of-the-file", DatabaseUrl.ConnectionString(new DatabaseOptions { PasswordFile = relative }), StringComparison.Ordinal);
    }

    [Fact]
    public void ConnectionString_WithAPasswordAndAFile_AsksForOne()
    {
        var message = RefusalOf(new DatabaseOptions { Password = "hush", PasswordFile = FilePath });

        Assert.Equal("POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are both set: set one of them.", message);
    }

    [Fact]
    public void ConnectionString_WithAUrl_LooksForNoFile()
    {
        var options = new DatabaseOptions { Url = "postgresql://ann:s3cret@db/plans", PasswordFile = "/no/such/file" };

        Assert.Equal("s3cret", new NpgsqlConnectionStringBuilder(DatabaseUrl.ConnectionString(options)).Password);
    }

    [Fact]
    public void UsesPostgres_WithAPasswordFileAlone_IsTrue() => Assert.True(new DatabaseOptions { PasswordFile = FilePath }.UsesPostgres);

    [Theory]
    [InlineData("POSTGRES_PASSWORD")]
    [InlineData("POSTGRES_PASSWORD_FILE")]
    public void ConnectionString_WithThePasswordOfAnExample_IsRefused(string variable)
    {
        File.WriteAllText(FilePath, "change-this\n");

        var message = RefusalOf(variable == "POSTGRES_PASSWORD" ? new DatabaseOptions { Password = "change-this" } : new DatabaseOptions { PasswordFile = FilePath });

        Assert.StartsWith($"{variable} has the password of an example", message, StringComparison.Ordinal);
    }

    private static string RefusalOf(DatabaseOptions options) =>
        Assert.Throws<FormatException>(() => DatabaseUrl.ConnectionString(options)).Message;
}
