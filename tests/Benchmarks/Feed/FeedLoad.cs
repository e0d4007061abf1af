using System.Diagnostics;
using System.Net.WebSockets;
using AiDevFramework.Benchmarks.Measuring;

namespace AiDevFramework.Benchmarks.Feed;

/// <summary>Projects of a service, each with its clients; each project can be run once.</summary>
internal sealed class FeedLoad : IDisposable
{
    /// <summary>Events of a workflow: five phases, and the end.</summary>
    public const int EventsPerWorkflow = 11;

    /// <summary>Events that some of the projects have from the beginning: more bytes than sockets and servers take off a client's hands.</summary>
    public const int History = 50;

    /// <summary>The first projects of a load, one part of so many, run before it is measured: what belongs to a connection is moved about by
    /// the collector until it is old, and thousands of them are new.</summary>
    private const int WarmPart = 2;

    /// <summary>Connections that are being made at a time, where it is not said that all of them are.</summary>
    private const int ConnectingAtOnce = 256;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
    private readonly FeedService _service;

    private FeedLoad(FeedService service, IReadOnlyList<Guid> projects, IReadOnlyList<Guid> told, int sockets)
    {
        (_service, Projects, Told) = (service, projects, told);
        Clients = [.. Enumerable.Range(0, sockets).Select(number => projects[number % projects.Count]).Select(project => new FeedClient(
            service.Address, FeedService.Authorization, project, told.Contains(project) ? History : 0, _http))];
    }

    /// <summary>In the order in which they run.</summary>
    public IReadOnlyList<Guid> Projects { get; }

    /// <summary>Those of the projects that have a <see cref="History"/>.</summary>
    public IReadOnlyList<Guid> Told { get; }

    public IReadOnlyList<FeedClient> Clients { get; }

    /// <param name="told">How many of the projects have a <see cref="History"/>, which none of the clients asks for.</param>
    public static async Task<FeedLoad> CreateAsync(
        FeedService service, int projects, int sockets, CancellationToken cancellationToken, int told = 0)
    {
        var withHistory = told > 0 ? await service.WriteProjectsAsync(told, History, cancellationToken) : [];
        var without = await service.CreateProjectsAsync(projects - told, cancellationToken);
        var half = without.Count / 2;
        return new FeedLoad(service, [.. without.Take(half), .. withHistory, .. without.Skip(half)], withHistory, sockets);
    }

    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> ConnectAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Clients,
            new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce, CancellationToken = cancellationToken },
            async (client, cancellation) => await client.ConnectAsync(cancellation));
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Runs every project, so that together they commit so many events a second, until every client has the last event.</summary>
    public async Task<FeedFigures> RunAsync(int eventsPerSecond, CancellationToken cancellationToken)
    {
        var measured = Projects.Skip(Projects.Count / WarmPart).ToHashSet();
        var reading = Clients.Select(client => Task.Run(() => client.ReadAsync(long.MaxValue, cancellationToken), cancellationToken)).ToList();
        var (processor, machine, driver) = (ProcessorTime.Of(_service.Id), ProcessorTime.OfMachine(), ProcessorTime.Of(Environment.ProcessId));
        var started = Stopwatch.GetTimestamp();
        await StartWorkflowsAsync(eventsPerSecond, _service.StartWorkflowAsync, cancellationToken);
        await Task.WhenAll(reading);

        var took = Stopwatch.GetElapsedTime(started);
        var used = ProcessorTime.Of(_service.Id) - processor;
        var others = ProcessorTime.OfMachine() - machine - used - (ProcessorTime.Of(Environment.ProcessId) - driver);
        var latencies = Clients.Where(client => measured.Contains(client.Project)).SelectMany(client => client.LatenciesMs).Order().ToList();
        return new FeedFigures(
            Clients.Sum(client => client.LatenciesMs.Count) / took.TotalSeconds, Spread.Percentile(latencies, 0.5), Spread.Percentile(latencies, 0.99), used / took,
            Math.Max(0, others / (took * Environment.ProcessorCount)));
    }

    /// <summary>Starts every project at the pace that makes so many events.</summary>
    public async Task StartWorkflowsAsync(
        int eventsPerSecond, Func<Guid, CancellationToken, Task> startAsync, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds((double)EventsPerWorkflow / eventsPerSecond));
        var starts = new List<Task>();
        foreach (var project in Projects)
        {
            starts.Add(startAsync(project, cancellationToken));
            await pace.WaitForNextTickAsync(cancellationToken);
        }

        await Task.WhenAll(starts);
    }

    /// <summary>All clients come back at the same moment, each after the event it remembers, and read what they lack.</summary>
    /// <param name="lacking">Events that each of them has forgotten.</param>
    /// <returns>How long it took until the last one had everything.</returns>
    public async Task<TimeSpan> ResumeAsync(int lacking, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Clients.Select(client => Task.Run(
            async () =>
            {
                var last = client.LastSeq + lacking;
                await client.ComeBackAsync(_service.Up.Task, cancellationToken);
                while (client.LastSeq < last)
                {
                    try
                    {
                        await client.ReadAsync(last, cancellationToken);
                    }
                    catch (WebSocketException)
                    {
                        await client.ComeBackAsync(_service.Up.Task, cancellationToken);
                    }
                }
            },
            cancellationToken)));
        return Stopwatch.GetElapsedTime(started);
    }

    public void Dispose()
    {
        foreach (var client in Clients)
        {
            client.Dispose();
        }

        _http.Dispose();
    }
}

/// <param name="Deliveries">A second.</param>
/// <param name="MedianMs">From the event's own time to a client.</param>
/// <param name="Cores">Used by the service.</param>
/// <param name="Others">Share of the machine that neither service nor driver used, 0 to 1.</param>
internal sealed record FeedFigures(double Deliveries, double MedianMs, double Percentile99Ms, double Cores, double Others);
