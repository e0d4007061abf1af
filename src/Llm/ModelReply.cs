using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Llm;

/// <summary>What a model call comes to: an answer, or the refusal of a budget. A provider that fails is an <see cref="LlmException"/>.</summary>
internal abstract record ModelReply;

/// <param name="Text">The answer, never empty; NUL and lone surrogates removed.</param>
/// <param name="Truncated">The length limit cut the answer.</param>
internal sealed record ModelAnswer(string Text, bool Truncated, ModelCall Call) : ModelReply
{
    /// <summary>A sentence about an end that nothing proves: only a sound text is the whole answer. <see langword="null"/> where the server said
    /// that the model had finished.</summary>
    public string? Doubt { get; init; }
}

/// <summary>No budget had room for an attempt, and none before it brought an answer.</summary>
internal sealed record ModelRefusal(StepFailure Reason) : ModelReply;
