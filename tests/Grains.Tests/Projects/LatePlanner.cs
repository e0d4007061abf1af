using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>Knows no price until <see cref="Arrive"/>.</summary>
internal sealed class LatePlanner : ICallPlanner
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ready => _ready.Task;

    private FixedPlanner Planner => new(Ready.IsCompleted ? 0.09m : null);

    public void Arrive() => _ready.SetResult();

    public AttemptPlan PlanFor(StepRequest request) => Planner.PlanFor(request);

    public AttemptPlan PlanFor(ModelQuestion question) => Planner.PlanFor(question);
}
