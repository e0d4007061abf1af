using System.Text;

namespace AiDevFramework.Llm;

/// <summary>
/// Tells from the tokens that a server reports whether it read the whole prompt: local servers cut one that is longer than their context, and
/// say nothing. Pure.
/// </summary>
internal static class PromptCut
{
    /// <summary>No tokeniser puts so many characters into each of its tokens, over a whole prompt. PromptCutTests has counts of real ones: by bytes some
    /// scripts come to 11, by what <see cref="SizeOf"/> counts nothing natural comes to more than 5.</summary>
    private const int CharactersPerToken = 10;

    /// <summary>The bound where the count equals a usual size of a context, which is hardly a coincidence.</summary>
    private const int BytesPerTokenOfAContext = 6;

    /// <summary>Characters that count of a row of one sign or space, such as a ruler or an indentation: tokenisers pack the rest into few tokens.</summary>
    private const int MostInARow = 4;

    private const int SmallestContext = 2048;

    /// <summary>Of English prose.</summary>
    private const int BytesPerToken = 4;

    /// <param name="reported">Prompt tokens. Servers that do not count report 0 or 1.</param>
    /// <param name="cached">Those of them that were cached; some servers do not count them among <paramref name="reported"/>.</param>
    public static bool IsCut(long? reported, long? cached, IReadOnlyList<string> prompt)
    {
        if (reported is not > 1)
        {
            return false;
        }

        var read = reported.Value + Math.Max(0, cached ?? 0);
        var isContext = IsContext(reported.Value);
        return IsTooFew(prompt.Sum(MostSizeOf)) && IsTooFew(prompt.Sum(SizeOf));

        // A prompt that fits into any context was read whole: the count is wrong.
        bool IsTooFew(long size) => size >= SmallestContext * BytesPerToken
            && (read * CharactersPerToken < size || (isContext && reported.Value * BytesPerTokenOfAContext < size));
    }

    /// <summary>A usual size of a context, or one below it: a place is kept for the answer.</summary>
    private static bool IsContext(long tokens) => IsUsual(tokens) || IsUsual(tokens + 1);

    private static bool IsUsual(long tokens) => tokens >= SmallestContext && (tokens & (tokens - 1)) == 0;

    /// <summary>Not less than <see cref="SizeOf"/>, and found without looking at each letter: nearly every prompt is read whole.</summary>
    private static long MostSizeOf(string text) => Ascii.IsValid(text) ? text.Length : 3L * text.Length;

    /// <summary>Bytes, less what tokenisers pack densely: rows of one sign, and the letters of scripts that UTF-8 writes with
    /// several bytes each, where a token is a syllable or a word.</summary>
    private static long SizeOf(string text)
    {
        var (size, row, last) = (0L, 0, '\0');
        foreach (var letter in text)
        {
            row = letter == last && !char.IsLetterOrDigit(letter) ? row + 1 : 0;
            last = letter;
            if (row < MostInARow)
            {
                size += IsIdeograph(letter) ? 3 : 1;
            }
        }

        return size;
    }

    private static bool IsIdeograph(char letter) => letter is (>= '\u3040' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3');
}
