using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Llm;

/// <summary>What a model call comes to: an answer, the refusal of a budget, or the failure of all that was asked.</summary>
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

/// <summary>No model gave a usable answer.</summary>
/// <param name="Reason">Fit for a user's eyes: no key, no prompt.</param>
/// <param name="Call">What the provider charged all the same; <see langword="null"/> where nothing is known to be charged.</param>
/// <param name="Cause">The provider's own reason, or the network's, fit for the log: cut, without secrets. Never for a user's eyes.</param>
/// <param name="Trace">What broke last, for the log.</param>
internal sealed record ModelFailure(StepFailure Reason, ModelCall? Call = null, string? Cause = null, Exception? Trace = null) : ModelReply;
