using AiDevFramework.Chaos.Checker.Evidence;

namespace AiDevFramework.Chaos.Checker;

/// <summary>
/// Judges a run of the chaos command by its own models of what may happen; it shares no code with the product, nor with the
/// program that drove it.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is not ([_] or [_, _]))
        {
            await Console.Error.WriteLineAsync("usage: AiDevFramework.Chaos.Checker <folder of a run> [<connection string of its database>]");
            return 2;
        }

        return Verdict.Write(await FactsReader.ReadAsync(args[0], args.ElementAtOrDefault(1)), Console.Out);
    }
}
