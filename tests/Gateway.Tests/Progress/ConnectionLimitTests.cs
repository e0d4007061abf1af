using System.Net.WebSockets;
using System.Text;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Security;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiDevFramework.Gateway.Tests.Progress;

public sealed class ConnectionLimitTests
{
    [Theory]
    [InlineData("PROGRESS_MAX_CONNECTIONS", 503)]
    [InlineData("PROGRESS_MAX_CONNECTIONS_PER_TOKEN", 429)]
    [InlineData("PROGRESS_MAX_CONNECTIONS_PER_ADDRESS", 429)]
    public async Task Connect_OverALimit_IsRefusedUntilAnotherLeaves(string setting, int status)
    {
        await using var gateway = await TestGateway.StartAsync((setting, "2"));
        var project = gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        using var first = await ProgressClient.ConnectAsync(gateway, project);
        await using var second = await gateway.StreamAsync(project);

        using var refused = await gateway.GetAsync(TestGateway.StreamPath(project));

        await refused.ProblemAsync(status);
        Assert.Equal("30", refused.Headers.RetryAfter?.ToString());
        using (var page = await ProgressClient.ConnectAsync(gateway, project, $"?token={TestGateway.AdminToken}",
            options => options.SetRequestHeader("Origin", gateway.Client.BaseAddress!.GetLeftPart(UriPartial.Authority))))
        {
            Assert.Equal(1013, (await page.ClosedAsync()).Status);
        }

        var hub = await Assert.ThrowsAsync<HttpRequestException>(() => HubClient.ConnectAsync(gateway));
        Assert.Equal(status, (int?)hub.StatusCode);
        await first.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, first.Token);
        var places = gateway.Services.GetRequiredService<ProgressPlaces>();
        SpinWait.SpinUntil(() => places.Count == 1, TimeSpan.FromSeconds(60));
        using var third = await ProgressClient.ConnectAsync(gateway, project);
        Assert.Equal("connected", await third.TypeAsync());
    }

    [Fact]
    public async Task TicketsLimit_CountsEachTicketForItself()
    {
        await using var gateway = await TestGateway.StartAsync(("PROGRESS_MAX_CONNECTIONS_PER_TOKEN", "1"));
        var (one, other) = (gateway.Cluster.Add(WorkflowStatus.Processing).Id, gateway.Cluster.Add(WorkflowStatus.Processing).Id);
        var tickets = gateway.Services.GetRequiredService<Tickets>();
        using var first = await ProgressClient.ConnectAsync(gateway, one, $"?token={tickets.Mint(one)}", _ => { });
        using var second = await ProgressClient.ConnectAsync(gateway, other, $"?token={tickets.Mint(other)}", _ => { });

        using var refused = await gateway.SendAsync(HttpMethod.Get, TestGateway.StreamPath(one, $"?token={tickets.Mint(one)}"));

        await refused.ProblemAsync(429); // the same project and second: the same ticket
    }

    /// <summary>Two may negotiate while there is room for one.</summary>
    [Fact]
    public async Task Connect_ToTheHubAfterItsPlaceWasTaken_IsClosedWithoutAFault()
    {
        await using var gateway = await TestGateway.StartAsync(("PROGRESS_MAX_CONNECTIONS_PER_TOKEN", "1"));
        var project = gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        using var negotiated = await gateway.PostAsync("/hubs/progress/negotiate?negotiateVersion=1");
        var token = (string)(await negotiated.JsonAsync())["connectionToken"]!;
        using var first = await ProgressClient.ConnectAsync(gateway, project);

        using var late = await RawSocket.ConnectAsync(gateway, $"/hubs/progress?id={token}");
        await late.SendAsync(0x81, "{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray());

        var said = "";
        for (var (opcode, payload) = await late.FrameAsync(); opcode != 8; (opcode, payload) = await late.FrameAsync())
        {
            said += Encoding.UTF8.GetString(payload);
        }

        Assert.Contains("Too many connections are open", said, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Log.GetSnapshot(), entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Connection_WithNothingToSay_IsClosedAfterTheIdleTime()
    {
        await using var gateway = await TestGateway.StartAsync(("PROGRESS_IDLE_MINUTES", "10"));
        var project = gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        gateway.Cluster.Store(project);
        using var idle = await ProgressClient.ConnectAsync(gateway, project);
        using var alive = await ProgressClient.ConnectAsync(gateway, project);
        await idle.JsonAsync();
        await alive.JsonAsync();
        gateway.Clock.Advance(TimeSpan.FromMinutes(9));
        await alive.SendAsync("ping");
        Assert.Equal("pong", await alive.TypeAsync());

        gateway.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal((1008, "Idle for too long; resume with after=1."), await idle.ClosedAsync());
        await alive.SendAsync("ping");
        Assert.Equal("pong", await alive.TypeAsync());
    }
}
