using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Llm;
using AiDevFramework.Grains.Projects;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Phases;

/// <summary>Measures questions and prices them at the most they can cost.</summary>
internal sealed class CallPlanner(IEnumerable<IStepDefinition> definitions, IModelCatalogue catalogue, IOptions<LlmOptions> options) : ICallPlanner
{
    private readonly Dictionary<Step, IStepDefinition> _definitions = definitions.ToDictionary(definition => definition.Step);

    public Task Ready => catalogue.Asked;

    public AttemptPlan PlanFor(StepRequest request)
    {
        var size = _definitions[request.Step].Measure(request);
        return PlanFor(options.Value.ModelFor(request.Step), size.PromptBytes, size.MaxTokens);
    }

    public AttemptPlan PlanFor(ModelQuestion question) => PlanFor(question.Model, question.PromptBytes, question.MaxTokens);

    /// <summary>A prompt has no more tokens than bytes, nor more than its model takes.</summary>
    private AttemptPlan PlanFor(string model, int promptBytes, int maxTokens)
    {
        var limits = catalogue.LimitsOf(model);
        var reserved = options.Value.Offline ? 0m : catalogue.PriceOf(model)?.MostUsd(
            Math.Min(promptBytes, limits.ContextLength ?? int.MaxValue), Math.Min(maxTokens, limits.MaxCompletionTokens ?? int.MaxValue));
        return new AttemptPlan(model, options.Value.ProviderName, reserved);
    }
}
