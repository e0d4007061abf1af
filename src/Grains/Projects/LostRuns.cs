using System.Threading.Channels;
using AiDevFramework.Grains.State;

namespace AiDevFramework.Grains.Projects;

/// <summary>Runs that broke off on this silo, or that it could not wake. The sweeper tries again.</summary>
internal sealed class LostRuns
{
    private readonly Channel<LostRun> _lost = Channel.CreateUnbounded<LostRun>();

    public void Add(LostRun run) => _lost.Writer.TryWrite(run);

    /// <summary>Completes when there is something to read.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _lost.Reader.WaitToReadAsync(cancellationToken);

    /// <returns>Each run that was reported since the last reading, once.</returns>
    public IReadOnlySet<LostRun> ReadAll()
    {
        var runs = new HashSet<LostRun>();
        while (_lost.Reader.TryRead(out var run))
        {
            runs.Add(run);
        }

        return runs;
    }
}
