using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace AiDevFramework.Silo.Clustering;

/// <summary>
/// Finds silos whose process is gone without waiting for probes to time out: their port refuses connections, which a live,
/// busy or frozen process never does, because its kernel accepts for it. Measured: out within a second or two after SIGKILL;
/// by probes of 2 s alone it takes six.
/// </summary>
internal sealed partial class RefusedSilos(
    IClusterMembershipService membership, ILocalSiloDetails self, TimeProvider clock, ILogger<RefusedSilos> logger) : BackgroundService
{
    /// <summary>Silos that each silo looks after: the next ones in the order of their addresses, so that the work does not grow
    /// with the cluster.</summary>
    private const int Watched = 3;

    /// <summary>Refusals in a row until a silo counts as gone.</summary>
    private const int Needed = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var watched = Next(Others(membership.CurrentSnapshot.Members), self.SiloAddress);
                var refused = await RefusedAsync(watched, stoppingToken);
                if (MayEvict(refused.Count, watched.Count))
                {
                    await Task.WhenAll(refused.Select(EvictAsync));
                }
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(exception); // the probes go on all the same
            }
        }
    }

    /// <summary>Who cannot reach most of those it watches has a network of its own that is broken, and must not judge them.</summary>
    internal static bool MayEvict(int refused, int watched) => refused > 0 && (watched == 1 || refused * 2 <= watched);

    /// <returns>Those that follow <paramref name="self"/> in the order of addresses, going round.</returns>
    internal static IReadOnlyList<SiloAddress> Next(IReadOnlyList<SiloAddress> others, SiloAddress self)
    {
        var ring = others.Order().ToList();
        var first = ring.FindIndex(silo => silo.CompareTo(self) > 0);
        return [.. Enumerable.Range(Math.Max(first, 0), Math.Min(Watched, ring.Count)).Select(at => ring[at % ring.Count])];
    }

    private IReadOnlyList<SiloAddress> Others(ImmutableDictionary<SiloAddress, ClusterMember> members) =>
    [
        .. members.Values
            .Where(member => member.Status is SiloStatus.Active or SiloStatus.Joining && !member.SiloAddress.Equals(self.SiloAddress))
            .Select(member => member.SiloAddress),
    ];

    private async Task<IReadOnlyList<SiloAddress>> RefusedAsync(IReadOnlyList<SiloAddress> silos, CancellationToken cancellationToken)
    {
        for (var look = 1; silos.Count > 0; look++)
        {
            var verdicts = await Task.WhenAll(silos.Select(silo => RefusesAsync(silo.Endpoint, cancellationToken)));
            silos = [.. silos.Where((_, at) => verdicts[at])];
            if (look == Needed)
            {
                break;
            }

            if (silos.Count > 0)
            {
                await Task.Delay(SecondLook, clock, cancellationToken);
            }
        }

        return silos;
    }

    private static async Task<bool> RefusesAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ConnectTimeout);
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(endpoint, patience.Token);
            return false;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode is SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // silent is not gone: the probes decide
        }
    }

    private async Task EvictAsync(SiloAddress silo)
    {
        LogGone(silo);
        await membership.TryKill(silo);
    }

    [LoggerMessage(LogLevel.Warning, "Silo {Silo} refuses connections: its process is gone, and it is taken off the list of members")]
    private partial void LogGone(SiloAddress silo);

    [LoggerMessage(LogLevel.Warning, "Looking after the other silos failed; trying again")]
    private partial void LogFailed(Exception exception);
}
