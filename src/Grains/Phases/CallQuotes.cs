using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Grains.State;
using AiDevFramework.Llm;
using Microsoft.Extensions.Options;

namespace AiDevFramework.Grains.Phases;

/// <summary>Measures questions, and has them priced at the most they can cost.</summary>
internal sealed class CallQuotes(StepQuestion questions, StepModels models, IModelCatalogue catalogue, IOptions<LlmOptions> options) : IQuotes
{
    public Task Ready => catalogue.Asked;

    public Quote QuoteFor(StepRequest request)
    {
        if (request.Material.Example is { } example)
        {
            return RecordedQuote(example);
        }

        var (model, promptBytes, maxTokens) = questions.Measure(request, models.Of(request.Step));
        return QuoteFor(model, promptBytes, ChatCall.FirstMaxTokens(request.WideModels ?? [], model, maxTokens));
    }

    public Quote QuoteFor(ModelQuestion question) => StepCalls.RequestOf(question.Origin).Material.Example is { } example
        ? RecordedQuote(example)
        : QuoteFor(question.Model, question.PromptBytes, question.MaxTokens);

    private static Quote RecordedQuote(string example) => new(RecordedModel.NameOf(example), RecordedModel.Provider, 0m);

    private Quote QuoteFor(string model, int promptBytes, int maxTokens) => options.Value.Offline
        ? new Quote(model, options.Value.ProviderName, 0m)
        : QuoteRules.For(
            model, options.Value.ProviderName, promptBytes, maxTokens, catalogue.PriceOf(model), catalogue.LimitsOf(model),
            takesMaximum: !catalogue.RefusedBy(model).HasFlag(RefusedMembers.AnyMaximum));
}
