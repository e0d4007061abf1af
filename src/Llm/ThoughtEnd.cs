namespace AiDevFramework.Llm;

/// <summary>Thoughts with one marker only: the prompt had the other, or the model forgot it. Pure.</summary>
internal static class ThoughtEnd
{
    /// <summary>What a model writes whose channel markers were taken for tokens and left out, and what Granite writes.</summary>
    private static readonly (string Begin, string End)[] Sentences =
    [
        ("analysis", "assistantfinal"), ("Here is my thought process:", "Here is my response:"), ("Here's my thought process:", "Here's my response:"),
    ];

    /// <param name="text">Thoughts without an end.</param>
    /// <returns>The answer that follows them in their own text; empty where there is none.</returns>
    public static string AnswerIn(string text, AnswerStart start)
    {
        var at = start switch
        {
            AnswerStart.Title => LastLine(text, "# "),
            AnswerStart.Object when text.AsSpan().TrimEnd(" \t\r\n`") is [.., '}'] => LastLine(text, "{"),
            _ => -1,
        };
        return at > 0 ? text[at..] : "";
    }

    /// <returns>What follows the marker that ends thoughts whose beginning is not in the text; all of it where there is none.</returns>
    public static string WithoutOpenThoughts(string text, AnswerStart start)
    {
        foreach (var (begin, end) in Sentences)
        {
            if (text.StartsWith(begin, StringComparison.Ordinal) && text.IndexOf(end, StringComparison.Ordinal) is > 0 and var at)
            {
                return text[(at + end.Length)..].TrimStart();
            }
        }

        var answer = -1;
        var isOpen = false;
        for (var i = 0; i < text.Length; i++)
        {
            var next = text.AsSpan(i).IndexOfAny('<', '[', '◁');
            if (next < 0)
            {
                break;
            }

            i += next;
            if (!ThoughtMarker.TryRead(text.AsSpan(i), isAll: true, out var marker, out _))
            {
                continue;
            }

            if (marker.Opens)
            {
                isOpen = true; // mentioned in the answer: what closes it is mentioned too
            }
            else if (marker.Closes && !isOpen && Ends(text, i, i + marker.Length, start))
            {
                answer = i + marker.Length;
            }
        }

        return answer < 0 ? text : text[answer..].TrimStart();
    }

    /// <returns>The text without the tokens with which models end a turn.</returns>
    public static string WithoutTail(string text)
    {
        while (text.AsSpan().TrimEnd() is { Length: > 2 } bare && bare.EndsWith("|>") && bare.LastIndexOf("<|") is >= 0 and var at
            && ThoughtMarker.TryRead(bare[at..], isAll: true, out var marker, out _) && marker.IsControl && at + marker.Length == bare.Length)
        {
            text = text[..at];
        }

        return text;
    }

    /// <summary>Thoughts end where no answer has begun yet, and where one begins right behind them.</summary>
    private static bool Ends(string text, int at, int behind, AnswerStart start)
    {
        var rest = text.AsSpan(behind).TrimStart();
        return start switch
        {
            AnswerStart.Title => rest.StartsWith("# ") || rest.StartsWith("```") || LastLine(text[..at], "#") < 0,
            AnswerStart.Object => rest.StartsWith("{") || rest.StartsWith("```") || !text.AsSpan(0, at).Contains('{'),
            _ => false,
        };
    }

    /// <returns>Where the last line begins that begins so; -1 where none does.</returns>
    private static int LastLine(string text, string beginning)
    {
        for (var at = text.LastIndexOf(beginning, StringComparison.Ordinal); at >= 0; at = at == 0 ? -1 : text.LastIndexOf(beginning, at - 1, StringComparison.Ordinal))
        {
            if (at == 0 || text[at - 1] == '\n')
            {
                return at;
            }
        }

        return -1;
    }
}
