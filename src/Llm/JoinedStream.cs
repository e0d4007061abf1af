namespace AiDevFramework.Llm;

/// <summary>Bytes that were read already, then the rest of where they came from. Only read asynchronously; the rest is its owner's to
/// dispose of.</summary>
internal sealed class JoinedStream(byte[] first, Stream rest) : ReadOnlyStream
{
    private int _read;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_read == first.Length)
        {
            return rest.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(buffer.Length, first.Length - _read);
        first.AsSpan(_read, count).CopyTo(buffer.Span);
        _read += count;
        return ValueTask.FromResult(count);
    }
}
