namespace AiDevFramework.Grains.Documents;

/// <summary>Headings as they compare: their words, without numbers before them, a remark in brackets behind them, signs and case.</summary>
internal static class HeadingText
{
    public static string Normalize(string heading)
    {
        var bracket = heading.IndexOf('(', StringComparison.Ordinal);
        var text = bracket > 0 ? heading[..bracket] : heading;
        var words = new string([.. text.Select(character => char.IsLetterOrDigit(character) ? character : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SkipWhile(word => word.All(char.IsAsciiDigit));
        return string.Join(' ', words).ToUpperInvariant();
    }

    /// <summary>Whether the heading is this title, with or without more words behind it.</summary>
    public static bool IsTitle(string heading, string title) =>
        $"{Normalize(heading)} ".StartsWith($"{Normalize(title)} ", StringComparison.Ordinal);
}
