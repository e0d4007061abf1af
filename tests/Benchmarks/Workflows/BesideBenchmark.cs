using System.Globalization;
using AiDevFramework.Benchmarks.Measuring;
using AiDevFramework.TestSupport;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Benchmarks.Workflows;

/// <summary>
/// This build beside another one, in turn and in one run, so that what the machine does meanwhile strikes both alike. The other build
/// runs twice: what comes out between its two processes is the noise.
/// </summary>
internal sealed class BesideBenchmark(BesideOptions options, TextWriter output)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(
            $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {options.Pairs} rounds of {options.Duration.TotalSeconds:0.#} s, beside {options.Base}");
        if (options.Sqlite)
        {
            await CompareAsync("SQLite, synchronous=FULL", server: null, cancellationToken);
        }

        if (options.Postgres)
        {
            await using var server = await PostgresServer.StartAsync(new PostgresOptions { Durable = true, Private = true }, cancellationToken);
            await CompareAsync("PostgreSQL, fsync and synchronous_commit on", server, cancellationToken);
        }
    }

    /// <param name="round">Counts from 0.</param>
    /// <returns>Places of services in the order in which they are measured: each comes first, in the middle and last equally often.</returns>
    internal static IEnumerable<int> OrderOf(int round, int services) => Enumerable.Range(0, services).Select(place => (place + round) % services);

    private async Task CompareAsync(string title, PostgresServer? server, CancellationToken cancellationToken)
    {
        var port = FreePort.Next();
        await using var fake = await AppProcess.StartAsync(
            AppHost.FakeOpenRouter,
            new AppOptions { Arguments = ["--port", $"{port}", "--no-log-bodies", "--no-hashes"], Port = port },
            cancellationToken);
        var other = options.Base == Repository.Root ? AppHost.Gateway : AppHost.Gateway with { Root = options.Base, Configuration = "Release" };
        await using var before = await MeasuredService.StartAsync("before", other, fake.Address, server, cancellationToken);
        await using var again = await MeasuredService.StartAsync("before, again", other, fake.Address, server, cancellationToken);
        await using var now = await MeasuredService.StartAsync("now", AppHost.Gateway, fake.Address, server, cancellationToken);
        MeasuredService[] services = [before, again, now];
        foreach (var service in services)
        {
            await WarmUp.RunAsync(service.Load, MeasuredService.Key, options.InFlight.Max(), options.Duration, cancellationToken);
        }

        if (server is not null)
        {
            await server.CheckpointAsync(cancellationToken);
        }

        await output.WriteLineAsync($"\n{title}\nin flight  {"",-14} workflows/s          ratio to before           CPU ms per workflow: ratio");
        foreach (var inFlight in options.InFlight)
        {
            var measured = services.ToDictionary(service => service, _ => new List<Measurement>());
            for (var round = 0; round < options.Pairs; round++)
            {
                foreach (var place in OrderOf(round, services.Length))
                {
                    measured[services[place]].Add(await services[place].Load.MeasureAsync(inFlight, options.Duration, cancellationToken));
                }
            }

            foreach (var service in services)
            {
                await output.WriteLineAsync(Row(inFlight, service, measured[service], measured[before]));
            }
        }
    }

    private static string Row(int inFlight, MeasuredService service, List<Measurement> own, List<Measurement> before)
    {
        var rate = Ratio.Of([.. own.Zip(before, (one, other) => one.PerSecond / other.PerSecond)]);
        var cost = Ratio.Of([.. own.Zip(before, (one, other) => one.CpuMs[MeasuredService.Key] / other.CpuMs[MeasuredService.Key])]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{inFlight,-10} {service.Name,-14} {Spread.Of(own.Select(one => one.PerSecond)).Text("0"),-20} {rate,-30} "
            + $"{Spread.Of(own.Select(one => one.CpuMs[MeasuredService.Key])).Median:0.00}: {cost}");
    }
}
