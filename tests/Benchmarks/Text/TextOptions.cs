using AiDevFramework.Benchmarks.Measuring;

namespace AiDevFramework.Benchmarks.Text;

/// <param name="Projects">Models that write at a time, each watched by one client; 1000 at the most.</param>
/// <param name="Words">Of each answer, 20 ms apart.</param>
internal sealed record TextOptions(int Projects, int Words, int Runs)
{
    /// <exception cref="FormatException">An option is not known or has no good value.</exception>
    public static TextOptions Parse(IReadOnlyList<string> options)
    {
        var arguments = new Arguments(options, "projects", "words", "runs");
        return new TextOptions(arguments.Count("projects", 20), arguments.Count("words", 1000), arguments.Count("runs", 3));
    }
}
