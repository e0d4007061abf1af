using AiDevFramework.Evaluation.Briefs;
using AiDevFramework.Evaluation.Controls;
using AiDevFramework.Evaluation.Judging;
using AiDevFramework.Evaluation.Live;
using AiDevFramework.FakeOpenRouter;

namespace AiDevFramework.Evaluation;

/// <summary>Makes or finds plans, and judges them.</summary>
/// <param name="server">The model that judges; <see langword="null"/>: code does.</param>
/// <param name="settings">Go before those of the environment.</param>
internal sealed class JudgeRun(JudgeOptions options, ChatServer? server, IReadOnlyDictionary<string, string?> settings)
{
    /// <summary>The recorded plans, by the idea whose brief they are judged by.</summary>
    private static readonly (string Idea, string Example)[] _examples = [("tools", "marketplace"), ("renamer", "renamer"), ("portal", "portal")];

    /// <returns>The report, and whether all is as it should be.</returns>
    /// <exception cref="FormatException">There is nothing to judge, or nobody to judge pairs.</exception>
    public async Task<(string Report, bool Passes)> RunAsync(CancellationToken cancellationToken)
    {
        var judge = server is null ? "code" : $"{server.Model} at {server.BaseAddress.Host}, and by code what a model need not judge";
        switch (options.Source)
        {
            case "pairs":
                return await PairsAsync(cancellationToken);
            case "controls":
                var good = (await RecordingsAsync(cancellationToken)).Select(made => (Brief.Of(made.Idea.Name), made.Plan)).ToList();
                var results = await ControlRun.RunAsync(good, (plan, brief) => JudgeAsync(PlanJudge.Judge(plan, brief), plan, brief, cancellationToken));
                return ($"Judged by {judge}.\n\n{JudgeReport.Text(results)}", results.All(result => result.Seen));
            default:
                var judged = new List<PlanJudgement>();
                foreach (var made in await PlansAsync(cancellationToken))
                {
                    var brief = Brief.Of(made.Idea.Name);
                    judged.Add(await JudgeAsync(PlanJudge.Judge(made.Plan, brief, made.LedgerJson, made.Documents), made.Plan, brief, cancellationToken));
                }

                return judged.Count == 0 ? throw new FormatException("There is no plan to judge.") : (JudgeReport.Text(judge, judged), judged.All(plan => plan.Passes));
        }
    }

    private Task<PlanJudgement> JudgeAsync(PlanJudgement byCode, JudgedPlan plan, Brief brief, CancellationToken cancellationToken) =>
        server is null ? Task.FromResult(byCode) : new LiveJudge(server).JudgeAsync(plan, brief, byCode, cancellationToken);

    private async Task<IReadOnlyList<MadePlan>> PlansAsync(CancellationToken cancellationToken) => options.Source switch
    {
        "recordings" => await RecordingsAsync(cancellationToken),
        "answers" => await AnswersAsync(cancellationToken),
        "folder" =>
        [
            .. options.Evaluation.Ideas.Select(idea => (Idea: idea, Plan: PlanFolder.Find(options.Folders[0], idea)))
                .Where(found => found.Plan is not null).Select(found => new MadePlan(found.Idea, found.Plan!, null, [])),
        ],
        _ => (await EvaluationRun.RunAsync(options.Evaluation, settings, cancellationToken)).Ideas.Select(MadePlan.Of).ToList(),
    };

    private async Task<IReadOnlyList<MadePlan>> RecordingsAsync(CancellationToken cancellationToken)
    {
        var ideas = _examples.Select(example => SampleIdea.Named(example.Idea) with { Example = example.Example }).ToList();
        var result = await EvaluationRun.RunAsync(options.Evaluation with { Ideas = ideas }, settings, cancellationToken);
        return [.. result.Ideas.Select(MadePlan.Of)];
    }

    private async Task<IReadOnlyList<MadePlan>> AnswersAsync(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenRouterServer.StartAsync();
        var provider = new Dictionary<string, string?>(settings)
        {
            ["OPENROUTER_API_KEY"] = "sk-answers",
            ["OPENROUTER_BASE_URL"] = model.BaseAddress.ToString(),
        };
        var made = new List<MadePlan>();
        foreach (var idea in options.Evaluation.Ideas)
        {
            var folder = Path.Combine(options.Folders[0], idea.Name);
            if (Directory.Exists(folder))
            {
                AnsweringModel.Script(model.Script, folder);
                var own = Path.Combine(folder, "idea.txt");
                var asked = File.Exists(own) ? idea with { Text = (await File.ReadAllTextAsync(own, cancellationToken)).Trim() } : idea;
                made.AddRange((await EvaluationRun.RunAsync(options.Evaluation with { Ideas = [asked] }, provider, cancellationToken)).Ideas.Select(MadePlan.Of));
            }
        }

        return made;
    }

    private async Task<(string Report, bool Passes)> PairsAsync(CancellationToken cancellationToken)
    {
        var pairs = new PairJudge(server ?? throw new FormatException("Pairs need a judge: JUDGE_BASE_URL and JUDGE_MODEL."));
        var results = new List<PairResult>();
        var report = new System.Text.StringBuilder($"Judged by {server.Model} at {server.BaseAddress.Host}, each pair twice, with its order changed.\n\n");
        foreach (var idea in options.Evaluation.Ideas)
        {
            if (PlanFolder.Find(options.Folders[0], idea) is { } first && PlanFolder.Find(options.Folders[1], idea) is { } second)
            {
                results.Add(await pairs.JudgeAsync(first, second, cancellationToken));
                report.Append(System.Globalization.CultureInfo.InvariantCulture, $"- {idea.Name}: {results[^1]}\n");
            }
        }

        return results.Count == 0
            ? throw new FormatException("The two folders have no plan for the same idea.")
            : (report.Append('\n').Append(PairScore.Of(results).Claim).ToString(), true);
    }
}
