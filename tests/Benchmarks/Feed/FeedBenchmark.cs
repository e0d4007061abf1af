using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using AiDevFramework.Benchmarks.Measuring;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Benchmarks.Feed;

/// <summary>
/// Many WebSockets on one gateway, a process of its own with its silo and its SQLite file: memory of an idle socket, the time
/// from an event to its clients while workflows run, and how long all take to resume after the process was killed.
/// </summary>
internal sealed class FeedBenchmark(FeedOptions options, TextWriter output)
{
    /// <summary>Connections that are being made at a time.</summary>
    private const int ConnectingAtOnce = 256;

    private const int EventsPerWorkflow = 11; // five phases, the end, with the offline planner

    /// <summary>Events that each client lacks when it comes back after the kill.</summary>
    private const int Lacking = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        await using var service = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions
            {
                Environment = new Dictionary<string, string?>
                {
                    ["OFFLINE_PLANNER_DELAY_MS"] = options.StepMs.ToString(CultureInfo.InvariantCulture),
                    ["LLM_MAX_CONCURRENCY"] = "10000",
                    ["PROGRESS_MAX_CONNECTIONS_PER_TOKEN"] = "1000000",
                    ["PROGRESS_MAX_CONNECTIONS_PER_ADDRESS"] = "1000000",
                },
            },
            deadline.Token);
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
        using var api = new HttpClient { BaseAddress = service.Address };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AppProcess.AdminToken);
        var projects = await CreateProjectsAsync(api, deadline.Token);
        var clients = Enumerable.Range(0, options.Sockets)
            .Select(number => new FeedClient(service.Address, $"Bearer {AppProcess.AdminToken}", projects[number % projects.Count], http))
            .ToList();
        try
        {
            await ConnectAsync(service, clients, deadline.Token);
            await RunWorkflowsAsync(service, api, projects, clients, deadline.Token);
            await ReconnectAsync(service, clients, deadline.Token);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private async Task<IReadOnlyList<Guid>> CreateProjectsAsync(HttpClient api, CancellationToken cancellationToken)
    {
        var projects = new Guid[options.Projects];
        await Parallel.ForAsync(0, projects.Length, cancellationToken, async (number, cancellation) =>
        {
            using var body = new StringContent(
                """{"idea":"A task board for small teams with comments and reminders","user_id":"550e8400-e29b-41d4-a716-446655440000"}""",
                MediaTypeHeaderValue.Parse("application/json"));
            using var answer = await api.PostAsync("/api/v1/projects", body, cancellation);
            answer.EnsureSuccessStatusCode();
            using var project = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            projects[number] = project.RootElement.GetProperty("project_id").GetGuid();
        });
        return projects;
    }

    private async Task ConnectAsync(AppProcess service, List<FeedClient> clients, CancellationToken cancellationToken)
    {
        var before = MemoryOf(service.Id);
        var started = Stopwatch.GetTimestamp();
        await ConnectAllAsync(clients, cancellationToken);
        var took = Stopwatch.GetElapsedTime(started);
        await WriteAsync($"{clients.Count} sockets over {options.Projects} projects connected in {took.TotalSeconds:0.0} s; "
            + $"{(MemoryOf(service.Id) - before) / 1024.0 / clients.Count:0.0} KiB of resident memory each");
    }

    private async Task RunWorkflowsAsync(
        AppProcess service, HttpClient api, IReadOnlyList<Guid> projects, List<FeedClient> clients, CancellationToken cancellationToken)
    {
        var reading = Task.WhenAll(clients.Select(client => Task.Run(() => client.ReadAsync(long.MaxValue, cancellationToken), cancellationToken)));
        var processor = ProcessorTime.Of(service.Id);
        var started = Stopwatch.GetTimestamp();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds((double)EventsPerWorkflow / options.EventsPerSecond));
        var starts = new List<Task>();
        foreach (var project in projects)
        {
            starts.Add(StartAsync(api, project, cancellationToken));
            await pace.WaitForNextTickAsync(cancellationToken);
        }

        await Task.WhenAll(starts);
        await reading;
        var took = Stopwatch.GetElapsedTime(started);
        var latencies = clients.SelectMany(client => client.LatenciesMs).Order().ToList();
        await WriteAsync($"{latencies.Count} events delivered in {took.TotalSeconds:0.0} s, {latencies.Count / took.TotalSeconds:0} a second; "
            + $"from event to client p50 {Spread.Percentile(latencies, 0.5):0} ms, p99 {Spread.Percentile(latencies, 0.99):0} ms, "
            + $"max {latencies[^1]:0} ms; {clients.Sum(client => client.Faults)} gaps and repeats; "
            + $"{(ProcessorTime.Of(service.Id) - processor) / took:0.00} cores used by the service");
    }

    private async Task ReconnectAsync(AppProcess service, List<FeedClient> clients, CancellationToken cancellationToken)
    {
        var ends = clients.ConvertAll(client => client.LastSeq);
        await service.KillAsync(cancellationToken);
        clients.ForEach(client => client.Forget(Lacking));
        await service.StartAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await ConnectAllAsync(clients, cancellationToken);
        await Task.WhenAll(clients.Select((client, number) => client.ReadAsync(ends[number], cancellationToken)));
        await WriteAsync($"{clients.Count} clients resumed in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s after a kill, "
            + $"{Lacking} events each; {clients.Sum(client => client.Faults)} gaps and repeats");
    }

    private static async Task StartAsync(HttpClient api, Guid project, CancellationToken cancellationToken)
    {
        using var answer = await api.PostAsync($"/api/v1/projects/{project}/start-workflow", content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static Task ConnectAllAsync(List<FeedClient> clients, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        clients,
        new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce, CancellationToken = cancellationToken },
        async (client, cancellation) => await client.ConnectAsync(cancellation));

    /// <returns>Bytes that are in memory now.</returns>
    private static double MemoryOf(int process) =>
        1024.0 * long.Parse(
            File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);

    private Task WriteAsync(string line) => output.WriteLineAsync(line); // the process's culture is invariant
}
