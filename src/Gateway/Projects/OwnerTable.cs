using System.Collections.Concurrent;

namespace AiDevFramework.Gateway.Projects;

/// <summary>Whose projects are: an owner never changes. Bounded: when it is full, it begins anew.</summary>
internal sealed class OwnerTable
{
    /// <summary>Six megabytes.</summary>
    private const int MostKept = 100_000;

    private readonly ConcurrentDictionary<Guid, Guid> _owners = new();

    public Guid? Find(Guid projectId) => _owners.TryGetValue(projectId, out var owner) ? owner : null;

    public void Keep(Guid projectId, Guid ownerId)
    {
        if (_owners.Count >= MostKept)
        {
            _owners.Clear();
        }

        _owners[projectId] = ownerId;
    }
}
