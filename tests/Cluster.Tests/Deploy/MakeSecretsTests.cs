using System.Runtime.Versioning;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>The script that makes the secrets of <c>compose.yml</c>, run by a shell as the service <c>init</c> runs it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MakeSecretsTests : IDisposable
{
    private const UnixFileMode ForOwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private static readonly string[] _names = ["admin-token", "db-password"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aidev-secrets-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact(Timeout = 120_000)]
    public async Task Run_OnAnEmptyFolder_MakesTwoSecretsThatOwnerAndGroupMayRead()
    {
        var result = await RunAsync(_folder.FullName);

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Empty(result.Output); // nothing that a log would keep
        Assert.Equal(_names, Files());
        Assert.All(_names, name => Assert.Matches("^[0-9a-f]{64}\n$", Read(name)));
        Assert.NotEqual(Read("db-password"), Read("admin-token"));
        Assert.All(_names, AssertForOwnerAndGroup);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_Again_ChangesNoSecretAndMendsItsPermissions()
    {
        await RunAsync(_folder.FullName);
        var before = _names.Select(Read).ToList();
        foreach (var name in _names)
        {
            File.SetUnixFileMode(PathOf(name), ForOwnerAndGroup | UnixFileMode.OtherRead); // as a backup may bring it back
        }

        var result = await RunAsync(_folder.FullName);

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Equal(before, _names.Select(Read));
        Assert.All(_names, AssertForOwnerAndGroup);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WithASecretOfTheOperators_KeepsIt()
    {
        const string own = "of-the-operator's:0123456789-0123456789";
        await File.WriteAllTextAsync(PathOf("admin-token"), own, Cancellation);

        var result = await RunAsync(_folder.FullName);

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Equal(own, Read("admin-token"));
        AssertForOwnerAndGroup("admin-token");
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WithTheRightsOfInit_TakesASecretOfAnotherUser()
    {
        var rights = DeployFolder.ReadYaml("compose.yml").Single()["services"]["init"]["cap_add"].Items.Select(right => $"+{right.Text.ToLowerInvariant()}");
        var secret = PathOf("admin-token");
        await File.WriteAllTextAsync(secret, new string('a', 64) + "\n", Cancellation);
        string[] shell = ["sh", DeployFolder.File("make-secrets.sh"), _folder.FullName, "1654"];
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Contains("+fowner", rights); // without rights there are no files of others to try it with
            return;
        }

        await Tool.RunAsync(["chown", "1000:1000", secret], Cancellation);
        var result = await Tool.RunAsync(["setpriv", "--inh-caps=-all", $"--bounding-set=-all,{string.Join(',', rights)}", .. shell], Cancellation);

        Assert.True(result.ExitCode == 0, result.Output);
        AssertForOwnerAndGroup("admin-token");
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_ManyAtOnce_MakesOneSecretOfEachForAll()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => RunAsync(_folder.FullName)));

        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.Output));
        Assert.Equal(_names, Files()); // nothing half made is left
        Assert.All(_names, name => Assert.Matches("^[0-9a-f]{64}\n$", Read(name)));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("0123456789\n")] // too short to be one
    [InlineData("0123456789abcdef0123456789abcdef\n0123456789abcdef0123456789abcdef\n")]
    [InlineData("0123456789abcdef 0123456789abcdef\n")]
    public async Task Run_WithAFileThatHoldsNoSecret_SaysSoAndLeavesIt(string content)
    {
        await File.WriteAllTextAsync(PathOf("db-password"), content, Cancellation);

        var result = await RunAsync(_folder.FullName);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{PathOf("db-password")} is there and holds no secret", result.Output, StringComparison.Ordinal);
        Assert.Equal(content, Read("db-password"));
        Assert.DoesNotContain("0123456789", result.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_WithALinkInThePlaceOfASecret_FollowsItNowhere()
    {
        var elsewhere = PathOf("elsewhere");
        await File.WriteAllTextAsync(elsewhere, new string('x', 40), Cancellation);
        File.SetUnixFileMode(elsewhere, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(PathOf("admin-token"), elsewhere);

        var result = await RunAsync(_folder.FullName);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(elsewhere));
    }

    [Theory(Timeout = 120_000)]
    [InlineData("/proc", 1, "cannot be written to")]
    [InlineData("/no/such/folder", 2, "Usage:")]
    public async Task Run_WhereNothingCanBeWritten_SaysWhy(string folder, int exitCode, string expected)
    {
        var result = await RunAsync(folder);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    /// <summary>With the loosest mask that whoever starts it may have.</summary>
    internal static Task<ToolResult> RunAsync(string folder) => Tool.RunAsync(
        ["sh", "-c", "umask 000 && exec sh \"$0\" \"$1\" \"$(id -g)\"", DeployFolder.File("make-secrets.sh"), folder], Cancellation);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Read(string name) => File.ReadAllText(PathOf(name));

    private IEnumerable<string?> Files() => Directory.GetFiles(_folder.FullName).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private void AssertForOwnerAndGroup(string name) => Assert.Equal(ForOwnerAndGroup, File.GetUnixFileMode(PathOf(name)));
}
