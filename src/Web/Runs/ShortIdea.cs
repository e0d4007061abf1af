namespace AiDevFramework.Web.Runs;

/// <summary>An idea as a heading.</summary>
public static class ShortIdea
{
    private const int Most = 90;

    /// <returns>One line of at most 90 characters and an ellipsis, cut between words where there are any.</returns>
    public static string Of(string idea)
    {
        var line = string.Join(' ', idea.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= Most)
        {
            return line;
        }

        var blank = line.LastIndexOf(' ', Most);
        var end = blank > Most / 2 ? blank : Most;
        return $"{line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)]}…";
    }
}
