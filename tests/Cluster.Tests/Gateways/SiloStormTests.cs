using System.Net;
using System.Net.Sockets;
using AiDevFramework.Cluster.Tests.Support;
using AiDevFramework.TestSupport.Postgres;

namespace AiDevFramework.Cluster.Tests.Gateways;

/// <summary>Sockets without a word on the port where a silo tells of its health.</summary>
public sealed class SiloStormTests(PostgresFixture postgres)
{
    /// <summary>More than the silo takes there, 256.</summary>
    private const int Sockets = 400;

    [Fact(Timeout = 180_000)]
    public async Task Storm_OnTheHealthPort_TakesNoMorePlacesThanItHas()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var cluster = await AppCluster.StartAsync(postgres, silos: 1, gateways: 0, cancellation);
        var silo = cluster.Silos[0];
        var before = FilesOf(silo.Id);
        var storm = new List<Socket>();
        try
        {
            for (var number = 0; number < Sockets; number++)
            {
                storm.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
                await storm[^1].ConnectAsync(silo.Address.Host, silo.Address.Port, cancellation);
            }

            for (var asked = 0; asked < 5; asked++)
            {
                using var http = new HttpClient { BaseAddress = silo.Address };
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellation);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }

            Assert.InRange(FilesOf(silo.Id) - before, 1, 256 + 16 + 32); // those that go, and a few of its own
        }
        finally
        {
            storm.ForEach(socket => socket.Dispose());
        }
    }

    private static int FilesOf(int process) => Directory.GetFileSystemEntries($"/proc/{process}/fd").Length;
}
