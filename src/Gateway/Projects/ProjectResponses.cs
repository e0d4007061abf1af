using System.ComponentModel;
using System.Text.Json.Serialization;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Gateway.Projects;

internal sealed record CreateProjectResponse(Guid ProjectId, WorkflowStatus Status, DateTimeOffset CreatedAt)
{
    public static CreateProjectResponse Of(ProjectView project) => new(project.Id, project.Status, project.CreatedAt);
}

internal sealed record RunResponse(
    Guid ProjectId,
    WorkflowStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Phase? CurrentPhase,
    [property: Description("Where to follow the run. The token in it opens this project's progress for 15 minutes.")]
    string WebsocketUrl);

internal sealed record CancelResponse(
    Guid ProjectId,
    WorkflowStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Phase? CurrentPhase)
{
    public static CancelResponse Of(ProjectView project) => new(project.Id, project.Status, project.CurrentPhase);
}

internal sealed record ProjectResponse(
    Guid ProjectId,
    string Idea,
    WorkflowStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Phase? CurrentPhase,
    [property: Description("What the phases found out so far.")] ProjectMetadata Metadata,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? CompletedAt)
{
    public static ProjectResponse Of(ProjectView project) => new(
        project.Id,
        project.Idea,
        project.Status,
        project.CurrentPhase,
        project.Metadata.TotalCostUsd is { } cost ? project.Metadata with { TotalCostUsd = Usd.Normalize(cost) } : project.Metadata,
        project.CreatedAt,
        project.UpdatedAt,
        project.CompletedAt);
}
