using System.Net;
using AiDevFramework.Hosting.Clustering;
using AiDevFramework.Hosting.Clustering.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Messaging;

namespace AiDevFramework.Gateway.Tests.Hosting;

/// <summary>A gateway that no silo answers is told what to do.</summary>
public sealed class SiloAdviceTests
{
    private static readonly IPEndPoint _silo = new(IPAddress.Loopback, 30000);

    [Theory]
    [InlineData(Spoken.Tls, TlsMode.Off, "Set ORLEANS_TLS_CERTIFICATE, ORLEANS_TLS_KEY, ORLEANS_TLS_CA and ORLEANS_TLS_NAMES")]
    [InlineData(Spoken.Plain, TlsMode.Required, "Set ORLEANS_TLS_* there too, or ORLEANS_TLS_MODE=optional here")]
    [InlineData(Spoken.Tls, TlsMode.Required, "Compare certificate, ORLEANS_TLS_CA and ORLEANS_TLS_NAMES of both")]
    [InlineData(Spoken.Tls, TlsMode.Optional, "Compare certificate, ORLEANS_TLS_CA and ORLEANS_TLS_NAMES of both")]
    [InlineData(Spoken.Plain, TlsMode.Off, "Its log says more")]
    [InlineData(Spoken.Plain, TlsMode.Optional, "Its log says more")]
    internal void OfSpoken_ByBothSides_SaysWhatToSet(Spoken spoken, TlsMode mode, string expected)
    {
        var advice = SiloAdvice.OfSpoken(_silo, spoken, mode);

        Assert.StartsWith("The one at 127.0.0.1:30000 ", advice, StringComparison.Ordinal);
        Assert.Contains(expected, advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_WithNoneListed_NamesTheClusterAndTheDatabase() => Assert.StartsWith(
        "None is listed as alive in the database under ORLEANS_CLUSTER_ID=ours.", await FindAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task Find_WithOneListedThatIsGone_SaysThatItCannotBeReached()
    {
        using var held = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        held.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // never listens
        var port = ((IPEndPoint)held.LocalEndPoint!).Port;

        var advice = await FindAsync(new Uri($"gwy.tcp://127.0.0.1:{port}/1"));

        Assert.StartsWith($"The one at 127.0.0.1:{port} is listed as alive, but cannot be reached.", advice, StringComparison.Ordinal);
    }

    private static async Task<string> FindAsync(params Uri[] listed)
    {
        await using var services = new ServiceCollection().AddSingleton<IGatewayListProvider>(new Listed(listed)).BuildServiceProvider();
        return await new SiloAdvice(services, Options.Create(new ClusterTlsOptions()), Options.Create(new NodeOptions { ClusterId = "ours" }))
            .FindAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Listed(IList<Uri> silos) : IGatewayListProvider
    {
        public TimeSpan MaxStaleness => TimeSpan.Zero;

        public bool IsUpdatable => false;

        public Task InitializeGatewayListProvider() => Task.CompletedTask;

        public Task<IList<Uri>> GetGateways() => Task.FromResult(silos);
    }
}
