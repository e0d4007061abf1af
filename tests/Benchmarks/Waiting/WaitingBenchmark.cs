using System.Diagnostics;
using System.Globalization;
using AiDevFramework.Benchmarks.Measuring;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Postgres;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Benchmarks.Waiting;

/// <summary>
/// What it takes to wait: runs that are started, and whose first model call does not answer. Measured are the service's memory for
/// each and its processor time while nothing happens, before them and with them.
/// </summary>
/// <param name="runs">How many wait at a time.</param>
/// <param name="calls">How many of them have a call under way, the others wait for a place: 1 to 10000, each is a connection.</param>
internal sealed class WaitingBenchmark(int runs, int calls, TextWriter output)
{
    private const int Clients = 64;

    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Durable = true, Private = true }, cancellationToken);
        var port = FreePort.Next();
        await using var fake = await AppProcess.StartAsync(
            AppHost.FakeOpenRouter,
            new AppOptions { Arguments = ["--port", $"{port}", "--no-log-bodies", "--no-hashes", "--latency-ms", "3600000"], Port = port },
            cancellationToken);
        await using var service = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions
            {
                Environment = new Dictionary<string, string?>
                {
                    ["OPENROUTER_BASE_URL"] = fake.Address.ToString(),
                    ["LLM_MAX_CONCURRENCY"] = calls.ToString(CultureInfo.InvariantCulture),
                    ["LLM_TIMEOUT_SECONDS"] = "900",
                    ["LOG_LEVEL"] = "WARNING",
                    ["DATABASE_URL"] = PostgresServer.UrlOf(await server.CreateDatabaseAsync(cancellationToken)),
                },
            },
            cancellationToken);
        using var api = new ApiClient(service.Address, AppProcess.AdminToken);
        await StartRunsAsync(api, 200, cancellationToken); // all code is loaded by then

        var (before, idleBefore) = await RestAsync(service, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await StartRunsAsync(api, runs, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var (after, idleAfter) = await RestAsync(service, cancellationToken);

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
            {Environment.ProcessorCount} cores, .NET {Environment.Version}, PostgreSQL: {runs} runs that wait, {Math.Min(runs, calls)} of them with a call under way
            created and started     {runs / elapsed.TotalSeconds:0} a second
            resident memory         {before / 1024.0:0} MiB before, {after / 1024.0:0} MiB with them: {(after - before) / (double)runs:0.0} KiB for each
            processor while idle    {idleBefore:0.0} % of a core before, {idleAfter:0.0} % with them
            """));
    }

    private static async Task StartRunsAsync(ApiClient api, int count, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = cancellationToken },
            async (_, token) =>
            {
                var project = await api.CreateProjectAsync("A task board for small teams with comments, files and due dates", token);
                await api.StartWorkflowAsync(project, token);
            });

    /// <returns>Resident KiB, and percent of a core used, both over a while in which nobody asks for anything.</returns>
    private static async Task<(long Kib, double Percent)> RestAsync(AppProcess service, CancellationToken cancellationToken)
    {
        await Task.Delay(_idle, cancellationToken); // what the last requests left behind is cleared up
        var used = ProcessorTime.Of(service.Id);
        await Task.Delay(_idle, cancellationToken);
        var percent = (ProcessorTime.Of(service.Id) - used) / _idle * 100;
        var line = (await File.ReadAllLinesAsync($"/proc/{service.Id}/status", cancellationToken)).First(text => text.StartsWith("VmRSS", StringComparison.Ordinal));
        return (long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture), percent);
    }
}
