using AiDevFramework.Benchmarks.Measuring;

namespace AiDevFramework.Benchmarks.Feed;

/// <summary>
/// Many WebSockets on one gateway, a process of its own with its silo and its SQLite file: memory of an idle socket, the time
/// from an event to its clients while workflows run, the same beside clients that never read, and how long all take to resume
/// after the process was killed. Each run measures a bare relay with the same clients as well.
/// </summary>
internal sealed class FeedBenchmark(FeedOptions options, TextWriter output)
{
    /// <summary>Events that each client lacks when it comes back after the kill.</summary>
    private const int Lacking = 5;

    /// <summary>Small loads that a new process gets first: all of its code is loaded and compiled by then.</summary>
    private const int WarmUps = 3;

    /// <summary>What part of a load a small one is.</summary>
    private const int WarmUpPart = 10;

    /// <summary>The same where memory is measured.</summary>
    private const int LeanWarmUpPart = 200;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5); // for a run

    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(3);

    /// <summary>Projects that clients follow which never read: each of these has as many of them as of others, or more.</summary>
    private int ProjectsOfSilent => Math.Min(options.Projects, Math.Max(1, options.Silent / 10));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (relays, gateways) = (new List<RelayRun>(), new List<GatewayRun>());
        for (var run = 0; run < options.Runs; run++)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(_patience);
            relays.Add(await MeasureRelayAsync(deadline.Token));
            gateways.Add(await MeasureGatewayAsync(silentFirst: run % 2 == 1, deadline.Token));
        }

        await ReportAsync(relays, gateways);
    }

    private async Task<RelayRun> MeasureRelayAsync(CancellationToken cancellationToken)
    {
        var kib = await MeasureSocketAsync(await FeedService.StartBareRelayAsync(options.StepMs, lean: true, cancellationToken), cancellationToken);
        await using var relay = await FeedService.StartBareRelayAsync(options.StepMs, lean: false, cancellationToken);
        await WarmUpAsync(relay, cancellationToken);
        using var load = await FeedLoad.CreateAsync(relay, options.Projects, options.Sockets, cancellationToken);
        var connecting = await load.ConnectAsync(cancellationToken);
        return new RelayRun(connecting.TotalSeconds, kib, await load.RunAsync(options.EventsPerSecond, cancellationToken));
    }

    /// <summary>Two loads, with and without clients that never read; a kill between them.</summary>
    private async Task<GatewayRun> MeasureGatewayAsync(bool silentFirst, CancellationToken cancellationToken)
    {
        var kib = await MeasureSocketAsync(await FeedService.StartGatewayAsync(options.StepMs, lean: true, cancellationToken), cancellationToken);
        await using var gateway = await FeedService.StartGatewayAsync(options.StepMs, lean: false, cancellationToken);
        await WarmUpAsync(gateway, cancellationToken);
        using var load = await FeedLoad.CreateAsync(gateway, options.Projects, options.Sockets, cancellationToken, ProjectsOfSilent);
        var connecting = (await load.ConnectAsync(cancellationToken)).TotalSeconds;
        var (first, cutOff) = await RunAsync(gateway, load, silentFirst, cancellationToken);

        await gateway.KillAsync(cancellationToken);
        foreach (var client in load.Clients)
        {
            client.Forget(Lacking);
        }

        await gateway.StartAgainAsync(cancellationToken);
        var resuming = await load.ResumeAsync(Lacking, cancellationToken);
        load.Dispose();

        await WarmUpAsync(gateway, cancellationToken); // it is a new process
        using var other = await FeedLoad.CreateAsync(gateway, options.Projects, options.Sockets, cancellationToken, ProjectsOfSilent);
        await other.ConnectAsync(cancellationToken);
        var (second, alsoCutOff) = await RunAsync(gateway, other, !silentFirst, cancellationToken);
        return new GatewayRun(
            connecting, kib, silentFirst ? second : first, silentFirst ? first : second, cutOff + alsoCutOff, resuming, load.Clients.Sum(client => client.Refusals),
            load.Clients.Concat(other.Clients).Sum(client => client.Gaps), load.Clients.Concat(other.Clients).Sum(client => client.Repeats));
    }

    private async Task<(FeedFigures Figures, int CutOff)> RunAsync(
        FeedService gateway, FeedLoad load, bool withSilent, CancellationToken cancellationToken)
    {
        if (!withSilent)
        {
            return (await load.RunAsync(options.EventsPerSecond, cancellationToken), 0);
        }

        await using var silent = await SilentClients.StartAsync(
            gateway.Address, load.Told, options.Silent, cancellationToken);
        await Task.Delay(_settling, cancellationToken); // until they are full
        return (await load.RunAsync(options.EventsPerSecond, cancellationToken), silent.CutOff);
    }

    private async Task WarmUpAsync(FeedService service, CancellationToken cancellationToken, int part = WarmUpPart)
    {
        for (var time = 0; time < WarmUps; time++)
        {
            using var load = await FeedLoad.CreateAsync(
                service, Math.Max(1, options.Projects / part), Math.Max(1, options.Sockets / part), cancellationToken);
            await load.ConnectAsync(cancellationToken);
            await load.RunAsync(options.EventsPerSecond, cancellationToken);
        }
    }

    /// <summary>In a process of its own that keeps little garbage: memory that the warm-up has left would be taken by sockets unseen.</summary>
    /// <returns>KiB of the process for each socket.</returns>
    private async Task<double> MeasureSocketAsync(FeedService service, CancellationToken cancellationToken)
    {
        await using var lean = service;
        await WarmUpAsync(lean, cancellationToken, LeanWarmUpPart);
        using var load = await FeedLoad.CreateAsync(lean, options.Projects, options.Sockets, cancellationToken);
        var before = lean.ResidentBytes();
        await load.ConnectAsync(cancellationToken);
        await Task.Delay(_settling, cancellationToken); // idle sockets, not those that have just come
        return (lean.ResidentBytes() - before) / 1024 / load.Clients.Count;
    }

    private Task ReportAsync(List<RelayRun> relays, List<GatewayRun> gateways)
    {
        var alone = gateways.ConvertAll(run => run.Alone);
        var silent = gateways.ConvertAll(run => run.Silent);
        var bare = relays.ConvertAll(run => run.Figures);
        return output.WriteLineAsync($"""
            {Environment.ProcessorCount} cores, .NET {Environment.Version}, {options.Runs} runs: median (min-max)
            {options.Sockets} sockets over {options.Projects} projects, {options.EventsPerSecond} events/s for {options.Projects * FeedLoad.EventsPerWorkflow / options.EventsPerSecond} s
                                          bare relay             gateway                + {options.Silent} that never read
            connecting, s                 {Cell(relays, run => run.Connecting, "0.0")} {Cell(gateways, run => run.Connecting, "0.0")}
            KiB of an idle socket         {Cell(relays, run => run.Kib, "0.0")} {Cell(gateways, run => run.Kib, "0.0")}
            deliveries/s                  {Cell(bare, run => run.Deliveries, "0")} {Cell(alone, run => run.Deliveries, "0")} {Cell(silent, run => run.Deliveries, "0")}
            ms from event to client, p50  {Cell(bare, run => run.MedianMs, "0")} {Cell(alone, run => run.MedianMs, "0")} {Cell(silent, run => run.MedianMs, "0")}
                                     p99  {Cell(bare, run => run.Percentile99Ms, "0")} {Cell(alone, run => run.Percentile99Ms, "0")} {Cell(silent, run => run.Percentile99Ms, "0")}
            p99 with / without silent                                                   {Cell(gateways, run => run.Silent.Percentile99Ms / run.Alone.Percentile99Ms, "0.00")}
            cores used                    {Cell(bare, run => run.Cores, "0.00")} {Cell(alone, run => run.Cores, "0.00")} {Cell(silent, run => run.Cores, "0.00")}
            others' share of the machine  {Cell(bare, run => run.Others, "0%")} {Cell(alone, run => run.Others, "0%")} {Cell(silent, run => run.Others, "0%")}
            s until all have resumed after a kill, {Lacking} events each: {Spread.Of(gateways.Select(run => run.Resuming.TotalSeconds)).Text("0.0")} ({gateways.Sum(run => run.Refusals)} were refused first)
            clients that never read were cut off {gateways.Sum(run => run.CutOff)} times
            {gateways.Sum(run => run.Gaps)} gaps, {gateways.Sum(run => run.Repeats)} repeats
            """);
    }

    private static string Cell<T>(IEnumerable<T> runs, Func<T, double> figure, string format) =>
        Spread.Of(runs.Select(figure)).Text(format).PadRight(22);

    private sealed record RelayRun(double Connecting, double Kib, FeedFigures Figures);

    private sealed record GatewayRun(
        double Connecting, double Kib, FeedFigures Alone, FeedFigures Silent, int CutOff, TimeSpan Resuming, int Refusals, long Gaps, int Repeats);
}
