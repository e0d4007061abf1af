using System.Globalization;

namespace AiDevFramework.FakeOpenRouter;

/// <summary>Runs a fake by hand. Not top-level statements: those would make a second public <c>Program</c> for test projects.</summary>
internal static class Program
{
    private const string Usage = """
        usage: dotnet run --project tests/FakeOpenRouter -- [options]
          --port n             port to listen on (8081)
          --host address       address to listen on (127.0.0.1)
          --latency-ms n       pause before each answer (0)
          --token-delay-ms n   pause between pieces of about six tokens (0)
          --seed n             another seed gives the same ideas other products (1)
          --features n         features of every product, 1 to 10 (the idea decides)
          --api-key key        the only key that is let in (any)
          --no-log-bodies      keep no requests and answers in the log
          --no-hashes          keep no hashes of requests in the log
        """;

    private static async Task<int> Main(string[] args)
    {
        if (Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        await using var server = await FakeOpenRouterServer.StartAsync(options);
        var root = server.BaseAddress.GetLeftPart(UriPartial.Authority);
        Console.WriteLine($"""
            Fake OpenRouter at {server.BaseAddress}
            Point the service at it:
              OPENROUTER_BASE_URL={server.BaseAddress} OPENROUTER_API_KEY=fake dotnet run --project src/Gateway
            Control: GET {root}/__log  GET {root}/__held  GET {root}/__presets  POST {root}/__script  POST {root}/__release  POST {root}/__reset
            """);
        await server.WaitForShutdownAsync();
        return 0;
    }

    /// <returns><see langword="null"/> where an argument is unknown or no number.</returns>
    private static FakeOptions? Parse(string[] args)
    {
        var options = new FakeOptions { Port = 8081 };
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--no-log-bodies" or "--no-hashes")
            {
                options = args[i] == "--no-hashes" ? options with { HashBodies = false } : options with { RecordBodies = false };
                continue;
            }

            if (i + 1 == args.Length)
            {
                return null;
            }

            var (name, value) = (args[i], args[++i]);
            if (name is "--host" or "--api-key")
            {
                options = name == "--host" ? options with { Host = value } : options with { ApiKey = value };
                continue;
            }

            if (!int.TryParse(value, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            var next = name switch
            {
                "--port" => options with { Port = number },
                "--latency-ms" => options with { Latency = TimeSpan.FromMilliseconds(number) },
                "--token-delay-ms" => options with { TokenDelay = TimeSpan.FromMilliseconds(number) },
                "--seed" => options with { Seed = number },
                "--features" => options with { Features = number },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
        }

        return options;
    }
}
