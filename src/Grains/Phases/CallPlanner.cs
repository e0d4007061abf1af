using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;
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

    /// <summary>A prompt has no more tokens than bytes, nor more than its model takes. Where no completion limit can be sent, the model's own is
    /// what an answer may come to; without one there is no most that it costs.</summary>
    private AttemptPlan PlanFor(string model, int promptBytes, int maxTokens)
    {
        if (options.Value.Offline)
        {
            return new AttemptPlan(model, options.Value.ProviderName, 0m);
        }

        var limits = catalogue.LimitsOf(model);
        var isUnlimited = catalogue.RefusedBy(model).HasFlag(RefusedMembers.AnyMaximum);
        var most = Math.Min(isUnlimited ? int.MaxValue : maxTokens, limits.MaxCompletionTokens ?? int.MaxValue);
        var reserved = catalogue.PriceOf(model)?.MostUsd(Math.Min(promptBytes, limits.ContextLength ?? int.MaxValue), most);
        return new AttemptPlan(model, options.Value.ProviderName, reserved)
        {
            IsUnlimited = reserved is null && most == int.MaxValue && catalogue.PriceOf(model) is not null,
        };
    }
}
