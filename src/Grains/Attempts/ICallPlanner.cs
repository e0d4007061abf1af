using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>Says which model a call asks and what it can cost at most. Replaced in tests of the grain's own logic.</summary>
internal interface ICallPlanner
{
    /// <summary>Completes when prices are as well known as they will be soon.</summary>
    Task Ready => Task.CompletedTask;

    /// <summary>The first attempt at a step's next call.</summary>
    AttemptPlan PlanFor(StepRequest request);

    /// <summary>An attempt with this very question.</summary>
    AttemptPlan PlanFor(ModelQuestion question);
}
