namespace AiDevFramework.Plans.Reading;

/// <summary>Purpose and service of an entry, without the rest of the sentence: <c>Payments: Stripe (F5)</c>.</summary>
internal static class ServiceName
{
    public static string Of(Entry entry)
    {
        var text = entry.Cells is { Count: > 1 } cells ? $"{SaidText.Bare(cells[0])}: {SaidText.Bare(cells[1])}" : entry.Text;
        return text[..EndOf(text)];
    }

    /// <summary>The end of the names: a semicolon; a comma that more words follow than another name, never inside brackets and never
    /// before the colon.</summary>
    private static int EndOf(string text)
    {
        var depth = 0;
        var colon = text.AsSpan().IndexOfAny(':', '：');
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '(' or '（':
                    depth++;
                    break;
                case ')' or '）':
                    depth = Math.Max(0, depth - 1);
                    break;
                case ';' or '；' when depth == 0:
                    return at;
                case ',' or '，' when depth == 0 && at > colon && !NamesMore(text.AsSpan(at + 1)):
                    return at;
            }
        }

        return text.Length;
    }

    /// <summary>Names begin with a capital, and prices and reasons do not.</summary>
    private static bool NamesMore(ReadOnlySpan<char> rest)
    {
        var word = rest.TrimStart();
        return !word.IsEmpty && char.IsUpper(word[0]);
    }
}
