using System.Text.RegularExpressions;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>The configuration of nginx as it is delivered, with the include files of each place.</summary>
public sealed partial class NginxConfigTests
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

    /// <summary>nginx passes headers on to a location only where that adds none of its own.</summary>
    [Fact]
    public void Locations_WithHeadersOfTheirOwn_RepeatThatOfTransport()
    {
        var locations = LocationBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "deploy/nginx/nginx.conf")))
            .Select(location => location.Value)
            .Where(location => location.Contains("add_header", StringComparison.Ordinal))
            .ToList();

        Assert.True(locations.Count >= 2);
        Assert.All(locations, location => Assert.Contains("add_header Strict-Transport-Security $strict_transport always;", location, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deploy/nginx/compose")]
    [InlineData("deploy/systemd/nginx")]
    public async Task Files_OfAPlace_LogWithoutQueryStrings(string place)
    {
        var files = await File.ReadAllTextAsync(Path.Combine(Repository.Root, place, "files.conf"), TestContext.Current.CancellationToken);

        Assert.Matches("(?m)^access_log \\S+ plain;", files); // nginx's own format would hold tokens
    }

    [GeneratedRegex(@"(?m)^ *location [^\n]*\{\n(?:(?! *location |    \}$)[^\n]*\n)*")]
    private static partial Regex LocationBlock();
}
