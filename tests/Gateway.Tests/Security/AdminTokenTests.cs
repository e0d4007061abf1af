using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Security;

public sealed class AdminTokenTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-token-");

    private string KeptFile => Path.Combine(_folder.FullName, "data", AdminToken.FileName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Token_InDevelopmentWithNoneSet_IsMadeAndKept()
    {
        var first = Create("", Environments.Development);
        var second = Create("", Environments.Development);

        Assert.True(first.Value.Length >= AdminTokenPolicy.MinLength);
        Assert.Equal(first.Value, second.Value);
        Assert.Equal(first.Value, File.ReadAllText(KeptFile).Trim());
        Assert.Contains(first.Value, second.Announcement, StringComparison.Ordinal);
        Assert.Equal([KeptFile], Directory.GetFiles(Path.GetDirectoryName(KeptFile)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeptFile));
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("cut", true)]
    [InlineData("chosen by hand, and with blanks between its words", true)]
    public void Token_WithAKeptFileThatIsDamaged_IsMadeAgainAndSaysSo(string content, bool says)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeptFile)!);
        File.WriteAllText(KeptFile, content);

        var token = Create("", Environments.Development);

        Assert.Equal(token.Value, File.ReadAllText(KeptFile).Trim());
        Assert.Equal(says, token.Announcement!.Contains($"in place of what {KeptFile} held", StringComparison.Ordinal));
        Assert.DoesNotContain("in place of", Create("", Environments.Development).Announcement!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_MadeByManyAtOnce_IsOneForAll()
    {
        var tokens = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Create("", Environments.Development).Value)));

        Assert.Single(tokens.Distinct());
    }

    [Fact]
    public void Token_ThatTheOperatorSet_IsNeitherKeptNorAnnounced()
    {
        var token = Create("chosen", Environments.Development);

        Assert.Equal(("chosen", null), (token.Value, token.Announcement));
        Assert.False(File.Exists(KeptFile));
    }

    [Theory]
    [InlineData("", "kept in ")]
    [InlineData("docker compose exec api cat /run/aidev/admin-token", "shown by: docker compose exec api cat /run/aidev/admin-token")]
    public void Token_OfAFile_IsAnnouncedByTheWayToSeeIt(string hint, string expected)
    {
        var file = Path.Combine(_folder.FullName, "token");
        File.WriteAllText(file, "0123456789-0123456789-0123456789\n");

        var token = new AdminToken(
            Options.Create(new GatewayOptions { AdminTokenFile = file, AdminTokenHint = hint }),
            new HostingEnvironment { EnvironmentName = Environments.Production });

        Assert.Equal(hint.Length > 0 ? expected : expected + file, token.Announcement);
        Assert.DoesNotContain(token.Value, token.Announcement, StringComparison.Ordinal);
    }

    [Fact]
    public void Matches_OfAnyOtherText_Refuses()
    {
        var token = Create("0123456789-0123456789-0123456789", Environments.Production);

        Assert.True(token.Matches("0123456789-0123456789-0123456789"));
        Assert.All(
            (string[])["", "0123456789-0123456789-012345678", "0123456789-0123456789-0123456789 ", "\ud800", new string('0', 100_000)],
            other => Assert.False(token.Matches(other)));
    }

    private AdminToken Create(string value, string environment) => new(
        Options.Create(new GatewayOptions { AdminToken = value, DataDir = Path.Combine(_folder.FullName, "data") }),
        new HostingEnvironment { EnvironmentName = environment });
}
