using System.Buffers;

namespace AiDevFramework.Gateway.Progress;

/// <summary>
/// Reads until the meter is exceeded, then brings nothing more: the connection can still be told why and closed. What is written while
/// more follows leaves together with it: a phase that ends and the next one that begins are one packet.
/// </summary>
internal sealed class MeteredStream(Stream inner, TrafficMeter meter) : Stream
{
    /// <summary>Bytes that wait at the most.</summary>
    private const int MostHeld = 4096;

    private readonly CancellationTokenSource _disposed = new();
    private byte[]? _held;
    private int _heldBytes;

    /// <summary>Whether whoever writes will write again at once.</summary>
    public bool MoreFollows { get; set; }

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        meter.Count(read);
        if (meter.Exceeded.IsCompleted)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, either.Token);
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!MoreFollows && _heldBytes == 0)
        {
            return inner.WriteAsync(buffer, cancellationToken);
        }

        if (_heldBytes + buffer.Length > MostHeld)
        {
            return WriteHeldAsync(buffer, cancellationToken);
        }

        _held ??= ArrayPool<byte>.Shared.Rent(MostHeld);
        buffer.CopyTo(_held.AsMemory(_heldBytes));
        _heldBytes += buffer.Length;
        return MoreFollows ? ValueTask.CompletedTask : WriteHeldAsync(default, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async ValueTask WriteHeldAsync(ReadOnlyMemory<byte> behind, CancellationToken cancellationToken)
    {
        if (_held is { } held)
        {
            var bytes = _heldBytes;
            (_held, _heldBytes) = (null, 0);
            await inner.WriteAsync(held.AsMemory(0, bytes), cancellationToken);
            ArrayPool<byte>.Shared.Return(held); // not where the write failed: nobody knows who still reads it
        }

        if (!behind.IsEmpty)
        {
            await inner.WriteAsync(behind, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed.IsCancellationRequested)
        {
            _disposed.Cancel();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
