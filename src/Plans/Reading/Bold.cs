namespace AiDevFramework.Plans.Reading;

/// <summary>Lines that are set in bold as a whole, as headings are by those who forget how to write one.</summary>
internal static class Bold
{
    /// <returns>What stands between the marks, without the colon at its end; empty where the line is not bold as a whole.</returns>
    public static ReadOnlySpan<char> LineOf(ReadOnlySpan<char> content)
    {
        var text = content.Trim();
        if (text.Length is < 5 or > 300)
        {
            return [];
        }

        while (text.Length > 4 && text[0] is not ('*' or '_') && !char.IsLetterOrDigit(text[0]))
        {
            text = text[1..]; // an emoji before the bold
        }

        if (!text.StartsWith("**", StringComparison.Ordinal) && !text.StartsWith("__", StringComparison.Ordinal))
        {
            return [];
        }

        var mark = text[..2];
        text = text[2..];
        var close = text.IndexOf(mark, StringComparison.Ordinal);
        if (close <= 0 || !text[(close + 2)..].Trim(" *_:：").IsEmpty)
        {
            return [];
        }

        return text[..close].Trim(" *_");
    }
}
