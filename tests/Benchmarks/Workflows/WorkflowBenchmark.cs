using System.Globalization;
using AiDevFramework.Benchmarks.Measuring;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Benchmarks.Workflows;

/// <summary>
/// Completed workflows per second through the public API of the real gateway with its silo, against the fake OpenRouter at zero
/// latency. Service, fake and (where it is used) PostgreSQL are processes of their own; this one is the driver.
/// </summary>
internal sealed class WorkflowBenchmark(WorkflowOptions options, TextWriter output)
{
    private const string Service = "service";
    private const string Fake = "fake";
    private const string Postgres = "postgres";
    private const string Driver = "driver";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(
            $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {options.Runs} runs of {options.Duration.TotalSeconds:0.#} s: median (min-max)");
        if (options.Sqlite)
        {
            await MeasureAsync("SQLite, synchronous=FULL", server: null, cancellationToken);
        }

        if (options.Postgres)
        {
            await using var server = await PostgresServer.StartAsync(new PostgresOptions { Durable = true, Private = true }, cancellationToken);
            await MeasureAsync("PostgreSQL, fsync and synchronous_commit on", server, cancellationToken);
        }
    }

    private async Task MeasureAsync(string title, PostgresServer? server, CancellationToken cancellationToken)
    {
        var fakePort = FreePort.Next();
        await using var fake = await AppProcess.StartAsync(
            AppHost.FakeOpenRouter,
            new AppOptions { Arguments = ["--port", $"{fakePort}", "--no-log-bodies", "--no-hashes"], Port = fakePort },
            cancellationToken);
        await using var service = await AppProcess.StartAsync(
            AppHost.Gateway, new AppOptions { Environment = await ServiceSettings.ForAsync(fake.Address, server, cancellationToken) }, cancellationToken);
        var folder = Directory.CreateTempSubdirectory("aidev-plain-");
        try
        {
            var settings = new Dictionary<string, string?>(await ServiceSettings.ForAsync(fake.Address, server, cancellationToken)) { ["DATA_DIR"] = folder.FullName };
            await using var plain = await PlainLoop.StartAsync(settings, cancellationToken);
            await MeasureAsync(title, service, fake, server, plain, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task MeasureAsync(
        string title, AppProcess service, AppProcess fake, PostgresServer? server, PlainLoop plain, CancellationToken cancellationToken)
    {
        using var api = new ServiceApi(service.Address, AppProcess.AdminToken, options.Feed);
        var processes = new Dictionary<string, Func<TimeSpan>>
        {
            [Service] = () => ProcessorTime.Of(service.Id),
            [Fake] = () => ProcessorTime.Of(fake.Id),
            [Driver] = () => ProcessorTime.Of(Environment.ProcessId),
        };
        if (server is { ProcessId: { } serverId })
        {
            processes[Postgres] = () => ProcessorTime.OfTree(serverId);
        }

        var workflows = new Load(api.RunWorkflowAsync, processes);
        var comparison = new Load(plain.RunWorkflowAsync, processes);
        var warmUp = await WarmUp.RunAsync(workflows, Service, options.InFlight.Max(), options.Duration, cancellationToken);
        await comparison.MeasureAsync(1, options.Duration * 2, cancellationToken);
        if (server is not null)
        {
            await server.CheckpointAsync(cancellationToken);
        }

        var plainRuns = new List<Measurement>();
        var runs = options.InFlight.ToDictionary(inFlight => inFlight, _ => new List<Measurement>());
        for (var run = 0; run < options.Runs; run++)
        {
            plainRuns.Add(await comparison.MeasureAsync(1, options.Duration, cancellationToken));
            foreach (var inFlight in options.InFlight)
            {
                runs[inFlight].Add(await workflows.MeasureAsync(inFlight, options.Duration, cancellationToken));
            }
        }

        await ReportAsync(title, warmUp, processes.Keys, plainRuns, runs);
    }

    private async Task ReportAsync(
        string title, TimeSpan warmUp, IEnumerable<string> processes, List<Measurement> plain, Dictionary<int, List<Measurement>> runs)
    {
        await output.WriteLineAsync($"""

            {title}, warm after {warmUp.TotalSeconds:0} s
            in flight   workflows/s           x plain   ms median, p99   CPU ms per workflow: {string.Join(", ", processes)}   others' share of the machine
            """);
        await output.WriteLineAsync(Row("plain loop", plain, plain, processes));
        foreach (var (inFlight, measured) in runs)
        {
            await output.WriteLineAsync(Row(inFlight.ToString(CultureInfo.InvariantCulture), measured, plain, processes));
        }

        var all = runs.Values.SelectMany(measured => measured).ToList();
        await output.WriteLineAsync(
            $"{all.Sum(one => one.Workflows)} workflows, {all.Sum(one => one.Events)} events each to its client: all there were, in order, once.");
    }

    private static string Row(string name, List<Measurement> measured, List<Measurement> plain, IEnumerable<string> processes)
    {
        var ratio = Spread.Of(measured.Zip(plain, (own, other) => own.PerSecond / other.PerSecond));
        var cpu = processes.Select(process =>
            Spread.Of(measured.Select(one => one.CpuMs[process])).Median.ToString("0.00", CultureInfo.InvariantCulture));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-11} {Spread.Of(measured.Select(one => one.PerSecond)).Text("0"),-21} {ratio.Median,-9:0.00} "
            + $"{Spread.Of(measured.Select(one => one.MedianMs)).Median,6:0.0}, {Spread.Of(measured.Select(one => one.Percentile99Ms)).Median,-7:0.0}  "
            + $"{string.Join(", ", cpu),-36}  {Spread.Of(measured.Select(one => one.Others)).Text("0%")}");
    }
}
