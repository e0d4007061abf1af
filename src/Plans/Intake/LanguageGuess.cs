namespace AiDevFramework.Plans.Intake;

/// <summary>Tells the language of a text by the small words that only it has.</summary>
internal static class LanguageGuess
{
    private const int Enough = 3;

    /// <returns>BCP 47, or <see langword="null"/> where too little speaks for one.</returns>
    public static string? Of(IReadOnlyList<IdeaToken> tokens)
    {
        if (OfDense(tokens) is { } dense)
        {
            return dense;
        }

        var counts = tokens.SelectMany(token => WordTable.Instance.LanguagesOf(token.Text)).CountBy(language => language)
            .OrderByDescending(count => count.Value)
            .ToList();
        return counts is [{ Value: >= Enough } first, .. var others] && (others.Count == 0 || first.Value > others[0].Value) ? first.Key : null;
    }

    /// <summary>Kana are Japanese only. A name in Chinese characters makes no text Chinese.</summary>
    private static string? OfDense(IReadOnlyList<IdeaToken> tokens)
    {
        var dense = tokens.Where(token => token.IsDense).Sum(token => token.End - token.Start);
        var other = tokens.Count(token => token is { Type: TokenType.Word, IsDense: false });
        return (dense > other, tokens.Any(token => token.Text.Any(unit => unit is >= '\u3040' and <= '\u30FF'))) switch
        {
            (false, _) => null,
            (true, true) => "ja",
            _ => "zh",
        };
    }
}
