using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Gateway.Tests.Api;

/// <summary>Thousands of requests as attackers, broken clients and broken proxies send them: none is a fault of the service.</summary>
public sealed class HostileRequestTests
{
    private const int Seed = 20261130;
    private const int AtOnce = 16;

    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);

    /// <summary>What HTTP has for requests that use something a server does not speak: another version, another transfer coding.</summary>
    private static readonly int[] _notSpoken = [501, 505];

    [Theory(Timeout = 300_000)]
    [InlineData(0, 2000)]
    [InlineData(1, 2000, "ACCESS_LOG=true", "ALLOWED_HOSTS=localhost,127.0.0.1", "PUBLIC_URL=https://plans.example.com/ai", "RATE_LIMIT_ENABLED=true")]
    public async Task Send_OfThousandsOfHostileRequests_IsNeverAFaultOfTheService(int round, int count, params string[] settings)
    {
        await using var gateway = await TestGateway.StartAsync([.. settings.Select(setting => (setting.Split('=')[0], setting.Split('=', 2)[1]))]);
        var project = gateway.Cluster.Add(WorkflowStatus.Processing);
        var faults = new ConcurrentBag<string>();
        var refused = 0;

        await Parallel.ForEachAsync(
            Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (index, cancellation) =>
            {
                var (bytes, isShort) = new HostileRequest(new Random(Seed + (round * count) + index), project.Id, TestGateway.AdminToken).Write();
                var answer = await ExchangeAsync(gateway, bytes, isShort, cancellation);
                var status = StatusOf(answer);
                Interlocked.Add(ref refused, status is >= 400 and < 500 ? 1 : 0);
                if (status is < 0 or >= 500 && !_notSpoken.Contains(status))
                {
                    faults.Add($"{index}: {status}\n{Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 600))}\n--- {answer}");
                }
            });

        Assert.True(faults.IsEmpty, string.Join("\n=====\n", faults.Take(5)));
        Assert.True(refused > count / 4, $"Only {refused} of {count} were refused: they were not hostile.");
        Assert.DoesNotContain(gateway.Log.GetSnapshot(), entry => entry.Level >= LogLevel.Error);
        Assert.DoesNotContain(gateway.Log.GetSnapshot(), entry => entry.Message.Contains(TestGateway.AdminToken, StringComparison.Ordinal));
        using var health = await gateway.SendAsync(HttpMethod.Get, "/health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    /// <summary>What the server refuses before the application sees it has neither its headers nor its body: it must give nothing away.</summary>
    [Theory]
    [InlineData("GET /marker-x HTTP/1.1\r\nHost: marker-y\r\nHost: marker-z\r\n\r\n")]
    [InlineData("GET /marker-x HTTP/1.1\r\n\r\n")]
    [InlineData("GET /marker-x HTTP/1.1\r\nHost: a\r\nmarker-y\r\n\r\n")]
    [InlineData("GET /marker-x HTTP/1.1\r\nHost: a\r\nX-Marker: marker-y\0\r\n\r\n")]
    [InlineData("GET /marker-x HTTP/7.7\r\nHost: a\r\n\r\n")]
    [InlineData("GET /marker-x\0 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("marker-x\r\n\r\n")]
    [InlineData("G\u0001T /marker-x HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("POST /marker-x HTTP/1.1\r\nHost: a\r\nContent-Length: marker-y\r\n\r\n")]
    [InlineData("POST /marker-x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: marker-y\r\n\r\n")]
    [InlineData("GET /marker-x HTTP/1.1\r\nHost: marker-y@b/c\r\n\r\n")]
    [InlineData("GET /LONG HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX-Marker: LONG\r\n\r\n")]
    public async Task Send_OfAMalformedHead_IsRefusedWithoutRepeatingIt(string head)
    {
        await using var gateway = await TestGateway.StartAsync();
        var bytes = Encoding.Latin1.GetBytes(head.Replace("LONG", "marker-" + new string('x', 40_000), StringComparison.Ordinal));

        var answer = await ExchangeAsync(gateway, bytes, isShort: false, TestContext.Current.CancellationToken, toTheEnd: true);

        if (bytes.Length > 32 * 1024 && answer.Length == 0)
        {
            return; // closed while we were still sending
        }

        Assert.InRange(StatusOf(answer), 400, 505);
        Assert.DoesNotContain("marker", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Server:", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Kestrel", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", answer.Split("\r\n\r\n", 2)[1]);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("GET", "/%2e%2e/%2e%2e/etc/passwd", 404)]
    [InlineData("DELETE", "/health", 405)]
    [InlineData("TRACE", "/api/v1/projects", 405)]
    [InlineData("POST", "/api/v1/projects", 415)]
    [InlineData("POST", "/api/v1/projects", 413)]
    [InlineData("POST", "/api/v1/projects", 400)]
    [InlineData("GET", "/api/v1/projects/me", 400)]
    [InlineData("GET", "/api/v1/projects/123e4567-e89b-12d3-a456-426614174000", 404)]
    [InlineData("GET", "/api/v1/projects/123e4567-e89b-12d3-a456-426614174000", 401)]
    [InlineData("GET", "/api/v1/projects/123e4567-e89b-12d3-a456-426614174000", 429)]
    [InlineData("GET", "/api/v1/projects/123e4567-e89b-12d3-a456-426614174000", 503)]
    [InlineData("GET", "/api/v1/projects/123e4567-e89b-12d3-a456-426614174000", 500)]
    [InlineData("GET", "/hubs/progress?id=1", 401)]
    public async Task Any_RefusalThatReachesTheApplication_HasTheHeadersAndTheBodyOfAllOthers(string method, string path, int status)
    {
        await using var gateway = await TestGateway.StartAsync(("RATE_LIMIT_ENABLED", status == 429 ? "true" : "false"));
        gateway.Cluster.Failure = status switch
        {
            500 => new InvalidOperationException(),
            503 => new TimeoutException(),
            _ => null,
        };
        using var response = await SendAsync();
        if (status == 429)
        {
            for (var sent = 0; sent < 30; sent++)
            {
                using var earlier = await SendAsync();
            }

            using var limited = await SendAsync();
            await AssertWholeAsync(limited, status);
            return;
        }

        await AssertWholeAsync(response, status);

        async Task<HttpResponseMessage> SendAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
            request.Headers.TryAddWithoutValidation("Accept", "text/html"); // a refusal is a problem whatever was asked for
            if (method == "POST")
            {
                request.Content = new ByteArrayContent(new byte[status == 413 ? 100_000 : 10]);
                request.Content.Headers.TryAddWithoutValidation("Content-Type", status == 415 ? "text/plain" : "application/json");
            }

            return await (status == 401 ? gateway.Anonymous : gateway.Client).SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    private static async Task AssertWholeAsync(HttpResponseMessage response, int status)
    {
        await response.ProblemAsync(status);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.NotEmpty(response.Headers.GetValues("X-Request-Id").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    /// <returns>0 where the server closed without a word, which it may; -1 for what is no answer.</returns>
    private static int StatusOf(string answer) =>
        answer.Length == 0 ? 0
        : answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && int.TryParse(answer.AsSpan(9, 3), out var status) ? status
        : -1;

    /// <param name="isShort">Whether the server would wait for more: it is told that nothing comes.</param>
    private static async Task<string> ExchangeAsync(
        TestGateway gateway, byte[] request, bool isShort, CancellationToken cancellationToken, bool toTheEnd = false)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_deadline);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, gateway.Client.BaseAddress!.Port, deadline.Token);
        var stream = client.GetStream();
        var answer = new byte[4096];
        var length = 0;
        try
        {
            await stream.WriteAsync(request, deadline.Token);
            if (isShort)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            while (length < answer.Length)
            {
                var read = await stream.ReadAsync(answer.AsMemory(length), deadline.Token);
                length += read;
                if (read == 0 || (!isShort && !toTheEnd && length > 12))
                {
                    break;
                }
            }
        }
        catch (IOException)
        {
            // reset while we were still sending
        }

        return Encoding.Latin1.GetString(answer, 0, length);
    }
}
