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
    /// <remarks>A call may wait for its place behind ten thousand others. Nothing but the worker can tell whether it still gets on:
    /// it runs on the caller's own silo, and the answer cannot be lost between them.</remarks>
    [ResponseTimeout("14.00:00:00")]
    Task<StepReply> RunAsync(StepRequest request, CancellationToken cancellationToken);
}
