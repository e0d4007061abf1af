using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>Every attempt asks the same model and reserves the same.</summary>
internal sealed class FixedPlanner(decimal? reservedUsd = 0.09m) : ICallPlanner
{
    public AttemptPlan PlanFor(StepRequest request) => new("openai/gpt-4o", "openrouter", reservedUsd);

    public AttemptPlan PlanFor(ModelQuestion question) => new(question.Model, "openrouter", reservedUsd);
}
