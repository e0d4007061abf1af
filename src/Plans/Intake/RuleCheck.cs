namespace AiDevFramework.Plans.Intake;

/// <summary>Whether a model's rule follows from words of the idea: it must add no number and no name to them.</summary>
internal static class RuleCheck
{
    private static readonly Meaning[] Names = [Meaning.Technology, Meaning.System, Meaning.Cloud, Meaning.Law, Meaning.Region];

    /// <param name="derived">Numbers that code has read out of the quotation.</param>
    public static bool Holds(string rule, IdeaText idea, IEnumerable<decimal?> derived)
    {
        var read = IdeaText.Read(rule, idea.Language);
        var isNoise = ClauseReader.Read(read).Any(clause => ReaderSpeech.Is(read, clause));
        return !isNoise && NumbersOf(read).IsSubsetOf(NumbersOf(idea).Concat(derived.OfType<decimal>())) && NamesOf(read).IsSubsetOf(NamesOf(idea));
    }

    private static HashSet<decimal> NumbersOf(IdeaText text) =>
        [.. Count.In(text, 0, text.Tokens.Count).Where(count => count.Low > 1).SelectMany(count => new[] { count.Low, count.High })];

    private static HashSet<string> NamesOf(IdeaText text) =>
    [
        .. text.Within(0, text.Tokens.Count, Names)
            .Where(mark => text.Tokens[mark.First].Text is not ("cloud" or "clouds" or "database" or "databases"))
            .Select(mark => mark.Value.Length > 0 ? mark.Value : text.Tokens[mark.First].Text),
    ];
}
