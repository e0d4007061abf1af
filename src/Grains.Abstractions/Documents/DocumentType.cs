using System.ComponentModel;

namespace AiDevFramework.Grains.Abstractions.Documents;

/// <summary>The documents a project can have, one of each at the most. Numbers are wire format: add, never renumber.</summary>
[Description("The documents a project can have, one of each at the most.")]
public enum DocumentType
{
    EventStorming = 0,
    Prd = 1,
    TechStack = 2,
    ExecutionPlan = 3,
}
