using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Deploy;

/// <summary>What .NET's container images preset says nothing about our settings.</summary>
public sealed class ImageVariablesTests
{
    [Fact(Timeout = 120_000)]
    public async Task Start_WithTheVariablesOfABaseImage_KeepsItsOwnSettings()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var gateway = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions
            {
                Environment = new Dictionary<string, string?>
                {
                    ["DOTNET_RUNNING_IN_CONTAINER"] = "true",
                    ["DOTNET_VERSION"] = "10.0.12",
                    ["ASPNET_VERSION"] = "10.0.12",
                    ["ASPNETCORE_HTTP_PORTS"] = "8080",
                },
            },
            cancellation);
        using var http = new HttpClient { BaseAddress = gateway.Address };

        var health = await http.GetStringAsync("/health", cancellation);

        Assert.Equal(gateway.Port, gateway.Address.Port);
        Assert.Contains("\"version\":\"1.0.0\"", health, StringComparison.Ordinal);
    }
}
