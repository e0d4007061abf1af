using System.Net.Sockets;
using System.Text;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>Clients that are gone without having said so: their connections stay open and nothing ever comes of them.</summary>
public sealed class LostPeerTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task WebSocket_OfAClientThatAnswersNoPing_IsClosedAndItsPlaceIsFree()
    {
        await using var gateway = await TestGateway.StartAsync(services => services.PostConfigure<WebSocketOptions>(options =>
            (options.KeepAliveInterval, options.KeepAliveTimeout) = (Interval, Interval)));
        var project = gateway.Cluster.Add(WorkflowStatus.Processing).Id;
        using var well = await ProgressClient.ConnectAsync(gateway, project); // answers pings while it reads
        Assert.Equal("connected", await well.TypeAsync());
        var listening = well.TypeAsync();
        using var lost = await RawSocket.ConnectAsync(gateway, project);
        Assert.Equal(1, (await lost.FrameAsync()).Opcode);

        Assert.Equal(9, (await lost.FrameAsync()).Opcode);
        await lost.GoneAsync();

        Assert.True(SpinWait.SpinUntil(() => gateway.Services.GetRequiredService<ProgressPlaces>().Count == 1, TimeSpan.FromSeconds(60)));
        await well.SendAsync("ping");
        Assert.Equal("pong", await listening);
    }

    /// <summary>SignalR's own timeout begins with a client's first ping: who is gone before would stay.</summary>
    [Fact]
    public async Task Hub_OfAClientThatAnswersNoPing_ClosesAndItsPlaceIsFree()
    {
        await using var gateway = await TestGateway.StartAsync(services => services.PostConfigure<WebSocketOptions>(options =>
            (options.KeepAliveInterval, options.KeepAliveTimeout) = (Interval, Interval)));
        using var lost = await RawSocket.ConnectAsync(gateway, "/hubs/progress");
        await lost.SendAsync(0x81, Encoding.UTF8.GetBytes("""{"protocol":"json","version":1}""" + '\u001e'));
        Assert.Equal("{}\u001e", Encoding.UTF8.GetString((await lost.FrameAsync()).Payload));
        Assert.True(SpinWait.SpinUntil( // its place is taken after the handshake is answered
            () => gateway.Services.GetRequiredService<ProgressPlaces>().Count == 1, TimeSpan.FromSeconds(60)));

        await lost.GoneAsync();

        Assert.True(SpinWait.SpinUntil(() => gateway.Services.GetRequiredService<ProgressPlaces>().Count == 0, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task WebSockets_OfTheService_HavePings()
    {
        await using var gateway = await TestGateway.StartAsync();

        var options = gateway.Services.GetRequiredService<IOptions<WebSocketOptions>>().Value;

        Assert.Equal((ProgressEndpoint.PingInterval, ProgressEndpoint.PongTimeout), (options.KeepAliveInterval, options.KeepAliveTimeout));
    }

    /// <summary>Whether the kernel then ends the connection cannot be tried without taking the network away.</summary>
    [Fact]
    public async Task Connection_OnLinux_MustAcknowledgeInTime()
    {
        var limit = 0;
        await using var gateway = await TestGateway.StartAsync(services => services.AddSingleton<IStartupFilter>(new Look(socket =>
        {
            var bytes = new byte[4];
            socket.GetRawSocketOption((int)SocketOptionLevel.Tcp, LostPeers.TcpUserTimeout, bytes);
            limit = BitConverter.ToInt32(bytes);
        })));

        using var answer = await gateway.GetAsync("/health");

        Assert.Equal(ProgressEndpoint.PongTimeout, TimeSpan.FromMilliseconds(limit));
    }

    private sealed class Look(Action<Socket> at) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, inner) =>
            {
                at(context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket);
                return inner(context);
            });
            next(app);
        };
    }
}
