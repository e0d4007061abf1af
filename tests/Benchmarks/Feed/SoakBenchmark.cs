using System.Net.WebSockets;

namespace AiDevFramework.Benchmarks.Feed;

/// <summary>
/// Clients that lose their connections all the time and come back with the last event they have: some break off by
/// themselves after any event, and in every round the gateway is killed while the workflows run. Nothing may be missing or
/// come twice; each client counts for itself.
/// </summary>
internal sealed class SoakBenchmark(SoakOptions options, TextWriter output)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5); // for a round

    private int _dropped;
    private int _cutOff;

    /// <exception cref="InvalidOperationException">Events were missing or came twice.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var service = await FeedService.StartGatewayAsync(options.StepMs, lean: false, cancellationToken);
        var (deliveries, gaps, repeats, faulty) = (0L, 0L, 0L, 0);
        for (var round = 1; deliveries < options.Deliveries || _dropped + _cutOff < options.Reconnects; round++)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(_patience);
            using var load = await FeedLoad.CreateAsync(service, options.Projects, options.Sockets, deadline.Token);
            await RunRoundAsync(service, load, deadline.Token);
            deliveries += load.Clients.Sum(client => client.LatenciesMs.Count);
            gaps += load.Clients.Sum(client => client.Gaps);
            repeats += load.Clients.Sum(client => client.Repeats);
            faulty += load.Clients.Count(client => client.Gaps + client.Repeats > 0);
            await output.WriteLineAsync($"round {round}: {deliveries} deliveries, {_dropped} reconnects of clients, {_cutOff} after kills, "
                + $"{gaps} gaps, {repeats} repeats");
        }

        await output.WriteLineAsync(
            $"{deliveries} events delivered over {_dropped + _cutOff} forced reconnects: {gaps} gaps, {repeats} repeats, {faulty} clients with either");
        if (faulty > 0)
        {
            throw new InvalidOperationException("Events were lost or came twice.");
        }
    }

    private async Task RunRoundAsync(FeedService service, FeedLoad load, CancellationToken cancellationToken)
    {
        await load.ConnectAsync(cancellationToken);
        var left = load.Clients.Count * FeedLoad.EventsPerWorkflow / 2;
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var following = load.Clients.Select(client => Task.Run(() => FollowAsync(service, client, Received, cancellationToken), cancellationToken)).ToList();
        var starting = load.StartWorkflowsAsync(options.EventsPerSecond, service.InsistOnStartAsync, cancellationToken);

        await half.Task.WaitAsync(cancellationToken);
        await service.KillAsync(cancellationToken);
        await service.StartAgainAsync(cancellationToken);
        await starting;
        await Task.WhenAll(following);

        void Received()
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                half.SetResult();
            }
        }
    }

    /// <summary>Reads until the run ends, whatever happens to the connection.</summary>
    private async Task FollowAsync(FeedService service, FeedClient client, Action received, CancellationToken cancellationToken)
    {
        // Twice as many as are wanted: each event of the run is as good a place as any other.
        var drops = Math.Min(0.5, 2.0 * options.Reconnects / options.Deliveries);
        while (!client.Ended)
        {
            try
            {
                await client.ReadNextAsync(cancellationToken);
                received();
                if (!client.Ended && Random.Shared.NextDouble() < drops)
                {
                    client.Break();
                    Interlocked.Increment(ref _dropped);
                    await client.ComeBackAsync(service.Up.Task, cancellationToken);
                }
            }
            catch (WebSocketException)
            {
                Interlocked.Increment(ref _cutOff);
                await client.ComeBackAsync(service.Up.Task, cancellationToken);
            }
        }
    }
}
