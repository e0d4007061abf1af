using System.Buffers;

namespace AiDevFramework.Web.Markdown;

/// <summary>Finds in a text the words that name items of the plan.</summary>
internal static class ItemWords
{
    private static readonly SearchValues<char> s_unmistakable = SearchValues.Create(".");

    /// <returns>Where each of them begins, and how long it is, from left to right.</returns>
    public static IEnumerable<(int Start, int Length)> In(string text, IReadOnlyDictionary<string, ItemLink> known)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var length = LengthAt(text, at);
            var word = text.Substring(at, length);
            if (known.ContainsKey(word) && (IsPlain(word) || StandsAlone(text, at)))
            {
                yield return (at, length);
            }

            at += length;
        }
    }

    /// <summary>A word, with a point between digits: <c>AC2.1</c>.</summary>
    private static int LengthAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || IsPointBetweenDigits(text, end)))
        {
            end++;
        }

        return end - start;
    }

    private static bool IsPointBetweenDigits(string text, int at) =>
        text[at] == '.' && at > 0 && char.IsAsciiDigit(text[at - 1]) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);

    /// <summary>"AC2.1", "NFR1" and names mean one thing. "A4" and "F1" are paper and a key as well.</summary>
    private static bool IsPlain(string word) =>
        !ItemLinks.IsIdentifier(word) || word.AsSpan().ContainsAny(s_unmistakable) || word.StartsWith("NFR", StringComparison.Ordinal) || word.StartsWith("US", StringComparison.Ordinal);

    /// <summary>Whether it begins the text, or a part of a list or a bracket.</summary>
    private static bool StandsAlone(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd();
        return before.IsEmpty || before[^1] is '(' or '[' or ',' or ';' or ':' or '/' or '&' or '+' or '、' or '（';
    }
}
