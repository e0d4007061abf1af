namespace AiDevFramework.Llm;

/// <summary>Finds where a JSON object ends whose bytes come in pieces, without reading what is in it.</summary>
internal struct JsonScanner
{
    private int _depth;
    private bool _inString;
    private bool _afterBackslash;

    /// <summary>Whether the object has begun and not ended.</summary>
    public readonly bool IsInside => _depth > 0;

    /// <param name="bytes">What follows the bytes that were scanned already.</param>
    /// <returns>The index of the brace that closes the object; -1 where it comes later.</returns>
    public int EndOf(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (_afterBackslash)
            {
                _afterBackslash = false;
                at++;
                continue;
            }

            var next = _inString ? bytes[at..].IndexOfAny((byte)'"', (byte)'\\') : bytes[at..].IndexOfAny((byte)'"', (byte)'{', (byte)'}');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            switch (bytes[at])
            {
                case (byte)'"':
                    _inString = !_inString;
                    break;
                case (byte)'\\':
                    _afterBackslash = true;
                    break;
                case (byte)'{':
                    _depth++;
                    break;
                default:
                    if (--_depth == 0)
                    {
                        return at;
                    }

                    break;
            }

            at++;
        }

        return -1;
    }
}
