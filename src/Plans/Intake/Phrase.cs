namespace AiDevFramework.Plans.Intake;

/// <summary>A phrase of <c>words.txt</c>.</summary>
/// <param name="Language"><c>*</c> for every language.</param>
/// <param name="Parts">Its tokens, in small letters and without hyphens.</param>
/// <param name="OpenEnd">Whether the last word may go on.</param>
internal sealed record Phrase(Meaning Meaning, string Value, string Language, IReadOnlyList<string> Parts, bool OpenEnd)
{
    /// <returns>The index of the token behind the phrase, if it stands at <paramref name="at"/>; else -1.</returns>
    public int EndAt(IReadOnlyList<IdeaToken> tokens, int at)
    {
        for (var part = 0; part < Parts.Count; part++)
        {
            while (part > 0 && at < tokens.Count && tokens[at].IsHyphen)
            {
                at++;
            }

            if (at >= tokens.Count || !Fits(tokens[at].Text, part))
            {
                return -1;
            }

            at++;
        }

        return at;
    }

    private bool Fits(string token, int part) => OpenEnd && part == Parts.Count - 1
        ? token.StartsWith(Parts[part], StringComparison.Ordinal)
        : token == Parts[part];
}
