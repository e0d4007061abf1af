using AiDevFramework.Evaluation;
using AiDevFramework.Evaluation.Judging;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Cluster.Tests.Scorecards;

/// <summary>The recorded answers as plans, as they are in <c>samples/examples</c>.</summary>
internal static class RecordedPlans
{
    /// <summary>By the idea whose brief they are judged by.</summary>
    public static readonly (string Idea, string Folder)[] All = [("tools", "marketplace"), ("renamer", "renamer"), ("portal", "portal")];

    public static JudgedPlan Of(string idea)
    {
        var folder = Path.Combine(Repository.Root, "samples", "examples", All.Single(plan => plan.Idea == idea).Folder);
        return new JudgedPlan(
            SampleIdea.Named(idea).Text,
            Enum.GetValues<DocumentType>().Select(type => (Type: type, Path: Path.Combine(folder, $"{WireName.Of(type).ToLowerInvariant()}.md")))
                .Where(file => File.Exists(file.Path)).ToDictionary(file => file.Type, file => File.ReadAllText(file.Path).ReplaceLineEndings("\n")));
    }
}
