namespace AiDevFramework.Llm;

/// <summary>
/// A connection to the provider that asks for the permit before every write, so that a process that stood still for a while does not
/// send what it no longer may. No server answers a request that lacks its last bytes.
/// </summary>
/// <param name="connection">Disposed of with this, which is how a call that is given up ends its writes: the framework passes them no token.</param>
/// <param name="limiter">Gives the permit. To ask again within a moment costs a look at the clock.</param>
internal sealed class PermittedStream(Stream connection, CallLimiter limiter) : Stream
{
    private readonly CancellationTokenSource _disposed = new();

    public override bool CanRead => connection.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => connection.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="VotedOutException">It may not be sent any more.</exception>
    /// <exception cref="UnsentException">The caller gave up before the permit was decided.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            using var either = cancellationToken.CanBeCanceled
                ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token)
                : null;
            await limiter.PermitAsync((either ?? _disposed).Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (exception is not VotedOutException)
        {
            throw new UnsentException(exception);
        }

        await connection.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Calls are asynchronous.");

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override void Flush() => connection.Flush();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        connection.ReadAsync(buffer, offset, count, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => connection.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _disposed.Cancel();
            connection.Dispose();
        }

        base.Dispose(disposing);
    }
}
