using System.Buffers;
using System.Text;

namespace AiDevFramework.Grains.Abstractions;

/// <summary>Removes what PostgreSQL and UTF-8 cannot hold, and nothing else.</summary>
internal static class TextSanitiser
{
    private static readonly SearchValues<char> Suspects =
        SearchValues.Create(['\0', .. Enumerable.Range(0xD800, 0x800).Select(unit => (char)unit)]);

    /// <returns><paramref name="text"/> without NUL characters and without surrogates that have no partner.</returns>
    public static string Clean(string text)
    {
        var first = FirstToRemove(text, 0);
        if (first < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        var start = 0;
        for (var at = first; at >= 0; at = FirstToRemove(text, start))
        {
            clean.Append(text, start, at - start);
            start = at + 1;
        }

        return clean.Append(text, start, text.Length - start).ToString();
    }

    private static int FirstToRemove(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            var next = text.AsSpan(i).IndexOfAny(Suspects);
            if (next < 0)
            {
                return -1;
            }

            i += next;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else
            {
                return i;
            }
        }

        return -1;
    }
}
