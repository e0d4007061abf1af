using System.ComponentModel;

namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>The five phases of a workflow, in the order they run. Numbers are wire format: add, never renumber.</summary>
[Description("The phases of a workflow, in the order they run.")]
public enum Phase
{
    SmartDetection = 0,
    EventStorming = 1,
    Prd = 2,
    TechStack = 3,
    ExecutionPlan = 4,
}
