using System.ComponentModel;

namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>The phases of a workflow. Numbers are wire format: add, never renumber. The catalogue has the order in which they run.</summary>
[Description("The phases of a workflow, in the order they run.")]
public enum Phase
{
    SmartDetection = 0,
    EventStorming = 1,
    Prd = 2,
    TechStack = 3,
    ExecutionPlan = 4,
}
