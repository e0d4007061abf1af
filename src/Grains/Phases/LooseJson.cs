using System.Globalization;
using System.Text;

namespace AiDevFramework.Grains.Phases;

/// <summary>
/// Reads one object as models write them: JSON, and what every repairing reader takes besides. Comments, trailing and missing commas,
/// single, smart and triple quotes, unquoted names, Python's words, tuples and prefixes, raw line breaks, unknown escapes, quotes inside of texts,
/// and an end without its braces. Reads valid JSON as any reader does.
/// </summary>
/// <param name="text">The whole answer.</param>
/// <param name="start">Where the object's brace is.</param>
internal sealed class LooseJson(string text, int start)
{
    /// <summary>Objects and lists inside of each other; deeper ones are an attack, not an answer.</summary>
    private const int MaxDepth = 32;

    /// <summary>The longest text that may be a name, where it must be told whether a quotation mark begins one.</summary>
    private const int LongestName = 80;

    private int _at = start;
    private int _furthest = start;
    private int _depth;

    /// <summary>The index behind what was read.</summary>
    public int End => _at;

    /// <summary>The index behind what was looked at, which may be more.</summary>
    public int Furthest => Math.Max(_at, _furthest);

    public bool IsTooDeep { get; private set; }

    /// <returns><see langword="null"/> where the brace begins no object.</returns>
    public LooseObject? Read() => ReadObject() is { } read && !IsTooDeep ? read : null;

    private LooseObject? ReadObject()
    {
        if (++_depth > MaxDepth)
        {
            IsTooDeep = true;
            return null;
        }

        _at++;
        var members = new List<KeyValuePair<string, LooseValue>>();
        while (true)
        {
            SkipBetween();
            if (_at < text.Length && text[_at] == '}')
            {
                _at++;
                _depth--;
                return new LooseObject(members, IsClosed: true);
            }

            var before = _at;
            if (ReadName() is not { } name || !SkipColon())
            {
                _furthest = Furthest;
                _at = before;
                _depth--;
                return members.Count > 0 && !IsTooDeep ? new LooseObject(members, IsClosed: false) : null;
            }

            if (ReadValue() is not { } value)
            {
                return null;
            }

            if (name.Length > 0)
            {
                members.Add(new(name, value));
            }
        }
    }

    private LooseList? ReadList(char close)
    {
        if (++_depth > MaxDepth)
        {
            IsTooDeep = true;
            return null;
        }

        _at++;
        var items = new List<LooseValue>();
        while (true)
        {
            SkipBetween();
            if (_at >= text.Length || text[_at] is '}' || IsFence() || (IsQuote(text[_at]) && BeginsMember(_at, text[_at])))
            {
                _depth--;
                return new LooseList(items); // its bracket was forgotten
            }

            if (text[_at] == close || text[_at] is ']' or ')')
            {
                _at++;
                _depth--;
                return new LooseList(items);
            }

            var before = _at;
            if (ReadValue() is not { } item)
            {
                return null;
            }

            if (_at == before)
            {
                _at++; // a character that says nothing
                continue;
            }

            items.Add(item);
        }
    }

    /// <returns>An empty name for one that has no characters; <see langword="null"/> where none begins here.</returns>
    private string? ReadName()
    {
        if (_at >= text.Length || IsFence())
        {
            return null;
        }

        if (IsQuote(text[_at]))
        {
            return ReadText(isName: true) is LooseText name ? name.Text : "";
        }

        var from = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '$' or '-' or '\\'))
        {
            _at++;
        }

        return _at > from && (char.IsLetter(text[from]) || text[from] is '_' or '$') ? text[from.._at] : null;
    }

    private bool SkipColon()
    {
        SkipSpace();
        if (_at >= text.Length || text[_at] is not (':' or '=' or '：'))
        {
            return false;
        }

        _at++;
        if (_at < text.Length && text[_at] is '>' or '=')
        {
            _at++;
        }

        return true;
    }

    private LooseValue? ReadValue()
    {
        SkipSpace();
        if (_at >= text.Length)
        {
            return LooseValue.Missing;
        }

        return text[_at] switch
        {
            '{' => ReadObject() ?? (IsTooDeep ? null : LooseValue.Odd),
            '[' => ReadList(']'),
            '(' => ReadList(')'),
            var quote when IsQuote(quote) => ReadText(isName: false),
            _ => ReadWord(),
        };
    }

    /// <summary>A number, a word of JSON, Python or JavaScript, or a text without quotation marks.</summary>
    private LooseValue ReadWord()
    {
        var from = _at;
        while (_at < text.Length && text[_at] is not (',' or '，' or '}' or ']' or ')' or '\n' or '\r') && !IsComment() && !IsFence()
            && !(_at > from && IsQuote(text[_at]) && BeginsMember(_at, text[_at])))
        {
            if (_at - from is 1 or 2 && IsQuote(text[_at]) && IsPrefix(text.AsSpan(from, _at - from)))
            {
                return ReadText(isName: false);
            }

            _at++;
        }

        var word = text[from.._at].Trim().TrimEnd(';');
        return word switch
        {
            "" => LooseValue.Odd,
            _ when IsNumber(word) => new LooseNumber(word),
            _ when IsAnyOf(word, "true") => new LooseTruth(true),
            _ when IsAnyOf(word, "false") => new LooseTruth(false),
            _ when IsAnyOf(word, "null", "none", "nil", "undefined") => LooseValue.Missing,
            _ when IsAnyOf(word, "nan", "-nan", "infinity", "-infinity", "+infinity", "inf", "-inf") => LooseValue.Odd,
            _ => new LooseText(word),
        };
    }

    private LooseValue ReadText(bool isName)
    {
        var open = text[_at];
        var isTriple = open is '"' or '\'' && string.CompareOrdinal(text, _at, new string(open, 3), 0, 3) == 0 && !IsEmptyText(open);
        _at += isTriple ? 3 : 1;
        var read = new StringBuilder();
        while (_at < text.Length)
        {
            var current = text[_at];
            if (current == '\\')
            {
                ReadEscape(read);
            }
            else if (Closes(open, current) && (isTriple ? IsTripleEnd(open) : IsEndOfText(current, isName)))
            {
                _at += isTriple ? 3 : 1;
                return TextOf(read);
            }
            else
            {
                read.Append(current);
                _at++;
            }
        }

        return TextOf(read); // its quotation mark was forgotten
    }

    /// <summary>Half of a surrogate pair is no character: what it stands in says nothing.</summary>
    private static LooseValue TextOf(StringBuilder read)
    {
        var text = read.ToString();
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]))
            {
                return LooseValue.Odd;
            }
        }

        return new LooseText(text);
    }

    /// <summary>An escape that JSON does not know stands for its character: models escape underscores, as Markdown does.</summary>
    private void ReadEscape(StringBuilder into)
    {
        _at++;
        if (_at >= text.Length)
        {
            return;
        }

        var code = text[_at++];
        switch (code)
        {
            case 'n':
                into.Append('\n');
                break;
            case 't':
                into.Append('\t');
                break;
            case 'r':
                into.Append('\r');
                break;
            case 'b':
                into.Append('\b');
                break;
            case 'f':
                into.Append('\f');
                break;
            case 'u' when TryReadHex(4, out var unit):
                into.Append((char)unit);
                break;
            case 'x' when TryReadHex(2, out var unit):
                into.Append((char)unit);
                break;
            case '\n':
                break; // a line that goes on
            default:
                into.Append(code);
                break;
        }
    }

    private bool TryReadHex(int digits, out int value)
    {
        value = 0;
        if (_at + digits > text.Length
            || !int.TryParse(text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        _at += digits;
        return true;
    }

    /// <summary>Whether the quotation mark here ends the text, or is one of its own that nobody escaped.</summary>
    private bool IsEndOfText(char quote, bool isName)
    {
        var next = _at + 1;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        if (next >= text.Length)
        {
            return true;
        }

        return text[next] switch
        {
            ':' or '：' or '=' => isName,
            ',' or '}' or ']' or ')' => !isName,
            '/' => next + 1 < text.Length && text[next + 1] is '/' or '*',
            '#' or '`' or ';' => true,
            _ => !isName && IsQuote(text[next]) && BeginsMember(next, quote),
        };
    }

    /// <summary>Whether a name and a colon follow, where the comma before them was forgotten.</summary>
    private bool BeginsMember(int from, char quote)
    {
        var end = from + 1;
        for (var last = Math.Min(text.Length, from + LongestName); end < last && text[end] != quote; end++)
        {
            end += text[end] == '\\' ? 1 : 0;
        }

        if (end >= text.Length || text[end] != quote || end == from + 1)
        {
            return false;
        }

        for (end++; end < text.Length && char.IsWhiteSpace(text[end]); end++)
        {
        }

        return end < text.Length && text[end] == ':';
    }

    /// <summary>Two quotation marks and one more that begins the next text, not three that begin this one.</summary>
    private bool IsEmptyText(char open)
    {
        var next = _at + 3;
        return next < text.Length && text[next] is ',' or ':' or '}' or ']' && text.IndexOf(new string(open, 3), next, StringComparison.Ordinal) < 0;
    }

    private bool IsTripleEnd(char open) => _at + 2 < text.Length && text[_at + 1] == open && text[_at + 2] == open;

    private void SkipBetween()
    {
        SkipSpace();
        while (_at < text.Length && (text[_at] is ',' or ';' or '，' || IsDots()))
        {
            _at += text[_at] == '.' ? 3 : 1;
            SkipSpace();
        }
    }

    /// <summary>White space and comments.</summary>
    private void SkipSpace()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]) || text[_at] is '\uFEFF' or '\u200B')
            {
                _at++;
            }
            else if (text[_at] == '#' || (IsComment() && text[_at + 1] == '/'))
            {
                _at = text.IndexOf('\n', _at) is >= 0 and var end ? end + 1 : text.Length;
            }
            else if (IsComment())
            {
                _at = text.IndexOf("*/", _at + 2, StringComparison.Ordinal) is >= 0 and var end ? end + 2 : text.Length;
            }
            else
            {
                return;
            }
        }
    }

    private bool IsComment() => text[_at] == '/' && _at + 1 < text.Length && text[_at + 1] is '/' or '*';

    private bool IsDots() => text[_at] == '.' && string.CompareOrdinal(text, _at, "...", 0, 3) == 0;

    private bool IsFence() => text[_at] == '`' && string.CompareOrdinal(text, _at, "```", 0, 3) == 0;

    private static bool IsQuote(char mark) => mark is '"' or '\'' or '“' or '”' or '„' or '‟' or '‘' or '’' or '‚' or '＂';

    private static bool Closes(char open, char mark) => open switch
    {
        '"' or '＂' => mark == open,
        '\'' => mark == '\'',
        '“' or '”' or '„' or '‟' => mark is '“' or '”' or '‟' or '"',
        _ => mark is '‘' or '’' or '\'',
    };

    private static bool IsPrefix(ReadOnlySpan<char> word) => word.Trim("uUbBrRfF").IsEmpty;

    private static bool IsNumber(string word) =>
        (char.IsAsciiDigit(word[0]) || (word.Length > 1 && word[0] is '-' or '+' or '.'))
        && double.TryParse(word.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static bool IsAnyOf(string word, params ReadOnlySpan<string> words)
    {
        foreach (var known in words)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
