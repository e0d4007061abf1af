using System.Text.Json;

namespace AiDevFramework.Llm;

/// <summary>
/// Tells text that is added from text that is said again. Most servers send increments; some repeat the whole text in each piece or in
/// the last one. A piece says the text again where it begins with all of the text so far, which an increment does by chance alone: it is
/// held until what follows decides. An increment that equals any smaller part of the text is never dropped. Not for two threads at a time.
/// </summary>
/// <param name="mostHeld">Characters that may wait for a decision.</param>
internal sealed class TextIncrements(int mostHeld) : IDisposable
{
    /// <summary>Characters at both ends of the text that are compared; what lies between is not kept.</summary>
    private const int Sample = 64;

    /// <summary>Characters. A shorter text may begin a piece by chance.</summary>
    private const int Telling = 16;

    /// <summary>Characters kept of the end of the text, with blanks that a repetition may leave out.</summary>
    private const int TailLength = 2 * Sample;

    private readonly TextBuffer _text = new();
    private readonly TextBuffer _held = new();
    private readonly char[] _first = new char[Sample];
    private readonly char[] _last = new char[TailLength];
    private int _length;
    private int _leading; // blanks at the beginning of the text
    private int _trailing; // and at its end; all of them where it has nothing else
    private int _pieces;
    private int _lastHeld; // where the last of the held pieces begins
    private int _growths; // how often a piece was the one before and more
    private bool _isCumulative;

    /// <summary>Characters of the answer so far, those that are held not counted.</summary>
    public int Length => _length;

    /// <summary>Characters without the blanks around them.</summary>
    private int Core => Math.Max(0, _length - _leading - _trailing);

    /// <summary>Whether there is text that was not handed out.</summary>
    public bool HasText => _text.Length > 0;

    /// <summary>Adds the string the reader stands on.</summary>
    /// <returns>Characters that were added to the answer, which may be those of earlier pieces; 0 where they were said before or are held.</returns>
    /// <exception cref="JsonException">A server that repeats the whole text has changed it.</exception>
    public int Append(ref readonly Utf8JsonReader reader)
    {
        var start = _text.Length;
        JsonText.AppendTo(in reader, _text);
        var piece = _text.Written[start..];
        if (!_isCumulative && _held.Length == 0 && (piece.Length < Core || _length == 0))
        {
            Remember(piece); // as good as always
            return piece.Length;
        }

        return piece.IsEmpty ? 0 : Decide(start);
    }

    /// <summary>Adds what the string the reader stands on has beyond the text so far; nothing where it is no repetition of it.</summary>
    /// <returns>Characters that were added.</returns>
    public int AppendWhole(ref readonly Utf8JsonReader reader)
    {
        var settled = Complete();
        var start = _text.Length;
        JsonText.AppendTo(in reader, _text);
        var piece = _text.Written[start..];
        return settled + (Repeats(piece) ? Replace(start, piece[_length..].ToString()) : Replace(start, ""));
    }

    /// <summary>Nothing follows: decides about what is held.</summary>
    /// <returns>Characters that were added.</returns>
    public int Complete()
    {
        if (_held.Length == 0)
        {
            return 0;
        }

        var pieces = _held.Written;
        var isRepeated = _growths == 0
            ? (_lastHeld == 0 || _pieces > 1) && IsTelling(pieces[_lastHeld..]) // of three equal pieces and nothing else none is dropped
            : IsTelling(pieces[..Math.Min(_length, pieces.Length)]) || IsTelling(pieces[.._lastHeld])
                || (_growths > 2 && IsTelling(pieces[_lastHeld..]));
        return Release(isRepeated ? pieces[Math.Min(pieces.Length, _lastHeld + _length)..].ToString() : pieces.ToString());
    }

    /// <returns>The text since the last call; empty where there is none.</returns>
    public string Drain() => _text.Drain();

    /// <returns>The last characters that were added and not handed out.</returns>
    public ReadOnlySpan<char> Latest(int count) => _text.Written[^Math.Min(count, _text.Length)..];

    public void Dispose()
    {
        _text.Dispose();
        _held.Dispose();
    }

    private int Decide(int start)
    {
        var piece = _text.Written[start..];
        if (_isCumulative)
        {
            if (Repeats(piece))
            {
                return Replace(start, piece[_length..].ToString());
            }

            return IsEarlier(piece) ? Replace(start, "") : throw new JsonException("A text that is repeated as a whole has changed.");
        }

        if (_held.Length > 0)
        {
            var before = _held.Written[_lastHeld..];
            if (piece.StartsWith(before))
            {
                var isTelling = IsTelling(before);
                Hold(start, grows: piece.Length > before.Length);
                return _growths >= 2 && isTelling ? Believe() : 0;
            }

            if (piece.IsWhiteSpace())
            {
                _held.Append(piece); // decides nothing
                _text.Truncate(start);
                return 0;
            }

            var next = piece.ToString();
            _text.Truncate(start);
            var released = Release(_held.Written.ToString()); // increments after all
            _text.Append(next);
            return released + Decide(start + released);
        }

        if ((Repeats(piece) && (piece.Length > _length || _length >= Telling)) || RepeatsTrimmed(piece))
        {
            _growths = 0;
            Hold(start, grows: piece.Length > _length);
            return 0;
        }

        Remember(piece);
        return piece.Length;
    }

    /// <summary>Takes a piece out of the text to wait.</summary>
    private void Hold(int start, bool grows)
    {
        var piece = _text.Written[start..];
        if (_held.Length + piece.Length > mostHeld)
        {
            throw new ChatFailureException(ChatFailure.TooLarge);
        }

        _lastHeld = _held.Length;
        _held.Append(piece);
        _text.Truncate(start);
        _growths += grows ? 1 : 0;
    }

    /// <summary>Every piece so far was the one before and more.</summary>
    private int Believe()
    {
        _isCumulative = true;
        return Release(_held.Written[(_lastHeld + _length)..].ToString());
    }

    private int Release(string text)
    {
        _held.Drop(_held.Length);
        _lastHeld = 0;
        _growths = 0;
        return Replace(_text.Length, text);
    }

    private int Replace(int start, string text)
    {
        _text.Truncate(start);
        _text.Append(text);
        Remember(text);
        return text.Length;
    }

    private void Remember(ReadOnlySpan<char> added)
    {
        if (_length < Sample)
        {
            var known = Math.Min(added.Length, Sample - _length);
            added[..known].CopyTo(_first.AsSpan(_length));
        }

        if (added.Length >= TailLength)
        {
            added[^TailLength..].CopyTo(_last);
        }
        else
        {
            _last.AsSpan(added.Length).CopyTo(_last);
            added.CopyTo(_last.AsSpan(TailLength - added.Length));
        }

        var bare = added.TrimEnd().Length;
        _leading += _leading < _length ? 0 : added.Length - added.TrimStart().Length;
        _trailing = bare == 0 ? _trailing + added.Length : added.Length - bare;
        _length += added.Length;
        _pieces++;
    }

    /// <summary>Whether the piece begins with all of the text so far.</summary>
    private bool Repeats(ReadOnlySpan<char> piece)
    {
        var sample = Math.Min(_length, Sample);
        return piece.Length >= _length
            && piece.StartsWith(_first.AsSpan(0, sample))
            && piece.Slice(_length - sample, sample).SequenceEqual(_last.AsSpan(TailLength - sample));
    }

    /// <summary>Whether the piece is all of the text so far, without the blanks around it: servers trim what they say in one piece.</summary>
    private bool RepeatsTrimmed(ReadOnlySpan<char> piece)
    {
        var bare = piece.Trim();
        if (bare.Length != Core || bare.Length < Telling || _leading >= Sample / 2 || _trailing > TailLength - Sample)
        {
            return false;
        }

        var (first, last) = (Math.Min(bare.Length, Sample - _leading), Math.Min(bare.Length, Sample));
        return bare.StartsWith(_first.AsSpan(_leading, first)) && bare[^last..].SequenceEqual(_last.AsSpan(TailLength - _trailing - last, last));
    }

    private bool IsEarlier(ReadOnlySpan<char> piece)
    {
        var sample = Math.Min(piece.Length, Math.Min(_length, Sample));
        return piece.Length <= _length && piece[..sample].SequenceEqual(_first.AsSpan(0, sample));
    }

    /// <summary>Whether a text is long and varied enough not to begin a piece by chance.</summary>
    private static bool IsTelling(ReadOnlySpan<char> text)
    {
        if (text.Length < Telling)
        {
            return false;
        }

        var (first, second) = (text[0], text.IndexOfAnyExcept(text[0]) is >= 0 and var at ? text[at] : text[0]);
        return text.ContainsAnyExcept(first, second);
    }
}
