using System.Collections.Concurrent;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Attempts;

/// <summary>
/// The steps that grains of this silo wait for. A worker makes a call only for a step that is open here, so that a request finds
/// the door closed which was overtaken by its own cancellation, or which comes from a silo that was voted out and does not know.
/// </summary>
internal sealed class OpenSteps
{
    private readonly ConcurrentDictionary<Guid, OpenStep> _open = new();

    public IEnumerable<OpenStep> All => _open.Select(entry => entry.Value);

    /// <summary>Opens a step of the project, which has no other open. Disposing of it closes it.</summary>
    /// <param name="first">The attempt at its call that is stored already.</param>
    public OpenStep Open(Guid projectId, AttemptRecord? first = null)
    {
        var step = new OpenStep(closed => _open.TryRemove(new KeyValuePair<Guid, OpenStep>(projectId, closed)), first);
        return _open.TryAdd(projectId, step)
            ? step
            : throw new InvalidOperationException($"A step of project {projectId} is open on this silo already.");
    }

    /// <returns><see langword="null"/> where nobody waits for a step of the project.</returns>
    public OpenStep? Find(Guid projectId) => _open.GetValueOrDefault(projectId);

    /// <returns>To be disposed of when the work ends; <see langword="null"/> where nobody waits for it, or somebody is at it.</returns>
    public IDisposable? TryEnter(Guid projectId, out CancellationToken closing)
    {
        closing = default;
        return _open.TryGetValue(projectId, out var step) ? step.TryEnter(out closing) : null;
    }
}
