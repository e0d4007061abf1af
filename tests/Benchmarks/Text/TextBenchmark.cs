using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using AiDevFramework.Benchmarks.Measuring;
using AiDevFramework.TestSupport.Api;
using AiDevFramework.TestSupport.Models;
using AiDevFramework.TestSupport.Processes;

namespace AiDevFramework.Benchmarks.Text;

/// <summary>
/// Live text: many models write at once, each fifty words a second, and each has a client that watches. Measured is the time from
/// a word's leaving the model to its arrival at the client; beside it, the same words read from the model directly.
/// </summary>
internal sealed class TextBenchmark(TextOptions options, TextWriter output)
{
    private const int PiecesASecond = 5; // of a project, at the most

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5); // for a run

    /// <exception cref="InvalidOperationException">Words were missing, or a project sent too many pieces.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (direct, watched) = (new List<Figures>(), new List<Figures>());
        for (var run = 0; run < options.Runs; run++)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(_patience);
            await using (var model = await TokenStream.StartAsync(options.Projects, options.Words, deadline.Token))
            {
                direct.Add(await MeasureAsync(_ => ReadDirectlyAsync(model, deadline.Token)));
            }

            watched.Add(await MeasureServiceAsync(deadline.Token));
        }

        await output.WriteLineAsync($"""
            {Environment.ProcessorCount} cores, .NET {Environment.Version}, {options.Runs} runs: median (min-max)
            {options.Projects} models write {options.Words} words each, 50 a second
            ms from model to client   directly               through the service
                                p50   {Cell(direct, run => run.MedianMs)} {Cell(watched, run => run.MedianMs)}
                                p99   {Cell(direct, run => run.Percentile99Ms)} {Cell(watched, run => run.Percentile99Ms)}
            pieces of a project in any second: {watched.Max(run => run.Pieces)} at the most
            """);
        if (watched.Exists(run => run.Pieces > PiecesASecond))
        {
            throw new InvalidOperationException($"More than {PiecesASecond} pieces of a project came within a second.");
        }
    }

    private async Task<Figures> MeasureServiceAsync(CancellationToken cancellationToken)
    {
        const int warmUp = 5; // words of a second and a bit, of all projects
        await using var model = await TokenStream.StartAsync(options.Projects, options.Words, cancellationToken);
        await using var service = await AppProcess.StartAsync(
            AppHost.Gateway,
            new AppOptions
            {
                Environment = new Dictionary<string, string?>
                {
                    ["OPENROUTER_BASE_URL"] = model.Address.ToString(),
                    ["OPENROUTER_API_KEY"] = "fake",
                    ["LOG_LEVEL"] = "ERROR",
                },
            },
            cancellationToken);
        using var api = new ApiClient(service.Address, AppProcess.AdminToken);
        var projects = new Guid[options.Projects];
        for (var number = 0; number < projects.Length; number++)
        {
            projects[number] = await api.CreateProjectAsync("A task board for small teams with comments", cancellationToken);
        }

        return await MeasureAsync(number => WatchAsync(service.Address, api, projects[number], model, warmUp, cancellationToken));
    }

    private async Task<Figures> MeasureAsync(Func<int, Task<Reading>> readAsync)
    {
        var readings = await Task.WhenAll(Enumerable.Range(0, options.Projects).Select(number => Task.Run(() => readAsync(number))));
        var sorted = readings.SelectMany(reading => reading.WaitsMs).Order().ToList();
        return new Figures(
            Spread.Percentile(sorted, 0.5), Spread.Percentile(sorted, 0.99), readings.Max(reading => MostInASecond(reading.Pieces)));
    }

    private async Task<Reading> ReadDirectlyAsync(TokenStream model, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(model.Address + TokenStream.CallPath));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var waits = new List<double>();
        while (waits.Count < options.Words && await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.IndexOf("\"w", StringComparison.Ordinal) is >= 0 and var at)
            {
                var answer = TokenStream.AnswerOf(line.AsSpan(at + 1));
                waits.Add(Stopwatch.GetElapsedTime(model.Sent[(answer, waits.Count)]).TotalMilliseconds);
            }
        }

        return new Reading(waits, []);
    }

    private async Task<Reading> WatchAsync(
        Uri service, ApiClient api, Guid project, TokenStream model, int warmUp, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {AppProcess.AdminToken}");
        await socket.ConnectAsync(
            new Uri($"ws://{service.Authority}/api/v1/projects/{project}/progress?after=0&progress=true"), cancellationToken);
        await api.StartWorkflowAsync(project, cancellationToken);
        var buffer = new byte[64 * 1024];
        var (text, waits, pieces) = (new StringBuilder(), new List<double>(), new List<DateTimeOffset>());
        for (var words = 0; words < options.Words;)
        {
            var message = await socket.ReadTextAsync(buffer, cancellationToken);
            var now = Stopwatch.GetTimestamp();
            using var json = JsonDocument.Parse(message);
            var root = json.RootElement;
            if (root.GetProperty("type").GetString() is not "phase_progress")
            {
                continue;
            }

            if (root.GetProperty("offset").GetInt32() != text.Length)
            {
                throw new InvalidOperationException($"Text of {project} is missing after {text.Length} characters.");
            }

            text.Append(root.GetProperty("text").GetString());
            pieces.Add(DateTimeOffset.Parse(root.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture));
            for (; words < text.Length / TokenStream.WordLength; words++)
            {
                if (pieces.Count > warmUp)
                {
                    var answer = TokenStream.AnswerOf(text.ToString(0, TokenStream.WordLength));
                    waits.Add(Stopwatch.GetElapsedTime(model.Sent[(answer, words)], now).TotalMilliseconds);
                }
            }
        }

        return new Reading(waits, pieces);
    }

    private static int MostInASecond(List<DateTimeOffset> pieces)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < pieces.Count; last++)
        {
            while (pieces[last] - pieces[first] >= TimeSpan.FromMilliseconds(999)) // their times are cut to milliseconds
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    private static string Cell(IEnumerable<Figures> runs, Func<Figures, double> figure) => Spread.Of(runs.Select(figure)).Text("0").PadRight(22);

    /// <param name="WaitsMs">Of each word.</param>
    /// <param name="Pieces">When the service made each.</param>
    private sealed record Reading(List<double> WaitsMs, List<DateTimeOffset> Pieces);

    private sealed record Figures(double MedianMs, double Percentile99Ms, int Pieces);
}
