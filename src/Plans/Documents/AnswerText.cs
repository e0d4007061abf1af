namespace AiDevFramework.Plans.Documents;

/// <summary>What models put around a document.</summary>
internal static class AnswerText
{
    private const string Fence = "```";

    /// <returns>The document without the code fence that the whole of it was put in, where it was.</returns>
    public static string Unwrap(string answer)
    {
        var text = answer.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        for (var line = 0; line < text.Length; line = NextLine(text, line))
        {
            var rest = text.AsSpan(line);
            if (rest.StartsWith("# ", StringComparison.Ordinal))
            {
                return text; // the document begins before any fence
            }

            if (OpensDocument(rest))
            {
                return WithoutClosing(text[NextLine(text, line)..]);
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

    /// <summary>The last fence closes the whole where the fences before it come in pairs; else it closes code inside, and the
    /// answer ended without closing the whole.</summary>
    private static string WithoutClosing(string inside)
    {
        var (closing, fences) = (-1, 0);
        for (var line = 0; line < inside.Length; line = NextLine(inside, line))
        {
            if (inside.AsSpan(line).StartsWith(Fence, StringComparison.Ordinal))
            {
                var bare = inside.AsSpan(line..NextLine(inside, line)).Trim("` \t\n").IsEmpty;
                closing = bare && fences % 2 == 0 ? line : -1;
                fences++;
            }
        }

        return closing >= 0 ? inside[..closing] : inside;
    }

    private static int NextLine(string text, int from) =>
        text.IndexOf('\n', from) is >= 0 and var end ? end + 1 : text.Length;
}
