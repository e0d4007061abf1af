using System.Buffers;

namespace AiDevFramework.Llm;

/// <summary>Text that comes in pieces, in memory that is lent: answers are long, and growing for one leaves more garbage than the
/// answer itself. Not for two threads at a time.</summary>
internal sealed class TextBuffer : IDisposable
{
    private const int Smallest = 1024;

    private char[] _chars = [];
    private int _length;

    public int Length => _length;

    /// <summary>Valid until the next call of any method.</summary>
    public ReadOnlySpan<char> Written => _chars.AsSpan(0, _length);

    public void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(GetSpan(text.Length));
        _length += text.Length;
    }

    /// <returns>The text so far. The buffer is empty afterwards.</returns>
    public string Drain() => Drain(_length);

    /// <returns>The first characters of the text. They are no longer in the buffer afterwards.</returns>
    public string Drain(int count)
    {
        var text = new string(Written[..count]);
        Drop(count);
        return text;
    }

    /// <summary>Forgets the first characters.</summary>
    public void Drop(int count)
    {
        var rest = Written[count..];
        if (count > 0)
        {
            rest.CopyTo(_chars);
            _length -= count;
        }
    }

    /// <summary>Forgets all but the first characters.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _length);
        _length = length;
    }

    /// <summary>Takes characters over that were written to <see cref="GetSpan"/>.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _chars.Length - _length);
        _length += count;
    }

    /// <returns>Room behind the text for so many characters at the least.</returns>
    public Span<char> GetSpan(int count)
    {
        MakeRoom(count);
        return _chars.AsSpan(_length);
    }

    /// <summary>Gives the memory back; the buffer is empty then, and can be used again.</summary>
    public void Dispose()
    {
        var lent = _chars;
        (_chars, _length) = ([], 0);
        Return(lent);
    }

    private void MakeRoom(int count)
    {
        if (_chars.Length - _length >= count)
        {
            return;
        }

        var larger = ArrayPool<char>.Shared.Rent(Math.Max(Math.Max(_length + count, _length * 2), Smallest));
        _chars.AsSpan(0, _length).CopyTo(larger);
        Return(_chars);
        _chars = larger;
    }

    private static void Return(char[] lent)
    {
        if (lent.Length > 0)
        {
            ArrayPool<char>.Shared.Return(lent);
        }
    }
}
