namespace AiDevFramework.Chaos;

/// <summary>Not top-level statements: those would make a second public <c>Program</c> for test projects.</summary>
internal static class Program
{
    private const string Usage = """
        usage: ./chaos.sh [options]
          --minutes n   how long faults and load last (2)
          --seed n      the same seed gives the same schedule of faults and the same troubles of the model (random)
          --rate n      faults per minute (12)
          --clients n   clients at a time, each with a project and its feeds (96; zombies: 240)
          --profile p   mixed, zombies: only silos that are frozen with many answers on their way, or mends: only silos that are
                        killed in the middle of a mend (mixed)
          --keep dir    folder for the evidence (TestResults/chaos-<seed>)
        """;

    private static async Task<int> Main(string[] args)
    {
        try
        {
            return await new ChaosRun(ChaosOptions.Parse(args), Console.Out).RunAsync(CancellationToken.None);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message}\n{Usage}");
            return 2;
        }
    }
}
