using System.Buffers;

namespace AiDevFramework.Grains.Llm;

/// <summary>
/// Cuts a response body into payloads as its bytes arrive: the data of one server-sent event each, or the whole body where
/// the server did not stream. Tolerates CR, LF and CRLF, comments, a byte order mark, and a last event without its blank
/// line (the framework's own parser drops that one, and with it the usage of a server that closes early).
/// </summary>
/// <param name="events">Whether the body is an event stream.</param>
/// <param name="maxBytes">What one payload may be at most.</param>
internal sealed class AnswerBody(Stream stream, bool events, int maxBytes) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(8192);
    private int _next; // first byte not yet consumed
    private int _searched; // no line ends between _next and here
    private int _end;
    private byte[] _data = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;
    private bool _hasData;
    private bool _skipLineFeed;
    private bool _started;
    private bool _ended;

    /// <summary>Waits for more bytes.</summary>
    /// <returns><see langword="false"/> at the end of the body; payloads may still be waiting.</returns>
    /// <exception cref="ChatFailureException">One payload is longer than it may be.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        _ended = count == 0;
        return !_ended;
    }

    /// <summary>Takes the next payload out of the bytes that are there.</summary>
    /// <param name="payload">Valid until the next call of any method.</param>
    public bool TryRead(out ReadOnlySpan<byte> payload)
    {
        return events ? TryReadEvent(out payload) : TryReadWhole(out payload);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        ArrayPool<byte>.Shared.Return(_data);
        _buffer = _data = [];
    }

    private bool TryReadWhole(out ReadOnlySpan<byte> payload)
    {
        payload = _buffer.AsSpan(_next, _end - _next);
        if (!_ended || payload.IsEmpty)
        {
            return false;
        }

        payload = WithoutMark(payload);
        _next = _end;
        return true;
    }

    private bool TryReadEvent(out ReadOnlySpan<byte> payload)
    {
        while (TryReadLine(out var line))
        {
            if (!line.IsEmpty)
            {
                TakeField(line);
            }
            else if (_hasData)
            {
                return TakeEvent(out payload);
            }
        }

        if (_ended && _hasData)
        {
            return TakeEvent(out payload);
        }

        payload = default;
        return false;
    }

    private bool TakeEvent(out ReadOnlySpan<byte> payload)
    {
        payload = _data.AsSpan(0, _length);
        _length = 0;
        _hasData = false;
        return true;
    }

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        if (_skipLineFeed && _next < _end)
        {
            _skipLineFeed = false;
            if (_buffer[_next] == (byte)'\n')
            {
                _searched = ++_next;
            }
        }

        var at = _buffer.AsSpan(_searched, _end - _searched).IndexOfAny((byte)'\r', (byte)'\n');
        if (at < 0)
        {
            _searched = _end;
            line = _buffer.AsSpan(_next, _end - _next);
            if (!_ended || line.IsEmpty)
            {
                return false;
            }

            _next = _end;
            return true;
        }

        var stop = _searched + at;
        line = _buffer.AsSpan(_next, stop - _next);
        _skipLineFeed = _buffer[stop] == (byte)'\r';
        _next = _searched = stop + 1;
        return true;
    }

    private void TakeField(ReadOnlySpan<byte> line)
    {
        line = WithoutMark(line);
        if (!line.StartsWith("data"u8) || (line.Length > 4 && line[4] != (byte)':'))
        {
            return; // a comment, or a field that says nothing about the answer
        }

        var value = line.Length > 5 ? line[5..] : default;
        Append(value.StartsWith(" "u8) ? value[1..] : value);
    }

    private void Append(ReadOnlySpan<byte> value)
    {
        var needed = _length + value.Length + 1;
        if (needed > maxBytes)
        {
            throw new ChatFailureException(ChatFailure.TooLarge);
        }

        if (needed > _data.Length)
        {
            Grow(ref _data, needed, _length);
        }

        if (_hasData)
        {
            _data[_length++] = (byte)'\n';
        }

        value.CopyTo(_data.AsSpan(_length));
        _length += value.Length;
        _hasData = true;
    }

    private ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> first)
    {
        var marked = !_started && first.StartsWith("\uFEFF"u8);
        _started = true;
        return marked ? first[3..] : first;
    }

    private void MakeRoom()
    {
        if (_next > 0)
        {
            _buffer.AsSpan(_next, _end - _next).CopyTo(_buffer);
            _end -= _next;
            _searched -= _next;
            _next = 0;
        }

        if (_end >= maxBytes)
        {
            throw new ChatFailureException(ChatFailure.TooLarge);
        }

        if (_end == _buffer.Length)
        {
            Grow(ref _buffer, _end + 1, _end);
        }
    }

    private static void Grow(ref byte[] buffer, int needed, int used)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, buffer.Length * 2));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
