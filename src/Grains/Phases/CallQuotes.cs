using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Phases;

/// <summary>Measures questions, and has them priced at the most they can cost.</summary>
internal sealed class CallQuotes(IEnumerable<IStepDefinition> definitions, IModelCatalogue catalogue, IOptions<LlmOptions> options) : IQuotes
{
    private readonly Dictionary<Step, IStepDefinition> _definitions = definitions.ToDictionary(definition => definition.Step);

    public Task Ready => catalogue.Asked;

    public Quote QuoteFor(StepRequest request)
    {
        var model = options.Value.ModelFor(request.Step);
        var size = _definitions[request.Step].Measure(request);
        return QuoteFor(model, size.PromptBytes, ChatCall.FirstMaxTokens(request, model, size.MaxTokens));
    }

    public Quote QuoteFor(ModelQuestion question) => QuoteFor(question.Model, question.PromptBytes, question.MaxTokens);

    private Quote QuoteFor(string model, int promptBytes, int maxTokens) => options.Value.Offline
        ? new Quote(model, options.Value.ProviderName, 0m)
        : QuoteRules.For(
            model, options.Value.ProviderName, promptBytes, maxTokens, catalogue.PriceOf(model), catalogue.LimitsOf(model),
            takesMaximum: !catalogue.RefusedBy(model).HasFlag(RefusedMembers.AnyMaximum));
}
