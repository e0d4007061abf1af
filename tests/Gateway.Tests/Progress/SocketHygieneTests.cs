using System.Text;
using AiDevFramework.Gateway.Progress;
using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace AiDevFramework.Gateway.Tests.Progress;

/// <summary>What a client must not send, and a client that does not read.</summary>
public sealed class SocketHygieneTests : IAsyncLifetime
{
    private const byte Fin = 0x80;
    private const byte Text = 0x1;
    private const byte Ping = 0x9;

    private TestGateway _gateway = null!;
    private Guid _project;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(("PROGRESS_IDLE_MINUTES", "10080")); // one test moves the clock far
        _project = _gateway.Cluster.Add(WorkflowStatus.Processing).Id;
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("reserved bits", 1002)]
    [InlineData("unmasked", 1002)]
    [InlineData("unknown opcode", 1002)]
    [InlineData("fragmented ping", 1002)]
    [InlineData("long ping", 1002)]
    [InlineData("continuation of nothing", 1002)]
    [InlineData("text inside a text", 1002)]
    [InlineData("binary", 1003)]
    [InlineData("split bad utf-8", 1007)]
    [InlineData("a megabyte announced", 1009)]
    [InlineData("endless fragments", 1009)]
    public async Task Frame_ThatIsNotAllowed_ClosesWithItsCode(string what, int status)
    {
        using var socket = await RawSocket.ConnectAsync(_gateway, _project);

        byte[] frames = what switch
        {
            "reserved bits" => socket.Frame(Fin | 0x70 | Text, "ping"u8.ToArray()),
            "unmasked" => socket.Frame(Fin | Text, "ping"u8.ToArray(), masked: false),
            "unknown opcode" => socket.Frame(Fin | 0x3, []),
            "fragmented ping" => socket.Frame(Ping, []),
            "long ping" => socket.Frame(Fin | Ping, new byte[126]),
            "continuation of nothing" => socket.Frame(Fin, "ping"u8.ToArray()),
            "text inside a text" => [.. socket.Frame(Text, "pi"u8.ToArray()), .. socket.Frame(Fin | Text, "ng"u8.ToArray())],
            "binary" => socket.Frame(Fin | 0x2, [1, 2, 3]),
            "split bad utf-8" => [.. socket.Frame(Text, [0xC3]), .. socket.Frame(Fin, [0x28])],
            "a megabyte announced" => [Fin | Text, 0xFF, 0, 0, 0, 0, 0, 0x10, 0, 0, 1, 2, 3, 4, .. new byte[20_000]],
            _ => [.. socket.Frame(Text, [0x20]), .. Enumerable.Repeat(socket.Frame(0, [0x20]), 2000).SelectMany(frame => frame)],
        };
        await socket.WriteAsync(frames);

        Assert.Equal(status, (await socket.ClosedAsync()).Status);
    }

    [Fact]
    public async Task FragmentsAndPings_InOrder_AreUnderstood()
    {
        using var socket = await RawSocket.ConnectAsync(_gateway, _project);
        Assert.Contains("\"connected\"", Encoding.UTF8.GetString((await socket.FrameAsync()).Payload), StringComparison.Ordinal);

        await socket.WriteAsync([
            .. socket.Frame(Text, "pi"u8.ToArray()), .. socket.Frame(Fin | Ping, "are you there"u8.ToArray()), .. socket.Frame(0, []),
            .. socket.Frame(Fin, "ng"u8.ToArray())]);

        var control = await socket.FrameAsync();
        Assert.Equal((0xA, "are you there"), (control.Opcode, Encoding.UTF8.GetString(control.Payload)));
        Assert.Contains("\"pong\"", Encoding.UTF8.GetString((await socket.FrameAsync()).Payload), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ping frames")]
    [InlineData("empty fragments")]
    [InlineData("ping messages")]
    public async Task Flood_OfWhatIsAllowed_ClosesWith1008(string what)
    {
        using var socket = await RawSocket.ConnectAsync(_gateway, _project);
        var frame = what switch
        {
            "ping frames" => socket.Frame(Fin | Ping, []),
            "empty fragments" => socket.Frame(0, []),
            _ => socket.Frame(Fin | Text, "ping"u8.ToArray()),
        };
        byte[] start = what == "empty fragments" ? socket.Frame(Text, []) : [];
        var closed = socket.ClosedAsync();

        await socket.WriteAsync([.. start, .. Enumerable.Repeat(frame, 2 * TrafficMeter.Burst / frame.Length).SelectMany(bytes => bytes)]);

        var (status, reason) = await closed;
        Assert.Equal(1008, status);
        Assert.StartsWith("Too much was sent; resume with after=0", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClientThatNeverReads_IsGoneAfterTheStallTimeAndOthersAreServed()
    {
        var relay = _gateway.Services.GetRequiredService<ProgressRelay>();
        var places = _gateway.Services.GetRequiredService<ProgressPlaces>();
        using var stuck = await RawSocket.ConnectAsync(_gateway, _project, receiveBuffer: 4096);
        using var well = await ProgressClient.ConnectAsync(_gateway, _project);
        await well.JsonAsync();
        var payload = new string('x', 60 * 1024);
        for (var seq = 1; seq <= 200; seq++) // 12 MB: more than the buffers on the way hold, less than the queue
        {
            await relay.OfferAsync([_gateway.Cluster.Store(_project, payload)], well.Token);
            if (seq == 1)
            {
                await relay.CheckHeadsAsync(well.Token);
            }

            Assert.Equal(payload, await well.TextAsync());
        }

        await well.SendAsync("ping"); // comes after all else: nothing is on its way to this one when the clock moves
        Assert.Equal("pong", await well.TypeAsync());
        var listening = well.TypeAsync(); // while it reads it answers the pings of the server
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (places.Count > 1)
        {
            _gateway.Clock.Advance(TimeSpan.FromSeconds(0.5)); // in steps: what a busy machine has still to note of a send is no stall
            await looks.WaitForNextTickAsync(well.Token);
        }

        await stuck.GoneAsync();
        await well.SendAsync("ping");
        Assert.Equal("pong", await listening);
    }
}
