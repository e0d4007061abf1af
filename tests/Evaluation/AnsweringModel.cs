using AiDevFramework.FakeOpenRouter;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.Evaluation;

/// <summary>A model that gives answers from files: each to its step of its idea, and parts of it where parts are asked for.</summary>
internal static class AnsweringModel
{
    private static readonly (string Step, string[] Files)[] _files =
    [
        (Steps.SmartDetection, ["smart_detection.md", "smart_detection.json"]),
        (Steps.EventStorming, ["event_storming.md"]),
        (Steps.Prd, ["prd.md"]),
        (Steps.TechStack, ["tech_stack.md"]),
        (Steps.ApproachDetection, ["approach.md", "approach_detection.json"]),
        (Steps.ExecutionPlan, ["execution_plan.md"]),
    ];

    /// <summary>One idea at a time: a prompt does not tell whose it is.</summary>
    public static void Script(FakeScript script, string folder)
    {
        script.Clear();
        foreach (var (step, files) in _files)
        {
            if (files.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists) is { } path)
            {
                script.When(step).Answer(Behaviours.Text(File.ReadAllText(path)));
            }
        }
    }
}
