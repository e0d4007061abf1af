namespace AiDevFramework.Grains.Abstractions.Phases;

/// <summary>
/// Makes one model call for a step and judges the answer. Stateless; keyed by a small shard number of the project id,
/// one reentrant activation per key and silo, so that a caller's cancellation reaches the call it belongs to.
/// </summary>
[Alias("aidev.phase-worker")]
public interface IPhaseWorker : IGrainWithIntegerKey
{
    /// <summary>How many keys there are.</summary>
    const int Shards = 64;

    /// <returns>Never throws for what a model or its provider did: that is <see cref="CallVerdict.Failed"/>.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled, or the silo stops.</exception>
    [ResponseTimeout("00:20:00")] // above the worker's own deadline, so that the worker's answer comes first
    Task<StepReply> RunAsync(StepRequest request, CancellationToken cancellationToken);
}
