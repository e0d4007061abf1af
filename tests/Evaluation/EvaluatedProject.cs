using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Costs;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Progress;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Evaluation;

/// <summary>A workflow that has ended, or that took too long.</summary>
internal sealed record EvaluatedProject(
    SampleIdea Idea, ProjectView Project, IReadOnlyList<DocumentView> Documents, CostReport Costs, IReadOnlyList<ProgressEvent> Events)
{
    /// <summary>What the intake found in the idea, as the project has it.</summary>
    public string? LedgerJson { get; init; }

    /// <summary>What else misses the bar; the documents have their own.</summary>
    public IEnumerable<string> Problems()
    {
        if (Project.Status is not WorkflowStatus.Completed)
        {
            yield return $"The workflow is {WireName.Of(Project.Status)}: {Project.Metadata.Error ?? "it took too long"}";
        }
        else if (Documents.Count != (Project.Metadata.UseEventStorming is true ? 4 : 3))
        {
            yield return $"There are {Documents.Count} documents.";
        }

        if (Project.Metadata.SmartDetection is { } found && found.UseEventStorming != (found.FeatureCountEstimate >= 4 || found.ComplexDomain is true))
        {
            yield return "Event storming was decided against the rule: four features, or a complex domain.";
        }
    }

    public TimeSpan Time => Events is [] ? TimeSpan.Zero : Events[^1].CreatedAt - Events[0].CreatedAt;

    /// <returns>Cost and wall-clock of the phase that wrote the document.</returns>
    public (decimal? CostUsd, TimeSpan Time) SpentOn(DocumentType type)
    {
        var phase = type switch
        {
            DocumentType.EventStorming => Phase.EventStorming,
            DocumentType.Prd => Phase.Prd,
            DocumentType.TechStack => Phase.TechStack,
            DocumentType.ExecutionPlan => Phase.ExecutionPlan,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No phase writes it."),
        };
        var rows = Costs.Rows.Where(row => row.Phase == phase).ToList();
        var name = $"\"{WireName.Of(phase)}\"";
        var times = Events.Where(told => told.Payload.ToString().Contains(name, StringComparison.Ordinal)).Select(told => told.CreatedAt).ToList();
        return (
            rows.Any(row => row.UnpricedCalls > 0) ? null : rows.Sum(row => row.KnownCostUsd),
            times is [] ? TimeSpan.Zero : times[^1] - times[0]);
    }
}
