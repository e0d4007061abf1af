using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Grains.Attempts;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Projects;

/// <summary>Every attempt can cost the same, and the first one always asks the same model.</summary>
internal sealed class FixedQuotes(decimal? mostUsd = 0.09m) : IQuotes
{
    public Quote QuoteFor(StepRequest request) => new("openai/gpt-4o", "openrouter", mostUsd);

    public Quote QuoteFor(ModelQuestion question) => new(question.Model, "openrouter", mostUsd);
}
