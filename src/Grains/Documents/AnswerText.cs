namespace AiDevFramework.Grains.Documents;

/// <summary>What models put around a document.</summary>
internal static class AnswerText
{
    private const string Fence = "```";

    /// <returns>The document without the code fence that the whole of it was put in, where it was.</returns>
    public static string Unwrap(string answer)
    {
        var text = answer.ReplaceLineEndings("\n");
        for (var line = 0; line >= 0 && line < text.Length; line = NextLine(text, line))
        {
            var rest = text.AsSpan(line);
            if (rest.StartsWith("# ", StringComparison.Ordinal))
            {
                return text; // the document begins before any fence
            }

            if (OpensDocument(rest))
            {
                var inside = text[NextLine(text, line)..];
                var closing = inside.TrimEnd().LastIndexOf("\n" + Fence, StringComparison.Ordinal);
                return closing >= 0 && inside[(closing + 1)..].Split('\n')[0].Trim() == Fence ? inside[..closing] : inside;
            }
        }

        return text;
    }

    /// <summary>A fence with the document's title in its first line: code in a document does not begin like that.</summary>
    private static bool OpensDocument(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith(Fence, StringComparison.Ordinal) || rest.IndexOf('\n') is not (>= 0 and var end))
        {
            return false;
        }

        return rest[end..].TrimStart().StartsWith("# ", StringComparison.Ordinal);
    }

    private static int NextLine(string text, int from) =>
        text.IndexOf('\n', from) is >= 0 and var end ? end + 1 : text.Length;
}
