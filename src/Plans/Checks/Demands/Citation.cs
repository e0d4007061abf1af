using AiDevFramework.Plans.Language;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>Identifiers that a text cites in brackets: <c>(AC2.1, C4)</c>, <c>(F2; after T1.1)</c>. "Q3 2027" and "AWS S3" are words.</summary>
internal static class Citation
{
    /// <summary>Nothing that is meant cites more.</summary>
    private const int Most = 200;

    public static bool Has(string text, string id)
    {
        foreach (var cited in In(text))
        {
            if (cited.AsSpan().SequenceEqual(id))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Letters and a number in brackets, in their order.</summary>
    public static List<string> In(string text)
    {
        var ids = new List<string>();
        var depth = 0;
        for (var at = 0; at < text.Length && ids.Count < Most; at++)
        {
            var sign = text[at];
            depth = Brackets.Depth(depth, sign);
            if (depth == 0 || !char.IsAsciiLetterUpper(sign) || (at > 0 && char.IsLetterOrDigit(text[at - 1])))
            {
                continue;
            }

            var end = EndOfId(text, at);
            if (end > at)
            {
                ids.Add(text[at..end]);
                at = end - 1;
            }
        }

        return ids;
    }

    private static int EndOfId(string text, int start)
    {
        var at = start;
        while (at < text.Length && at - start < 3 && char.IsAsciiLetterUpper(text[at]))
        {
            at++;
        }

        var digits = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at > digits && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
        {
            at++;
        }

        return at > digits && at - digits <= 7 && (at == text.Length || !char.IsLetterOrDigit(text[at])) ? at : start;
    }
}
