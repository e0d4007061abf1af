using System.ComponentModel;

namespace AiDevFramework.Grains.Abstractions.Projects;

/// <summary>Where a project stands. Numbers are wire format: add, never renumber.</summary>
[Description("Where a project stands.")]
public enum WorkflowStatus
{
    Created = 0,
    Processing = 1,
    Completed = 2,
    Failed = 3,
    Cancelled = 4,
}
