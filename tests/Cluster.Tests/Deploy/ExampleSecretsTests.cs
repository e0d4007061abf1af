using AiDevFramework.Settings;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>Who forgets to put a secret of their own into a copy of an example is told, and gets no service that everybody can use.</summary>
public sealed class ExampleSecretsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    [InlineData("silo", "DATABASE_URL")]
    [InlineData("gateway", "ORLEANS_DATABASE_URL", "ADMIN_TOKEN")]
    public async Task Start_WithTheExampleOfAUnit_IsRefusedForEachSecret(string host, params string[] refused)
    {
        var output = await RefusedAsync(host, DeployFolder.ReadEnvironment("systemd", $"{host}.env.example"));

        Assert.All(refused, name => Assert.Contains(name, output, StringComparison.Ordinal));
        Assert.DoesNotContain("change-this", output, StringComparison.Ordinal);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("silo", "DATABASE_URL")]
    [InlineData("gateway", "ORLEANS_DATABASE_URL", "ADMIN_TOKEN")]
    public async Task Start_WithTheExampleOfKubernetes_IsRefusedForEachSecret(string host, params string[] refused)
    {
        var secret = DeployFolder.ReadYaml("kubernetes", "secrets.example.yaml").Single(item => item["metadata"]["name"].Text == $"aidev-{host}");
        var environment = secret["stringData"].Members.ToDictionary(setting => setting.Key, setting => setting.Value.Text);
        environment["ORLEANS_CLUSTER_ID"] = "aidev";

        var output = await RefusedAsync(host, environment);

        Assert.All(refused, name => Assert.Contains(name, output, StringComparison.Ordinal));
        Assert.DoesNotContain("change-this", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compose.env.example")]
    [InlineData("compose.cluster.env.example")]
    public void Example_OfCompose_HoldsNoSecret(string file) => Assert.All(
        DeployFolder.ReadEnvironment(file).Where(setting => setting.Key.EndsWith("_PASSWORD", StringComparison.Ordinal)
            || setting.Key.EndsWith("_KEY", StringComparison.Ordinal) || setting.Key.EndsWith("_TOKEN", StringComparison.Ordinal)),
        setting => Assert.Empty(setting.Value));

    [Fact]
    public void UserOfGateways_AsItIsMade_HasNoPassword() => Assert.DoesNotContain(
        File.ReadLines(DeployFolder.File("gateway-user.sql")).Where(line => !line.StartsWith("--", StringComparison.Ordinal)),
        line => line.Split("--")[0].Contains("password", StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("postgresql://ann:change-this@db/plans")]
    [InlineData("postgresql://ann:change%2Dthis@db/plans")]
    [InlineData("postgresql://ann@db/plans?password=change-this")]
    public void ConnectionString_WithThePasswordOfAnExample_IsRefused(string url)
    {
        var thrown = Assert.Throws<FormatException>(() => DatabaseUrl.Parse(url, "ORLEANS_DATABASE_URL"));

        Assert.StartsWith("ORLEANS_DATABASE_URL has the password of an example", thrown.Message, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(string host, IReadOnlyDictionary<string, string> environment)
    {
        var settings = environment.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        settings["DATA_DIR"] = null;
        settings["ORLEANS_ADVERTISED_ADDRESS"] = "127.0.0.1";
        settings.TryAdd("ADMIN_TOKEN", null); // which the tests give every process
        await using var process = await AppProcess.LaunchAsync(
            host == "silo" ? AppHost.Silo : AppHost.Gateway, new AppOptions { Environment = settings });

        Assert.Equal(1, await process.WaitForExitAsync(Cancellation));
        return process.Output;
    }
}
