namespace AiDevFramework.Evaluation;

/// <summary>What is judged: plans that the product makes now, or plans in files.</summary>
/// <param name="Source"><c>model</c>, <c>recordings</c>, <c>answers</c>, <c>folder</c>, <c>controls</c> or <c>pairs</c>.</param>
/// <param name="Folders">Of <c>answers</c> and <c>folder</c> one, of <c>pairs</c> two.</param>
internal sealed record JudgeOptions(string Source, IReadOnlyList<string> Folders, EvaluationOptions Evaluation)
{
    public const string Usage = """
        usage: dotnet run --project tests/Evaluation -- judge <what> [options of the scorecard]
          model               plans by the provider of the settings; without a key by the offline planner
          recordings          the recorded plans, played again
          answers <folder>    <idea>/prd.md, … : answers to the prompts, taken through the product as a model's
          folder <folder>     plans as --keep writes them, or as another tool did: <idea>.md
          controls            spoils the recorded plans in every way there is; the judge must see it
          pairs <one> <other> blind pairs from two folders
        JUDGE_BASE_URL, JUDGE_MODEL and JUDGE_API_KEY name an OpenAI-compatible server that reads the plans; without them code does.
        Pairs need one. Exit code: 0 every plan passes and every control is seen, 1 one does not, 2 the options are wrong.
        """;

    /// <exception cref="FormatException">Says what is wrong.</exception>
    public static JudgeOptions Parse(IReadOnlyList<string> args)
    {
        var source = args.Count > 0 ? args[0] : throw new FormatException("What is to be judged is missing.");
        var folders = source switch
        {
            "model" or "recordings" or "controls" => 0,
            "answers" or "folder" => 1,
            "pairs" => 2,
            _ => throw new FormatException($"There is nothing to be judged that is called {source}."),
        };
        if (args.Count < 1 + folders || args.Skip(1).Take(folders).Any(folder => folder.StartsWith('-')))
        {
            throw new FormatException($"{source} needs {folders} {(folders == 1 ? "folder" : "folders")}.");
        }

        return new JudgeOptions(source, [.. args.Skip(1).Take(folders)], EvaluationOptions.Parse([.. args.Skip(1 + folders)], SampleIdea.All));
    }
}
