using AiDevFramework.Evaluation.Judging;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Documents;

namespace AiDevFramework.Evaluation;

/// <summary>Plans in files, one Markdown document each: <c>tools-PRD.md</c>, as <c>--keep</c> writes them, or <c>tools/prd.md</c>; a plan of another
/// tool is one file <c>tools.md</c>.</summary>
internal static class PlanFolder
{
    /// <returns>The plan for an idea; <see langword="null"/> where the folder has none.</returns>
    public static JudgedPlan? Find(string folder, SampleIdea idea)
    {
        var documents = Enum.GetValues<DocumentType>()
            .Select(type => (Type: type, Path: new[] { $"{idea.Name}-{WireName.Of(type)}.md", Path.Combine(idea.Name, $"{WireName.Of(type).ToLowerInvariant()}.md") }
                .Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)))
            .Where(found => found.Path is not null)
            .ToDictionary(found => found.Type, found => File.ReadAllText(found.Path!));
        var whole = Path.Combine(folder, $"{idea.Name}.md");
        if (documents.Count == 0 && File.Exists(whole))
        {
            documents[DocumentType.ExecutionPlan] = File.ReadAllText(whole);
        }

        return documents.Count == 0 ? null : new JudgedPlan(idea.Text, documents);
    }
}
