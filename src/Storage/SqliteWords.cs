using System.Text;

namespace AiDevFramework.Storage;

/// <summary>
/// Words as SQLite's index holds them: in letters and digits of ASCII alone, which its tokeniser neither divides nor changes. Every character
/// has a code of its own that begins no other, so that beginnings of words stay beginnings.
/// </summary>
internal static class SqliteWords
{
    /// <summary>z begins the codes of what is no ASCII, and its own.</summary>
    private const char Escape = 'z';

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxy";

    private const int CodeLength = 4; // 35^4 is more than there are code points

    /// <param name="words">Of small letters, digits and marks; blanks stay as they are.</param>
    public static string Of(string words)
    {
        var coded = new StringBuilder(words.Length);
        Span<char> code = stackalloc char[CodeLength];
        foreach (var letter in words.EnumerateRunes())
        {
            if (letter.Value is Escape)
            {
                coded.Append(Escape).Append(Escape);
            }
            else if (letter.IsAscii)
            {
                coded.Append((char)letter.Value);
            }
            else
            {
                var rest = letter.Value;
                for (var at = CodeLength - 1; at >= 0; at--)
                {
                    (rest, var digit) = Math.DivRem(rest, Digits.Length);
                    code[at] = Digits[digit];
                }

                coded.Append(Escape).Append(code);
            }
        }

        return coded.ToString();
    }

    /// <summary>The word that all texts of a user have, and no text of a person: a search of a user's projects reads no others.</summary>
    public static string OfUser(Guid userId) => $"zy{userId:N}"; // no code begins so
}
