using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Attempts;

/// <summary>Says which model a call asks and what it can cost at most. Replaced in tests of the grain's own logic.</summary>
internal interface IQuotes
{
    /// <summary>Completes when the provider was asked for prices once, whatever came of it.</summary>
    Task Ready => Task.CompletedTask;

    /// <summary>For the first attempt at a step's next call.</summary>
    Quote QuoteFor(StepRequest request);

    /// <summary>For an attempt that asks this question.</summary>
    Quote QuoteFor(ModelQuestion question);
}
