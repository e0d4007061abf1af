namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>One logical model call inside a phase. Numbers are wire format: add, never renumber.</summary>
public enum Step
{
    SmartDetection = 0,
    EventStorming = 1,
    Prd = 2,
    TechStack = 3,

    /// <summary>First step of the phase EXECUTION_PLAN: horizontal or vertical.</summary>
    ApproachDetection = 4,

    /// <summary>Second step of the phase EXECUTION_PLAN: the plan itself.</summary>
    ExecutionPlan = 5,
}
