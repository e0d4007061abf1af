using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AiDevFramework.Hosting.Clustering;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Cluster.Tests.Tls;

/// <summary>Where a silo listens, and what it says of a network that others are in.</summary>
public sealed class OpenNetworkTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Silo_OffLoopbackWithoutTls_SaysSoAndListensThereAlone()
    {
        var address = new NodeOptions().Advertise();
        var ports = (Silo: FreePort.Next(), Gateway: FreePort.Next());
        await using var silo = await StartAsync(advertised: null, ports);

        Assert.Equal(!IPAddress.IsLoopback(address), silo.Output.Contains("without TLS: whoever reaches its ports", StringComparison.Ordinal));
        Assert.True(await ListensAsync(address, ports.Silo));
        Assert.True(await ListensAsync(address, ports.Gateway));
        Assert.Equal(IPAddress.IsLoopback(address), await ListensAsync(IPAddress.Loopback, ports.Silo));
        Assert.Equal(IPAddress.IsLoopback(address), await ListensAsync(IPAddress.Loopback, ports.Gateway));
    }

    [Fact(Timeout = 180_000)]
    public async Task Silo_OnLoopback_SaysNothingOfTls()
    {
        await using var silo = await StartAsync("127.0.0.1", (FreePort.Next(), FreePort.Next()));

        Assert.DoesNotContain("TLS", silo.Output, StringComparison.Ordinal);
    }

    private async Task<AppProcess> StartAsync(string? advertised, (int Silo, int Gateway) ports) => await AppProcess.StartAsync(
        AppHost.Silo,
        new AppOptions
        {
            Environment = new Dictionary<string, string?>
            {
                ["DATABASE_URL"] = PostgresServer.UrlOf(await postgres.CreateDatabaseAsync(Cancellation)),
                ["ORLEANS_ADVERTISED_ADDRESS"] = advertised,
                ["ORLEANS_SILO_PORT"] = ports.Silo.ToString(CultureInfo.InvariantCulture),
                ["ORLEANS_GATEWAY_PORT"] = ports.Gateway.ToString(CultureInfo.InvariantCulture),
            },
        },
        Cancellation);

    private static async Task<bool> ListensAsync(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), Cancellation);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionRefused)
        {
            return false;
        }
    }
}
