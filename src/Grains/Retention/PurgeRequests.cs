using System.Threading.Channels;

namespace AiDevFramework.Grains.Retention;

/// <summary>Wakes this silo's sweeper for a project that is not to be kept any longer. The others find it in their rounds.</summary>
internal sealed class PurgeRequests
{
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ask() => _asked.Writer.TryWrite(true);

    /// <summary>Completes when somebody has asked since the last time.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _asked.Reader.ReadAsync(cancellationToken);
}
