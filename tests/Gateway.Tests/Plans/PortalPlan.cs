using AiDevFramework.Gateway.Tests.Support;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.TestSupport;

namespace AiDevFramework.Gateway.Tests.Plans;

/// <summary>A finished project with the samples' documents: the German portal with its eight constraints.</summary>
internal static class PortalPlan
{
    public static string Idea => Read("idea-c.md");

    public static Guid AddTo(FakeCluster cluster, bool isChecked = true)
    {
        var project = cluster.Add(WorkflowStatus.Completed, Phase.ExecutionPlan, ProjectMetadata.Empty with { Verdict = isChecked ? PlanVerdict.Ready : null });
        cluster.Projects[project.Id] = project with { Idea = Idea };
        cluster.Ledgers[project.Id] = LedgerJson.Write(IntakeReader.Read(Idea, IntakeAnswer.Nothing, ProjectLedger.Empty, new DateOnly(2026, 11, 30)));
        cluster.Documents[project.Id] =
        [
            Document(DocumentType.EventStorming, "es-c.md"),
            Document(DocumentType.Prd, "prd-c.md"),
            Document(DocumentType.TechStack, "tech-c.md"),
            Document(DocumentType.ExecutionPlan, "EXECUTION_PLAN-c.md"),
        ];
        return project.Id;
    }

    public static DocumentView Document(DocumentType type, string file) =>
        new(type, Read(file), new DocumentMetadata("openai/gpt-4o", 3500), FakeCluster.CreatedAt.AddMinutes(2));

    private static string Read(string file) =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Plans.Tests", "Samples", file)).ReplaceLineEndings("\n");
}
