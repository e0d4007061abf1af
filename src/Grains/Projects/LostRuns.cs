using System.Threading.Channels;

namespace AiDevFramework.Grains.Projects;

/// <summary>Projects of this silo whose run stopped for a reason of ours; the sweeper restarts them.</summary>
internal sealed class LostRuns
{
    private readonly Channel<Guid> _lost = Channel.CreateUnbounded<Guid>();

    public void Add(Guid projectId) => _lost.Writer.TryWrite(projectId);

    /// <summary>Completes when there is something to take.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _lost.Reader.WaitToReadAsync(cancellationToken);

    public IReadOnlySet<Guid> TakeAll()
    {
        var taken = new HashSet<Guid>();
        while (_lost.Reader.TryRead(out var projectId))
        {
            taken.Add(projectId);
        }

        return taken;
    }
}
