using AiDevFramework.Grains.Abstractions.Projects;

namespace AiDevFramework.Grains.State;

/// <summary>What of a project's row tells one writer's work from another's at the same version.</summary>
internal sealed record RowStamp(long Version, string? Owner, long LastSeq, WorkflowStatus Status, DateTimeOffset UpdatedAt, int Takeovers)
{
    public static RowStamp Of(ProjectSnapshot project) =>
        new(project.Version, project.Owner, project.LastSeq, project.Status, project.UpdatedAt, project.Takeovers);
}
