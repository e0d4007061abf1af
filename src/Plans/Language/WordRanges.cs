using System.Globalization;

namespace AiDevFramework.Plans.Language;

/// <summary>Where the words of a text stand: letters and digits, with the signs of <c>C#</c> and <c>C++</c>. Scripts without blanks are words of their own.</summary>
internal ref struct WordRanges(ReadOnlySpan<char> text)
{
    /// <summary>No word of a name is longer.</summary>
    public const int MostCharacters = 32;

    private readonly ReadOnlySpan<char> _text = text;

    private int _at;

    public (int Start, int End) Current { get; private set; }

    public readonly WordRanges GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_at < _text.Length && !char.IsLetterOrDigit(_text[_at]))
        {
            _at++;
        }

        if (_at >= _text.Length)
        {
            return false;
        }

        var start = _at;
        var dense = IsDense(_text[_at]);
        while (_at < _text.Length && IsPart(_text[_at]) && IsDense(_text[_at]) == dense)
        {
            _at++;
        }

        if (_at - start <= 4 && _at < _text.Length)
        {
            _at += _text[_at..] switch { ['#', ..] => 1, ['+', '+', ..] => 2, _ => 0 };
        }

        Current = (start, _at);
        return true;
    }

    /// <summary>In small letters, an accent that stands by itself put onto its letter. Others are left out.</summary>
    /// <returns>How much of <paramref name="folded"/> is written; 0 for a word that is no name's.</returns>
    public static int Fold(ReadOnlySpan<char> word, Span<char> folded)
    {
        if (word.Length > folded.Length)
        {
            return 0;
        }

        var length = 0;
        foreach (var letter in word)
        {
            if (char.IsAscii(letter))
            {
                folded[length++] = char.ToLowerInvariant(letter);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
            {
                folded[length++] = Plain(letter);
            }
            else if (length > 0 && Accents.TryCompose(folded[length - 1], letter, out var composed))
            {
                folded[length - 1] = composed;
            }
        }

        return length;
    }

    private static char Plain(char letter) => char.ToLowerInvariant(letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter); // full width

    private static bool IsPart(char letter) => char.IsLetterOrDigit(letter) || (letter >= '\u0300' && CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark);

    private static bool IsDense(char letter) => letter >= '\u3040' && letter is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF');
}
