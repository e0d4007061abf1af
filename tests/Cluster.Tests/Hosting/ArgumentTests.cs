using System.Globalization;
using AiDevFramework.TestSupport.Processes;
using static AiDevFramework.Cluster.Tests.Hosting.StartRunner;

namespace AiDevFramework.Cluster.Tests.Hosting;

/// <summary>Both programs as somebody meets them who types arguments.</summary>
public sealed class ArgumentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = 300_000)]
    [InlineData("src/Gateway")]
    [InlineData("src/Silo")]
    public async Task Start_WithAQuestionOrASlip_AnswersAndEnds(string folder)
    {
        var host = folder == "src/Silo" ? AppHost.Silo : AppHost.Gateway;
        var broken = new AppOptions { Prepare = home => File.WriteAllText(Path.Combine(home, ".env"), "this is no line\n") }; // help comes first

        var help = await RunAsync(host, broken with { Arguments = ["--help"] });
        var version = await RunAsync(host, broken with { Arguments = ["--version"] });
        var slip = await RunAsync(host, new AppOptions { Arguments = ["--prot=hush"] });

        Assert.Equal((0, 0, 2), (help.ExitCode, version.ExitCode, slip.ExitCode));
        Assert.Contains("migrate up|down|status", help.Output, StringComparison.Ordinal);
        Assert.Contains("health live|ready", help.Output, StringComparison.Ordinal);
        Assert.Equal($"AiDevFramework.{folder[4..]} 1.0.0", version.Output.Trim());
        Assert.Contains("'--prot' is no argument of this program. Did you mean --PORT?", slip.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", slip.Output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Start_WithUrls_ListensThere()
    {
        var port = FreePort.Next();
        await using var argument = await AppProcess.StartAsync(
            AppHost.Gateway, new AppOptions { Arguments = ["--urls", $"http://127.0.0.1:{port}"] }, Cancellation);
        var second = FreePort.Next();
        await using var variable = await AppProcess.StartAsync(
            AppHost.Gateway, With(("HOST", null), ("PORT", null), ("ASPNETCORE_URLS", $"http://localhost:{second}")), Cancellation);
        var setting = FreePort.Next();
        await using var named = await AppProcess.StartAsync(
            AppHost.Gateway, new AppOptions { Arguments = [string.Create(CultureInfo.InvariantCulture, $"--PORT={setting}")] }, Cancellation);

        Assert.Equal((port, second, setting), (argument.Address.Port, variable.Address.Port, named.Address.Port));
    }

    [Theory(Timeout = 300_000)]
    [InlineData("ASPNETCORE_URLS", "https://*:8443")]
    [InlineData("URLS", "http://127.0.0.1:1;http://127.0.0.1:2")]
    [InlineData("ASPNETCORE_HTTPS_PORTS", "8443")]
    public async Task Start_WithUrlsThatCannotBe_IsRefusedByName(string name, string value) =>
        Assert.Contains(name, await RefusedAsync(AppHost.Gateway, With(("HOST", null), ("PORT", null), (name, value))), StringComparison.Ordinal);

    [Fact(Timeout = 300_000)]
    public async Task Migrate_OfTheGateway_WorksOnTheDataThatItServes()
    {
        var up = await RunAsync(AppHost.Gateway, new AppOptions { Arguments = ["migrate", "up"] });

        Assert.Equal(0, up.ExitCode);
        Assert.Contains("applied", up.Output, StringComparison.Ordinal);
    }
}
