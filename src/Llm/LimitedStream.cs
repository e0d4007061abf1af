namespace AiDevFramework.Llm;

/// <summary>Reads at most so many bytes, and fails where more come.</summary>
internal sealed class LimitedStream(Stream inner, long most) : ReadOnlyStream
{
    private long _read;

    /// <exception cref="ChatFailureException">More came.</exception>
    /// <exception cref="InvalidDataException">The bytes are not what they should be.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _read += count;
        return _read > most ? throw new ChatFailureException(ChatFailure.TooLarge) : count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
