using System.Collections.Concurrent;

namespace AiDevFramework.Grains.Attempts;

/// <summary>
/// The calls that runs of this silo wait for, at most one of each project. A worker asks a model only for a call that is pending here: a request
/// that was overtaken by its own cancellation, or that comes from a silo which was voted out and does not know it, finds the door closed.
/// </summary>
internal sealed class PendingCalls
{
    private readonly ConcurrentDictionary<Guid, PendingCall> _calls = new();

    public IEnumerable<PendingCall> All => _calls.Select(entry => entry.Value);

    /// <summary>Admits a worker to the project's call. Disposing of the result closes it.</summary>
    public PendingCall Begin(Guid projectId, CallAttempts attempts)
    {
        var call = new PendingCall(attempts, closed => _calls.TryRemove(new KeyValuePair<Guid, PendingCall>(projectId, closed)));
        return _calls.TryAdd(projectId, call)
            ? call
            : throw new InvalidOperationException($"A call of project {projectId} is pending on this silo already.");
    }

    /// <returns><see langword="null"/> where nobody waits for a call of the project.</returns>
    public PendingCall? Find(Guid projectId) => _calls.GetValueOrDefault(projectId);

    /// <inheritdoc cref="PendingCall.TryEnter"/>
    public IDisposable? TryEnter(Guid projectId, out CancellationToken closing)
    {
        closing = default;
        return _calls.TryGetValue(projectId, out var call) ? call.TryEnter(out closing) : null;
    }
}
