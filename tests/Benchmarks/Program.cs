using System.Globalization;
using AiDevFramework.Benchmarks.ColdStart;
using AiDevFramework.Benchmarks.Feed;
using AiDevFramework.Benchmarks.Lists;
using AiDevFramework.Benchmarks.Measuring;
using AiDevFramework.Benchmarks.Reading;
using AiDevFramework.Benchmarks.Text;
using AiDevFramework.Benchmarks.Waiting;
using AiDevFramework.Benchmarks.Workflows;

namespace AiDevFramework.Benchmarks;

/// <summary>Not top-level statements: those would make a second public <c>Program</c> for test projects.</summary>
internal static class Program
{
    private const string Usage = """
        usage: dotnet run -c Release --project tests/Benchmarks -- workflows|beside|cold-start|feed|lists|reading|soak|text|waiting [options]
          --runs n             repetitions, of which the median is shown (5)
        workflows:
          --database name      sqlite, postgres or both (both)
          --feed name          websocket or sse: how clients follow (websocket)
          --in-flight n,n,...  workflows at a time (1,32,128)
          --seconds n          length of each measurement (5)
        beside:
          --base folder        root of another checkout of this repository, built in Release: measured beside this one, in turn
          --database, --in-flight n,n   as above (both; 1,128)
          --pairs n            measurements of each build (15)
          --seconds n          length of each (3)
        feed:
          --sockets n          clients that follow projects (10000)
          --projects n         projects, each run once (1000)
          --events n           events a second that are committed (500)
          --step-ms n          pause before each answer of the offline planner (1000)
          --silent n           further clients that never read (500)
          --runs n             repetitions (3)
        soak:
          --deliveries n       events that come to clients, at the least (1000000)
          --reconnects n       connections that are lost meanwhile, at the least (5000)
          --sockets n, --projects n, --events n, --step-ms n   as above, of each round (5000, 250, 250, 500)
        text:
          --projects n         models that write at a time, each with a client that watches (20)
          --words n            of each, 50 a second (1000)
          --runs n             repetitions (3)
        lists:
          --projects n         projects of 2 KB among which is looked (100000)
          --rounds n           questions of each kind (100)
        reading:
          --rounds n           readings that are measured (2000)
        waiting:
          --projects n         runs that wait for a model at a time (10000)
          --calls n            model calls under way, the others wait for a place (10000)
        """;

    private static async Task<int> Main(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["workflows", .. var options]:
                    await new WorkflowBenchmark(WorkflowOptions.Parse(options), Console.Out).RunAsync(CancellationToken.None);
                    return 0;
                case ["beside", .. var options]:
                    await new BesideBenchmark(BesideOptions.Parse(options), Console.Out).RunAsync(CancellationToken.None);
                    return 0;
                case ["feed", .. var options]:
                    await new FeedBenchmark(FeedOptions.Parse(options), Console.Out).RunAsync(CancellationToken.None);
                    return 0;
                case ["soak", .. var options]:
                    await new SoakBenchmark(SoakOptions.Parse(options), Console.Out).RunAsync(CancellationToken.None);
                    return 0;
                case ["text", .. var options]:
                    await new TextBenchmark(TextOptions.Parse(options), Console.Out).RunAsync(CancellationToken.None);
                    return 0;
                case [BareRelay.Command, var stepMs]: // started by the benchmark of the feed
                    await BareRelay.RunAsync(int.Parse(stepMs, CultureInfo.InvariantCulture));
                    return 0;
                case ["waiting", .. var options]:
                    var waiting = new Arguments(options, "projects", "calls");
                    await new WaitingBenchmark(waiting.Count("projects", 10_000), waiting.Count("calls", 10_000), Console.Out)
                        .RunAsync(CancellationToken.None);
                    return 0;
                case ["lists", .. var options]:
                    var lists = new Arguments(options, "projects", "rounds");
                    await new ListBenchmark(lists.Count("projects", 100_000), lists.Count("rounds", 100), Console.Out).RunAsync(CancellationToken.None);
                    return 0;
                case ["reading", .. var options]:
                    new ReadingBenchmark(new Arguments(options, "rounds").Count("rounds", 2000), Console.Out).Run();
                    return 0;
                case ["cold-start", .. var options]:
                    await new ColdStartBenchmark(new Arguments(options, "runs").Count("runs", 5), Console.Out).RunAsync(CancellationToken.None);
                    return 0;
            }
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
        }

        await Console.Error.WriteLineAsync(Usage);
        return 2;
    }
}
