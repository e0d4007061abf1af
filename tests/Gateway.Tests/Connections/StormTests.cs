using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AiDevFramework.Hosting.Connections;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Gateway.Tests.Connections;

/// <summary>Thousands of sockets without a token against the program as it is.</summary>
[Trait("Runs", "Programs")]
public sealed class StormTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Another number of sockets, against a process that may open as many files as this one:
    /// <c>AIDEV_STORM_SOCKETS=20000 dotnet test --project tests/Gateway.Tests -c Release --filter-class '*StormTests'</c>.</summary>
    private static readonly int? _wanted =
        int.TryParse(Environment.GetEnvironmentVariable("AIDEV_STORM_SOCKETS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : null;

    /// <summary>With a limit of files as many systems have it, where a thousand sockets once ended the process.</summary>
    [Fact(Timeout = 600_000)]
    public async Task Storm_OfMoreSocketsThanFiles_IsWeathered()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var sockets = _wanted is { } many ? (int)Math.Min(many, FileLimit.OfThisProcess() - 500) : 1_500;
        string[] limit = _wanted is null ? ["prlimit", "--nofile=1024:1024", "--"] : [];
        await using var gateway = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions { Wrapper = limit, Environment = new Dictionary<string, string?> { ["OFFLINE_PLANNER_DELAY_MS"] = "0" } },
            cancellation);
        using var api = new ApiClient(gateway.Address, AppProcess.AdminToken);
        var project = await api.CreateProjectAsync("A shop for plants that ships on Fridays", cancellation);
        await api.StartWorkflowAsync(project, cancellation);
        await using var feed = await api.FollowAsync(project, after: 0, cancellation);
        await feed.WaitForEndAsync(Deadline, cancellation); // what it needs for its work is in memory
        for (var warm = 0; warm < 200; warm++)
        {
            await FreshHealthAsync(gateway, cancellation);
        }

        var before = ResidentKib(gateway);
        var highest = before;
        var storm = new List<Socket>(sockets);
        try
        {
            for (var number = 0; number < sockets; number++)
            {
                storm.Add(await OpenAsync(gateway, Math.Max(0, (number % 20) - 17), cancellation));
                if (number % (sockets / 20) == 0)
                {
                    await FreshHealthAsync(gateway, cancellation); // in the middle of it
                }
            }

            var asked = await api.GetProjectAsync(project, cancellation); // over the connection that it has kept
            Assert.Equal("COMPLETED", asked.GetProperty("status").GetString());
            using (var fresh = new ApiClient(gateway.Address, AppProcess.AdminToken))
            {
                var next = await fresh.CreateProjectAsync("A shop for seeds that ships on Mondays", cancellation);
                await fresh.StartWorkflowAsync(next, cancellation);
                Assert.Equal("COMPLETED", (await fresh.WaitForEndAsync(next, Deadline, cancellation)).GetProperty("status").GetString());
            }

            highest = ResidentKib(gateway);
            await gateway.WaitForLineAsync(line => line.Contains("connections were refused", StringComparison.Ordinal), Deadline, cancellation);
        }
        finally
        {
            storm.ForEach(socket => socket.Dispose());
        }

        var after = await SettleAsync(gateway, before, cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine($"{sockets} sockets; {before} KiB resident before, {highest} at the end of the storm, {after} after it.");
        Assert.True(after <= before * 1.2, $"{before} KiB were resident before the storm and {after} a minute after it.");
        Assert.False(gateway.HasExited);
        await FreshHealthAsync(gateway, cancellation);
    }

    /// <summary>Of twenty, one begins a head and one sends what is no HTTP; the server closes them for that sooner or later.</summary>
    private static async Task<Socket> OpenAsync(AppProcess gateway, int kind, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(gateway.Address.Host, gateway.Address.Port, cancellationToken);
        if (kind > 0)
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(kind == 1 ? "GET /health HTTP/1.1\r\nHost:" : "\u0016\u0003\u0001\r\n\r\n"), cancellationToken);
        }

        return socket;
    }

    /// <summary>Over a connection of its own, as a health check asks.</summary>
    private static async Task FreshHealthAsync(AppProcess gateway, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = gateway.Address };
        using var answer = await http.GetAsync(new Uri("/health", UriKind.Relative), cancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <returns>Resident memory as soon as it is low again, a minute after the storm at the latest.</returns>
    private static async Task<long> SettleAsync(AppProcess gateway, long before, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var second = 0; second < 60 && (second < 20 || ResidentKib(gateway) > before * 1.2); second++)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return ResidentKib(gateway);
    }

    private static long ResidentKib(AppProcess gateway) => long.Parse(
        File.ReadLines($"/proc/{gateway.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
