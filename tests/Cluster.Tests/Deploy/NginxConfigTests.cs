using AiDevFramework.TestSupport;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>The configuration of nginx as it is delivered, with the include files of each place.</summary>
public sealed class NginxConfigTests
{
    [Theory]
    [InlineData("deploy/nginx/compose")]
    [InlineData("deploy/systemd/nginx")]
    public async Task Check_WithTheFilesOfAPlace_IsAccepted(string place)
    {
        var result = await NginxProcess.CheckAsync(Path.Combine(Repository.Root, place), TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.DoesNotContain("[warn]", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deploy/nginx/compose")]
    [InlineData("deploy/systemd/nginx")]
    public async Task Files_OfAPlace_LogWithoutQueryStrings(string place)
    {
        var files = await File.ReadAllTextAsync(Path.Combine(Repository.Root, place, "files.conf"), TestContext.Current.CancellationToken);

        Assert.Matches("(?m)^access_log \\S+ plain;", files); // nginx's own format would hold tokens
    }
}
