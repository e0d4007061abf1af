using System.IO.Pipelines;
using System.Net;
using AiDevFramework.Hosting.Connections;
using AiDevFramework.TestSupport;
using CsCheck;
using Microsoft.AspNetCore.Connections;

namespace AiDevFramework.Gateway.Tests.Connections;

public sealed class ConnectionPlacesTests
{
    private static readonly IPAddress _proxy = IPAddress.Parse("10.0.0.1");

    private readonly TestClock _clock = new();

    [Fact]
    public void TryEnter_OfOneAddress_GivesItAnEighth()
    {
        var places = Places(80);

        Assert.Equal(10, Enumerable.Range(0, 20).Count(_ => Enter(places, "203.0.113.7") is not null));
        Assert.Equal(10, Enumerable.Range(0, 20).Count(number => Enter(places, $"2001:db8::{number + 1:x}") is not null)); // one /64
        Assert.Equal(0, Enumerable.Range(0, 20).Count(_ => Enter(places, "::ffff:203.0.113.7") is not null)); // the same in other words
        Assert.Equal(20, Enumerable.Range(0, 20).Count(_ => Enter(places, "10.0.0.1") is not null)); // many are behind a proxy
        Assert.Equal(5, Enumerable.Range(0, 5).Count(_ => Enter(places, "::ffff:10.0.0.1") is not null));
        Assert.Equal(5, Enumerable.Range(0, 5).Count(_ => Enter(places, "::1") is not null));
        Assert.Equal(5, Enumerable.Range(0, 5).Count(_ => Enter(places, "::ffff:127.0.0.9") is not null));
    }

    [Fact]
    public async Task TryEnter_OfOneAddress_AfterOneLeft_GivesItsPlaceOn()
    {
        var places = Places(80);
        var connections = Enumerable.Range(0, 10).Select(_ => Enter(places, "203.0.113.7")!).ToList();
        connections[0].Place.Recognize(); // known ones count as well
        Assert.Null(Enter(places, "203.0.113.7"));

        await connections[0].Watched.DisposeAsync();
        await connections[0].Watched.DisposeAsync(); // counted once

        Assert.NotNull(Enter(places, "203.0.113.7"));
        Assert.Null(Enter(places, "203.0.113.7"));
    }

    [Fact]
    public void CloseSilent_WithThreeQuartersTaken_ClosesTheOldestSilentStrangersUntilThereIsRoom()
    {
        var places = Places(200);
        var connections = Enumerable.Range(0, 151).Select(number => Enter(places, $"203.0.113.{number}")!).ToList();
        connections[0].Place.Recognize();
        _clock.Advance(ConnectionLimits.Patience - TimeSpan.FromTicks(1));
        places.CloseSilent();
        Assert.DoesNotContain(connections, connection => connection.IsAborted); // not yet

        connections[1].Place.Touch();
        _clock.Advance(TimeSpan.FromTicks(1));
        places.CloseSilent();

        Assert.Equal([2, 3], Enumerable.Range(0, 151).Where(number => connections[number].IsAborted)); // 149 are left, less than three quarters
        places.CloseSilent();
        Assert.Equal(2, connections.Count(connection => connection.IsAborted));
        Assert.Equal(2, places.Report().Closed);
    }

    [Fact]
    public void CloseSilent_WithLessTaken_LeavesTheSilentAlone()
    {
        var places = Places(200);
        var connections = Enumerable.Range(0, 149).Select(number => Enter(places, $"203.0.113.{number}")!).ToList();
        _clock.Advance(TimeSpan.FromHours(1));

        places.CloseSilent();

        Assert.DoesNotContain(connections, connection => connection.IsAborted);
    }

    [Fact]
    public async Task AdvanceTo_OfWhatCame_PutsTheSilenceOff()
    {
        var places = Places(100);
        var connection = Enter(places, "203.0.113.7")!;
        _clock.Advance(TimeSpan.FromSeconds(4));
        await connection.Client.Output.WriteAsync("GET"u8.ToArray(), TestContext.Current.CancellationToken);

        var read = await connection.Watched.Transport.Input.ReadAsync(TestContext.Current.CancellationToken);
        connection.Watched.Transport.Input.AdvanceTo(read.Buffer.Start, read.Buffer.End);

        Assert.Equal(TimeSpan.Zero, connection.Place.Silence);
    }

    [Fact]
    public void TryEnter_OnLoopbackWhereAllIsTaken_PushesTheOldestStrangerThereOut()
    {
        var places = Places(100);
        var local = Enumerable.Range(0, 90).Select(_ => Enter(places, "127.0.0.1")!).ToList();
        local[0].Place.Recognize();
        Assert.NotNull(Enter(places, "127.0.0.1")); // the known one has left a place among the strangers

        Assert.NotNull(Enter(places, "127.0.0.1"));

        Assert.Equal([1], Enumerable.Range(0, 90).Where(number => local[number].IsAborted));
        Assert.Null(Enter(places, "203.0.113.7"));
    }

    [Fact]
    public void TryEnter_OnLoopbackWhileThoseWhoGoAreNotGone_IsBounded()
    {
        var places = Places(100);

        var admitted = Enumerable.Range(0, 1_000).Count(_ => Enter(places, "127.0.0.1") is not null); // nobody leaves

        Assert.Equal(100 + 16, admitted);
    }

    /// <summary>Strangers, callers and time in any order: a known connection is never closed, and no part of the places overflows.</summary>
    [Fact]
    public void AnyHistory_KeepsThePromises() =>
        Gen.Select(Gen.Int[8, 200], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 40]).Array[0, 400]).Sample((max, steps) =>
        {
            var clock = new TestClock();
            var limits = new ConnectionLimits(max);
            var places = new ConnectionPlaces(limits, address => address.Equals(_proxy), clock);
            var open = new List<Entered>();
            foreach (var (step, number) in steps)
            {
                switch (step)
                {
                    case 0 or 1:
                        var address = number % 10 == 0 ? "127.0.0.1" : number % 10 == 1 ? "10.0.0.1" : $"203.0.113.{number}";
                        if (Enter(places, address) is { } entered)
                        {
                            open.Add(entered);
                        }

                        break;
                    case 2 when open.Count > 0:
                        open[number % open.Count].Place.Recognize();
                        break;
                    case 3 when open.Count > 0:
                        var leaving = open.Find(entered => entered.IsAborted) ?? open[number % open.Count];
                        leaving.Watched.DisposeAsync().AsTask().GetAwaiter().GetResult();
                        open.Remove(leaving);
                        break;
                    case 4:
                        clock.Advance(TimeSpan.FromSeconds(number % 7));
                        break;
                    default:
                        places.CloseSilent();
                        break;
                }

                var staying = open.Where(entered => !entered.IsAborted).ToList();
                if (open.Exists(entered => entered.IsAborted && entered.WasKnown)
                    || open.Count > max + limits.ForLoopback
                    || staying.Count(entered => !entered.Place.IsKnown) > max - limits.ForKnown
                    || staying.Count(entered => !entered.Place.IsKnown && !entered.Place.Who.IsLoopback) > max - limits.ForKnown - limits.ForLoopback
                    || open.Where(entered => entered.Place.Who.CountsByAddress).CountBy(entered => entered.Place.Site).Any(site => site.Value > limits.PerAddress)
                    || places.Report().Open != open.Count)
                {
                    return false;
                }
            }

            return true;
        });

    private ConnectionPlaces Places(int max) => new(new ConnectionLimits(max), address => address.Equals(_proxy), _clock);

    private static Entered? Enter(ConnectionPlaces places, string address)
    {
        var pair = DuplexPipe.CreatePair();
        var connection = new Connection(pair.Server) { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 1) };
        var entered = places.TryEnter(connection);
        Assert.True(entered is null || entered.Features.Get<ConnectionPlace>() is not null);
        return entered is null ? null : new Entered(connection, entered, entered.Features.Get<ConnectionPlace>()!, pair.Client);
    }

    private sealed record Entered(Connection Inner, ConnectionContext Watched, ConnectionPlace Place, IDuplexPipe Client)
    {
        public bool IsAborted => Inner.IsAborted;

        /// <summary>Whether it was known before it was told to go.</summary>
        public bool WasKnown => Place is { IsKnown: true, IsClosing: false };
    }

    private sealed class Connection(IDuplexPipe transport) : DefaultConnectionContext("test", transport, transport)
    {
        public bool IsAborted { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => IsAborted = true;
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe
    {
        public static (IDuplexPipe Server, IDuplexPipe Client) CreatePair()
        {
            var (up, down) = (new Pipe(), new Pipe());
            return (new DuplexPipe(up.Reader, down.Writer), new DuplexPipe(down.Reader, up.Writer));
        }
    }
}
