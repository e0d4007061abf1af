using System.Diagnostics;
using System.Net;
using AiDevFramework.Benchmarks.Measuring;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Benchmarks.ColdStart;

/// <summary>
/// From the start of the built program to its first good answer, with an empty data folder and with the one it left. For
/// comparison a bare web server: the fake OpenRouter, to any answer.
/// </summary>
internal sealed class ColdStartBenchmark(int runs, TextWriter output)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    private static readonly HttpClient _http = new();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (bare, empty, existing) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            bare.Add(await BareAsync(cancellationToken));
            var started = Stopwatch.GetTimestamp();
            await using var service = await AppProcess.LaunchAsync(AppHost.Gateway, new AppOptions { OwnCopy = false });
            var health = new Uri($"http://127.0.0.1:{service.Port}/health");
            empty.Add(await AnswerAsync(health, HttpStatusCode.OK, started, cancellationToken));
            await service.TerminateAsync(cancellationToken);

            started = Stopwatch.GetTimestamp();
            var starting = service.StartAsync(cancellationToken);
            existing.Add(await AnswerAsync(health, HttpStatusCode.OK, started, cancellationToken));
            await starting;
        }

        await output.WriteLineAsync($"""
            {Environment.ProcessorCount} cores, .NET {Environment.Version}, {runs} runs: median (min-max), x bare web server
            bare web server, first answer         {Spread.Of(bare).Text("0.00")} s
            empty data folder, first 200          {Spread.Of(empty).Text("0.00")} s, x{Ratio(empty, bare)}
            existing data folder, first 200       {Spread.Of(existing).Text("0.00")} s, x{Ratio(existing, bare)}
            """);
    }

    private static async Task<double> BareAsync(CancellationToken cancellationToken)
    {
        var port = FreePort.Next();
        var started = Stopwatch.GetTimestamp();
        await using var fake = await AppProcess.LaunchAsync(
            AppHost.FakeOpenRouter, new AppOptions { Arguments = ["--port", $"{port}"], Port = port, OwnCopy = false });
        return await AnswerAsync(new Uri($"http://127.0.0.1:{port}/nothing"), HttpStatusCode.NotFound, started, cancellationToken);
    }

    /// <returns>Seconds since <paramref name="started"/> when the status came.</returns>
    private static async Task<double> AnswerAsync(Uri address, HttpStatusCode wanted, long started, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PollInterval);
        while (true)
        {
            try
            {
                using var response = await _http.GetAsync(address, cancellationToken);
                if (response.StatusCode == wanted)
                {
                    return Stopwatch.GetElapsedTime(started).TotalSeconds;
                }
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(started) < Deadline)
            {
                // does not listen yet
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static string Ratio(IEnumerable<double> own, IEnumerable<double> bare) =>
        Spread.Of(own.Zip(bare, (one, other) => one / other)).Median.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
}
