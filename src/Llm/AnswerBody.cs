using System.Buffers;
using System.Text;

namespace AiDevFramework.Llm;

/// <summary>
/// Cuts a response body into payloads as its bytes arrive: the data of one server-sent event each, or one JSON object each where the
/// body begins with one, be it the only one, a line, or a member of an array. The body itself says which: content types lie.
/// Tolerates CR, LF and CRLF, comments, a byte order mark, and a last event without its blank line (the framework's own parser drops
/// that one, and with it the usage of a server that closes early).
/// </summary>
/// <param name="maxBytes">What one payload may be at most.</param>
/// <param name="codings">What the server says of how the body is compressed, the last one applied last.</param>
internal sealed class AnswerBody(Stream stream, int maxBytes, ICollection<string>? codings = null) : IDisposable
{
    private const byte RecordSeparator = 0x1E; // before each object of a JSON text sequence, RFC 7464
    private const int MostStray = 2000;

    private static ReadOnlySpan<byte> Blank => " \t\r\n"u8;

    private Stream? _decoded;
    private Form _form;
    private JsonScanner _scanner;
    private bool _decided;
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
    private bool _isError;
    private bool _hasEvents;
    private readonly StringBuilder _stray = new();

    private enum Form
    {
        Unknown = 0,
        Events = 1,
        Objects = 2,
    }

    /// <summary>Whether the last payload came in an event whose name says that it is an error.</summary>
    public bool IsError { get; private set; }

    /// <summary>The text of a body that is neither events nor JSON, cut; empty otherwise.</summary>
    public string Stray => _hasEvents || _form is not Form.Events ? "" : _stray.ToString();

    /// <summary>Waits for more bytes.</summary>
    /// <returns><see langword="false"/> at the end of the body; payloads may still be waiting.</returns>
    /// <exception cref="ChatFailureException">One payload is longer than it may be, or the body is a page for people.</exception>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var count = await (_decoded ?? stream).ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        if (!_decided && count > 0)
        {
            _decided = true;
            if (BodyCoding.Decode(_buffer.AsMemory(_end, count), stream, codings ?? []) is { } decoded)
            {
                _decoded = decoded;
                count = await decoded.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            }
        }

        _end += count;
        _ended = count == 0;
        if (!_started && IsPage(_buffer.AsSpan(_next, _end - _next)))
        {
            throw new ChatFailureException(ChatFailure.WrongAddress, final: true, error: ErrorReader.ReadBody(_buffer.AsMemory(_next, _end - _next)));
        }

        return !_ended;
    }

    /// <summary>Takes the next payload out of the bytes that are there.</summary>
    /// <param name="payload">Valid until the next call of any method.</param>
    public bool TryRead(out ReadOnlySpan<byte> payload)
    {
        if (_form is Form.Unknown)
        {
            _form = Recognise();
        }

        payload = default;
        return _form switch
        {
            Form.Events => TryReadEvent(out payload),
            Form.Objects => TryReadObject(out payload),
            _ => false,
        };
    }

    public void Dispose()
    {
        _decoded?.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        ArrayPool<byte>.Shared.Return(_data);
        _buffer = _data = [];
    }

    /// <summary>Neither an event nor JSON begins with a tag: a page for people was sent instead.</summary>
    private static bool IsPage(ReadOnlySpan<byte> first) => first.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8);

    private Form Recognise()
    {
        var first = _buffer.AsSpan(_next, _end - _next);
        var bare = first.TrimStart("\uFEFF \t\r\n"u8);
        if (bare.IsEmpty)
        {
            return Form.Unknown;
        }

        if (bare[0] is not ((byte)'{' or (byte)'[' or RecordSeparator))
        {
            return Form.Events;
        }

        _started = true;
        _next = _searched = _end - bare.Length;
        return Form.Objects;
    }

    /// <summary>The next value: an object, or what stands where one should.</summary>
    private bool TryReadObject(out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (!_scanner.IsInside)
        {
            SkipSeparators();
        }

        if (_next == _end)
        {
            return false;
        }

        var isObject = _buffer[_next] == (byte)'{';
        var stop = isObject
            ? _scanner.EndOf(_buffer.AsSpan(_searched, _end - _searched))
            : _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
        if (stop < 0 && !_ended)
        {
            _searched = _end;
            return false;
        }

        var closing = isObject ? 1 : 0; // the brace is part of it
        var after = stop < 0 ? _end : _searched + stop + closing;
        if (!isObject && BeginsEvent(_buffer.AsSpan(_next, after - _next)))
        {
            (_form, _searched) = (Form.Events, _next); // a gateway's own events behind another server's objects
            return TryReadEvent(out payload);
        }

        IsError = false;
        payload = _buffer.AsSpan(_next, after - _next);
        _next = _searched = after;
        _scanner = default;
        return true;
    }

    /// <summary>Skips blanks, and what stands around the members of an array, but not the word that ends a stream.</summary>
    private void SkipSeparators()
    {
        while (_next < _end)
        {
            var rest = _buffer.AsSpan(_next, _end - _next);
            if (Blank.Contains(rest[0]) || rest[0] is (byte)',' or (byte)']' or RecordSeparator || (rest[0] == (byte)'[' && !MayBeDone(rest)))
            {
                _next++;
            }
            else
            {
                break;
            }
        }

        _searched = Math.Max(_searched, _next);
    }

    private static bool BeginsEvent(ReadOnlySpan<byte> line) =>
        line.StartsWith("data:"u8) || line.StartsWith("event:"u8) || line.StartsWith("id:"u8) || line.StartsWith("retry:"u8) || line.StartsWith(":"u8);

    private static bool MayBeDone(ReadOnlySpan<byte> rest)
    {
        var done = "[DONE]"u8;
        return done.StartsWith(rest[..Math.Min(rest.Length, done.Length)]);
    }

    private bool TryReadEvent(out ReadOnlySpan<byte> payload)
    {
        var (start, skip) = (_next, _skipLineFeed);
        while (TryReadLine(out var line))
        {
            if (line.IsEmpty)
            {
                if (_hasData)
                {
                    return CompleteEvent(out payload);
                }

                _isError = false;
            }
            else if (_hasData && BeginsAnother(line))
            {
                (_next, _searched, _skipLineFeed) = (start, start, skip); // a server that leaves out the blank line
                return CompleteEvent(out payload);
            }
            else if (!_hasData && line[0] == (byte)'{')
            {
                (_next, _searched, _skipLineFeed) = (start, start, skip);
                _form = Form.Objects; // comments kept the connection alive until the server had its answer
                return TryReadObject(out payload);
            }
            else
            {
                ReadField(line);
            }

            (start, skip) = (_next, _skipLineFeed);
        }

        if (_ended && _hasData)
        {
            return CompleteEvent(out payload);
        }

        payload = default;
        return false;
    }

    /// <summary>Whether an object is complete and the line has the next one: inside an object no brace follows another at a line's end.</summary>
    private bool BeginsAnother(ReadOnlySpan<byte> line) =>
        _length > 0 && _data[_length - 1] == (byte)'}' && line.StartsWith("data:"u8)
        && line[5..].TrimStart((byte)' ') is [(byte)'{' or (byte)'[', ..];

    private bool CompleteEvent(out ReadOnlySpan<byte> payload)
    {
        payload = _data.AsSpan(0, _length);
        _hasEvents = true;
        IsError = _isError;
        _length = 0;
        _hasData = _isError = false;
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

    private void ReadField(ReadOnlySpan<byte> line)
    {
        line = WithoutMark(line);
        if (line.StartsWith("event:"u8))
        {
            _isError = line[6..].Trim(Blank).SequenceEqual("error"u8);
            return;
        }

        if (!line.StartsWith("data"u8) || (line.Length > 4 && line[4] != (byte)':'))
        {
            ReadOther(line);
            return;
        }

        var value = line.Length > 5 ? line[5..] : default;
        while (value.TrimStart((byte)' ') is var bare && bare.StartsWith("data:"u8))
        {
            value = bare[5..]; // wrapped twice, by a gateway around another
        }

        Append(value.StartsWith(" "u8) ? value[1..] : value);
    }

    /// <summary>A comment, a field that says nothing about the answer, the end of the stream without its field's name, or no event at all.</summary>
    private void ReadOther(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("[DONE]"u8))
        {
            Append(line);
        }
        else if (!BeginsEvent(line) && !_hasEvents && _stray.Length < MostStray)
        {
            _stray.Append(Encoding.UTF8.GetString(line[..Math.Min(line.Length, MostStray)])).Append('\n');
        }
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
