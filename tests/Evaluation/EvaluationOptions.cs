using System.Globalization;

namespace AiDevFramework.Evaluation;

/// <param name="Json">Whether standard output is one JSON object instead of tables.</param>
/// <param name="Keep">Folder that gets the documents, one file each; <see langword="null"/> for none.</param>
/// <param name="Parallel">Ideas at a time. One measures times best.</param>
/// <param name="Limit">The longest a workflow may take.</param>
internal sealed record EvaluationOptions(
    IReadOnlyList<SampleIdea> Ideas, bool Json = false, string? Keep = null, int Parallel = 2, TimeSpan? Limit = null)
{
    public const string Usage = """
        usage: dotnet run --project tests/Evaluation -- [options]
          --json               one JSON object instead of tables
          --only name,name     some of the twenty sample ideas instead of the ten plain ones
          --keep folder        write the documents there
          --parallel n         ideas at a time, 1 to 10 (2)
          --minutes n          the longest a workflow may take (60)
        The provider is that of the service's settings, from the environment or .env; without a key the offline planner.
        Exit code: 0 every document passes, 1 one does not, 2 the options or the settings are wrong.
        """;

    /// <exception cref="FormatException">An option is unknown or its value is; says which.</exception>
    /// <param name="ideas">Where none are named; the ten plain ones by default.</param>
    public static EvaluationOptions Parse(IReadOnlyList<string> args, IReadOnlyList<SampleIdea>? ideas = null)
    {
        var options = new EvaluationOptions(ideas ?? SampleIdea.Plain);
        for (var at = 0; at < args.Count; at++)
        {
            options = args[at] switch
            {
                "--json" => options with { Json = true },
                "--only" => options with { Ideas = [.. Value().Split(',').Select(SampleIdea.Named)] },
                "--keep" => options with { Keep = Value() },
                "--parallel" => options with { Parallel = Number(1, 10) },
                "--minutes" => options with { Limit = TimeSpan.FromMinutes(Number(1, 600)) },
                var unknown => throw new FormatException($"There is no option {unknown}."),
            };

            string Value() => ++at < args.Count ? args[at] : throw new FormatException($"{args[at - 1]} needs a value.");

            int Number(int least, int most) =>
                int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                    ? number
                    : throw new FormatException($"{args[at - 1]} takes a whole number from {least} to {most}.");
        }

        return options;
    }
}
