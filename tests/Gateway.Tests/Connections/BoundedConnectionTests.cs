using System.Net;
using System.Net.Sockets;
using System.Text;
using AiDevFramework.Gateway.Tests.Progress;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Hosting.Connections;
using AiDevFramework.TestSupport.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AiDevFramework.Gateway.Tests.Connections;

/// <summary>The real server on loopback, with 40 places: 36 for strangers of this machine, crowded from 26 on.</summary>
public sealed class BoundedConnectionTests : IAsyncLifetime
{
    private const int Max = 40;

    private readonly List<Socket> _sockets = [];
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() =>
        _gateway = await TestGateway.StartAsync(("MAX_CONNECTIONS", $"{Max}"), ("METRICS_ENABLED", "true"));

    public async ValueTask DisposeAsync()
    {
        _sockets.ForEach(socket => socket.Dispose());
        await _gateway.DisposeAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Storm_OfSilentSockets_NeitherShutsOutNorClosesWhoHasAToken()
    {
        var project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        using var feed = await ProgressClient.ConnectAsync(_gateway, project);
        Assert.Equal("connected", await feed.TypeAsync());
        using var before = await _gateway.GetAsync($"/api/v1/projects/{project}"); // a connection that is kept

        for (var number = 0; number < 5 * Max; number++)
        {
            await OpenAsync("");
        }

        for (var asked = 0; asked < 5; asked++)
        {
            using var health = await FreshAsync("/health", token: null);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            using var fresh = await FreshAsync($"/api/v1/projects/{project}", TestGateway.AdminToken);
            Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        }

        using var after = await _gateway.GetAsync($"/api/v1/projects/{project}");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        await feed.SendAsync("ping");
        Assert.Equal("pong", await feed.TypeAsync());
        Assert.InRange(Report().Open, 3, Max + 16);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("")]
    [InlineData("GET /health HTTP/1.1\r\nHost: a")] // a head that never ends
    [InlineData("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")] // answered, then kept
    [InlineData("GET /api/v1/projects/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer wrong\r\n\r\n")]
    [InlineData("POST /api/v1/projects HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{")]
    public async Task Strangers_SilentForFiveSeconds_AreClosedFromTheOldestOn(string bytes)
    {
        for (var number = 0; number < 35; number++)
        {
            await OpenAsync(bytes);
        }

        await UntilAsync(() => Report().Open == 35);
        _gateway.Clock.Advance(TimeSpan.FromSeconds(6)); // the guard looks every second of this clock

        await UntilAsync(() => Report().Open == 25);
        Assert.Equal(10, _sockets.Count(IsClosed));
        Assert.All(_sockets[..10], socket => Assert.True(IsClosed(socket)));
    }

    /// <summary>What a browser that speaks TLS to the wrong port sends, and other noise: answered and closed at once by the server.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Garbage_IsClosedAndLeavesNothing()
    {
        for (var number = 0; number < 100; number++)
        {
            await OpenAsync("\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n");
            await OpenAsync("SSH-2.0-x\r\n");
        }

        await UntilAsync(() => Report().Open == 0);
    }

    [Fact(Timeout = 120_000)]
    public async Task Refusals_AreToldOnceAMinuteAndMeasured()
    {
        for (var number = 0; number < 2 * Max; number++)
        {
            await OpenAsync("");
        }

        _gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => Told().Count == 1);
        for (var second = 0; second < 50; second++)
        {
            await OpenAsync("");
            _gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Contains($" of {Max} places were taken (MAX_CONNECTIONS)", Told().Single().Message, StringComparison.Ordinal);
        using var answer = await FreshAsync("/metrics", TestGateway.AdminToken);
        var scrape = new Scrape(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(scrape.Sum("aidev_http_connections_refused_total", "reason=\"silent\"") >= Max);
        Assert.Contains("aidev_http_connections", scrape.Names); // other gateways of this process share the number
    }

    private ConnectionReport Report() => _gateway.Services.GetRequiredService<ConnectionPlaces>().Report();

    private List<FakeLogRecord> Told() =>
        [.. _gateway.Log.GetSnapshot().Where(entry => entry.Level is LogLevel.Warning && entry.Message.Contains("connections were refused", StringComparison.Ordinal))];

    private async Task OpenAsync(string bytes)
    {
        var address = _gateway.Client.BaseAddress!;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        if (bytes.Length > 0)
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(bytes), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Over a connection of its own.</summary>
    private async Task<HttpResponseMessage> FreshAsync(string path, string? token)
    {
        using var http = new HttpClient { BaseAddress = _gateway.Client.BaseAddress };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        return await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    /// <summary>Whether the other side has closed; what was answered before is read away.</summary>
    private static bool IsClosed(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (socket.Poll(0, SelectMode.SelectRead))
            {
                if (socket.Receive(buffer) == 0)
                {
                    return true;
                }
            }

            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>Looks again and again: the server gives no signal when it has noticed.</summary>
    private static async Task UntilAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
