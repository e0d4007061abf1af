using AiDevFramework.Chaos.Cluster;
using AiDevFramework.Chaos.Evidence;
using AiDevFramework.TestSupport.Processes;
using Npgsql;

namespace AiDevFramework.Chaos.Nemesis;

/// <summary>Does one fault after the other, in the order and with the targets that the seed says.</summary>
internal sealed class FaultSchedule(ChaosCluster cluster, ChaosOptions options, EvidenceFolder evidence, TimeProvider clock) : IDisposable
{
    private static readonly string[] _points =
    [
        "AcceptCommitted", "TakeoverCommitted", "BeforeCall", "RequestSent", "MidAnswer",
        "BeforeCommit", "CommitSent", "Committed", "Published", "LastCommitted",
    ];

    private static readonly string[] _mendPoints =
        ["MendOrdered", "MendBeforeCall", "MendRequestSent", "MendMidAnswer", "MendBeforeCommit", "MendCommitted"];

    /// <summary>Every kind in each round, so that a short run has them all.</summary>
    private static readonly FaultKind[] _kinds =
    [
        FaultKind.KillAtPoint, FaultKind.FreezeAtPoint, FaultKind.LoseAnswer, FaultKind.KillGateway, FaultKind.KillAtPoint, FaultKind.Terminate,
        FaultKind.RestartDatabase, FaultKind.Kill, FaultKind.KillBackends, FaultKind.FreezeAtPoint, FaultKind.LoseAnswer, FaultKind.KillAtPoint,
        FaultKind.Hiccup, FaultKind.LoseCommit, FaultKind.KillAll, FaultKind.KillInMend, FaultKind.KillInMend,
    ];

    private static readonly TimeSpan PointPatience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan EvictionPatience = TimeSpan.FromSeconds(60);

    /// <summary>Shorter than the delay of a held commit.</summary>
    private static readonly TimeSpan _filling = TimeSpan.FromSeconds(3);

    private readonly Random _random = new(options.Seed);
    private readonly SiloFaults _silos = new();
    private readonly Queue<FaultKind> _round = new();
    private readonly Queue<string> _pointRound = new();
    private readonly Queue<string> _mendRound = new();
    private int _number;

    public async Task RunAsync(CancellationToken ending, CancellationToken cancellationToken)
    {
        while (!ending.IsCancellationRequested)
        {
            var pause = TimeSpan.FromSeconds(60 / options.FaultsPerMinute * (0.5 + _random.NextDouble()));
            await Task.Delay(pause, clock, ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!ending.IsCancellationRequested)
            {
                await StrikeAsync(
                    options.Profile switch
                    {
                        Profile.Zombies => FaultKind.FreezeAtPoint,
                        Profile.Mends => FaultKind.KillInMend,
                        _ => Next(_round, _kinds),
                    },
                    cancellationToken);
            }
        }
    }

    /// <summary>Takes back what has not struck.</summary>
    public Task ClearAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(cluster.Silos.Select(silo => _silos.ClearAsync(silo, cancellationToken)));

    public void Dispose() => _silos.Dispose();

    private T Next<T>(Queue<T> queue, T[] all)
    {
        if (queue.Count == 0)
        {
            var shuffled = all.ToArray();
            _random.Shuffle(shuffled);
            foreach (var item in shuffled)
            {
                queue.Enqueue(item);
            }
        }

        return queue.Dequeue();
    }

    private async Task StrikeAsync(FaultKind kind, CancellationToken cancellationToken)
    {
        var number = ++_number;
        var began = clock.GetUtcNow();
        var silo = cluster.Silos[_random.Next(cluster.Silos.Count)];
        var gateway = cluster.Gateways[_random.Next(cluster.Gateways.Count)];
        var point = kind is FaultKind.KillInMend ? Next(_mendRound, _mendPoints) : Next(_pointRound, _points);
        var nth = _random.Next(1, 12);
        var dice = _random.Next(1000); // drawn for every kind, so that the schedule does not depend on what happens
        if (!silo.IsUp)
        {
            silo = cluster.Silos.FirstOrDefault(other => other.IsUp) ?? silo;
        }

        var owner = silo.Owner;
        var (target, struck, woken, detail) = (silo.Name, default(DateTimeOffset?), default(DateTimeOffset?), default(string));
        try
        {
            switch (kind)
            {
                case FaultKind.KillAtPoint:
                    struck = await _silos.OrderAsync(silo, number, point, "Kill", nth, AfterMs(point, dice), PointPatience, cancellationToken);
                    break;
                case FaultKind.KillInMend:
                    struck = await _silos.OrderAsync(silo, number, point, "Kill", 1 + (nth % 2), AfterMs(point, dice), PointPatience, cancellationToken);
                    break;
                case FaultKind.Kill:
                    struck = Signal(silo, ProcessSignal.Kill);
                    break;
                case FaultKind.KillAll:
                    struck = clock.GetUtcNow();
                    target = "all silos";
                    owner = null;
                    foreach (var any in cluster.Silos)
                    {
                        any.Process.Signal(ProcessSignal.Kill);
                    }

                    break;
                case FaultKind.Terminate when dice < 500:
                    struck = await _silos.OrderAsync(silo, number, point, "Terminate", nth, 0, PointPatience, cancellationToken);
                    break;
                case FaultKind.Terminate:
                    struck = Signal(silo, ProcessSignal.Terminate);
                    break;
                case FaultKind.FreezeAtPoint:
                    (struck, woken, detail) = await FreezeAsync(silo, number, point, nth, dice, cancellationToken);
                    break;
                case FaultKind.Hiccup:
                    struck = Signal(silo, ProcessSignal.Stop);
                    await Task.Delay(TimeSpan.FromMilliseconds(500 + dice), clock, cancellationToken);
                    silo.Process.Signal(ProcessSignal.Continue);
                    break;
                case FaultKind.KillGateway:
                    (target, owner, struck) = (gateway.Name, null, Signal(gateway, ProcessSignal.Kill));
                    break;
                case FaultKind.RestartDatabase:
                    (target, owner, struck) = ("postgres", null, clock.GetUtcNow());
                    await cluster.Server.StopAsync(immediate: true, cancellationToken);
                    await Task.Delay(TimeSpan.FromMilliseconds(2 * dice), clock, cancellationToken);
                    await cluster.Server.StartAsync(cancellationToken);
                    break;
                case FaultKind.KillBackends:
                    (target, owner, struck) = ("postgres", null, clock.GetUtcNow());
                    detail = $"{await KillBackendsAsync(1 + (dice % 8), cancellationToken)} connections";
                    break;
                case FaultKind.LoseAnswer:
                    (point, struck) = ("CommitSent", await _silos.OrderAsync(silo, number, "CommitSent", "Throw", nth, 0, PointPatience, cancellationToken));
                    break;
                case FaultKind.LoseCommit:
                    (point, struck) = ("BeforeCommit", await _silos.OrderAsync(silo, number, "BeforeCommit", "Throw", nth, 0, PointPatience, cancellationToken));
                    break;
                default:
                    throw new InvalidOperationException($"Nobody knows how to do {kind}.");
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            detail = $"{exception.GetType().Name}: {exception.Message.Split('\n')[0]}";
        }

        var hasPoint = kind is FaultKind.KillAtPoint or FaultKind.KillInMend or FaultKind.FreezeAtPoint or FaultKind.LoseAnswer or FaultKind.LoseCommit
            || (kind is FaultKind.Terminate && dice < 500);
        evidence.Faults.Write(new FaultLine(
            number, kind.ToString(), target, owner, hasPoint ? point : null, began, struck, woken, clock.GetUtcNow(), detail));
    }

    private DateTimeOffset Signal(Member member, ProcessSignal signal)
    {
        var now = clock.GetUtcNow();
        member.Process.Signal(signal);
        return now;
    }

    /// <summary>A request needs a moment to be on its way.</summary>
    private static int AfterMs(string point, int dice) => point is "RequestSent" or "MendRequestSent" ? 5 + (dice % 100) : 0;

    /// <summary>Frozen until it is voted out, then woken: it must find out, write nothing, and end.</summary>
    private async Task<(DateTimeOffset? Struck, DateTimeOffset? Woken, string? Detail)> FreezeAsync(
        Member silo, int number, string point, int nth, int dice, CancellationToken cancellationToken)
    {
        var (owner, process) = (silo.Owner, silo.Process.Id);
        var struck = options.Profile is Profile.Zombies
            ? await FreezeFullAsync(silo, number, cancellationToken)
            : await _silos.OrderAsync(silo, number, point, "Stop", nth, AfterMs(point, dice), PointPatience, cancellationToken);
        if (struck is null && silo.IsUp && silo.Owner == owner)
        {
            struck = Signal(silo, ProcessSignal.Stop);
        }

        if (struck is not { } since || owner is null)
        {
            return (struck, null, "not frozen");
        }

        var evicted = await IsVotedOutAsync(owner, cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(2 * dice), clock, cancellationToken); // meanwhile others go on with its runs
        silo.Process.Signal(ProcessSignal.Continue);
        var woken = clock.GetUtcNow();
        var ended = await WaitForAsync(
            () => Task.FromResult(silo.Process.HasExited || silo.Process.Id != process), EvictionPatience, cancellationToken);
        if (!ended)
        {
            silo.Process.Signal(ProcessSignal.Kill);
        }

        return (since, evicted ? woken : null, FormattableString.Invariant(
            $"{(evicted ? "voted out" : "not voted out")}, woken after {(woken - since).TotalSeconds:0.0} s, ")
            + (ended ? FormattableString.Invariant($"ended {(clock.GetUtcNow() - woken).TotalSeconds:0.0} s later") : "did not end"));
    }

    /// <summary>Holds a commit up for a while, so that many others wait behind it, and freezes the silo meanwhile: it wakes with all of
    /// them on its lips.</summary>
    private async Task<DateTimeOffset?> FreezeFullAsync(Member silo, int number, CancellationToken cancellationToken)
    {
        if (await _silos.OrderAsync(silo, number, "BeforeCommit", "Delay", 1, 0, PointPatience, cancellationToken) is null)
        {
            return null;
        }

        await Task.Delay(_filling, clock, cancellationToken);
        return Signal(silo, ProcessSignal.Stop);
    }

    private Task<bool> IsVotedOutAsync(string owner, CancellationToken cancellationToken)
    {
        var (port, generation) = SiloFaults.AddressOf(owner);
        return WaitForAsync(
            async () =>
            {
                try
                {
                    await using var command = cluster.Data.CreateCommand(
                        "select count(*) from orleans_members where port = $1 and generation = $2 and status = 6");
                    command.Parameters.AddWithValue(port);
                    command.Parameters.AddWithValue(generation);
                    return await command.ExecuteScalarAsync(cancellationToken) is > 0L;
                }
                catch (NpgsqlException)
                {
                    return false; // a connection from before a restart of the server
                }
            },
            EvictionPatience,
            cancellationToken);
    }

    private async Task<long> KillBackendsAsync(int count, CancellationToken cancellationToken)
    {
        await using var command = cluster.Data.CreateCommand(
            """
            select count(pg_terminate_backend(pid))
              from (select pid from pg_stat_activity where application_name like 'aidev%' order by random() limit $1) as victims
            """);
        command.Parameters.AddWithValue(count);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<bool> WaitForAsync(Func<Task<bool>> condition, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), clock);
        var since = clock.GetTimestamp();
        while (clock.GetElapsedTime(since) < patience)
        {
            if (await condition())
            {
                return true;
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return false;
    }
}
