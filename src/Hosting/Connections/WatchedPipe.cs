using System.IO.Pipelines;

namespace AiDevFramework.Hosting.Connections;

/// <summary>
/// Notes when bytes came. A reader asks for more once it has looked at what it has, so the moment of that is the moment of the
/// last byte; nothing is wrapped that would have to be waited for.
/// </summary>
internal sealed class WatchedPipe(IDuplexPipe inner, ConnectionPlace place) : PipeReader, IDuplexPipe
{
    private readonly PipeReader _reader = inner.Input;

    public PipeReader Input => this;

    public PipeWriter Output => inner.Output;

    public override void AdvanceTo(SequencePosition consumed)
    {
        place.Touch();
        _reader.AdvanceTo(consumed);
    }

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        place.Touch();
        _reader.AdvanceTo(consumed, examined);
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => _reader.ReadAsync(cancellationToken);

    public override bool TryRead(out ReadResult result) => _reader.TryRead(out result);

    public override void CancelPendingRead() => _reader.CancelPendingRead();

    public override void Complete(Exception? exception = null) => _reader.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => _reader.CompleteAsync(exception);
}
