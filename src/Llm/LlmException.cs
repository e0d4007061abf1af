using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Llm;

/// <summary>A model call that gave no usable answer. Ends in the phase worker, as a failed reply.</summary>
/// <param name="message">Fit for a user's eyes: no key, no prompt.</param>
/// <param name="retryAvailable">Whether the run can be tried again.</param>
/// <param name="call">What the provider charged all the same; <see langword="null"/> where nothing is known to be charged.</param>
internal sealed class LlmException(string message, bool retryAvailable, ModelCall? call = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public bool RetryAvailable { get; } = retryAvailable;

    public ModelCall? Call { get; } = call;

    /// <summary>What has to change before a retry can succeed; <see langword="null"/> where waiting is enough.</summary>
    public string? FixFirst { get; init; }

    /// <summary>The provider's own reason or the network's, fit for the log: cut, without secrets. Never for a user's eyes.</summary>
    public string? Reason { get; init; }
}
