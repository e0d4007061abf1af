using System.Collections.Concurrent;

namespace AiDevFramework.Gateway.Commands;

/// <summary>The commands with a key that this gateway is working on. Those of other gateways meet at the project.</summary>
internal sealed class RunningCommands
{
    private readonly ConcurrentDictionary<Guid, bool> _running = new();

    /// <param name="keyId">See <see cref="Grains.Abstractions.Projects.CommandKey"/>.</param>
    /// <returns>To be disposed of when the command is answered; <see langword="null"/> where the same one is being worked on.</returns>
    public IDisposable? TryBegin(Guid keyId) => _running.TryAdd(keyId, true) ? new Place(() => _running.TryRemove(keyId, out _)) : null;

    private sealed class Place(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
