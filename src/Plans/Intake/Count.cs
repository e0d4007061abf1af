namespace AiDevFramework.Plans.Intake;

/// <summary>A number in a text, in figures or words, or a range of two.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index of the token behind its last one.</param>
/// <param name="Low">The smaller number of a range; the number where there is one.</param>
internal readonly record struct Count(int First, int End, decimal Low, decimal High)
{
    private const string DenseTimes = "万萬億亿千百";

    /// <summary>The numbers of a part of the text, in order. "60k" and "1.2 million" are one.</summary>
    public static List<Count> In(IdeaText idea, int first, int end)
    {
        var counts = new List<Count>();
        for (var at = first; at < end;)
        {
            if (ReadSingle(idea, at, end) is not { } count)
            {
                at++;
                continue;
            }

            var second = IsRange(idea, count.End, end) ? ReadSingle(idea, count.End + 1, end) : null;
            if (second is { } upper && upper.High >= count.Low)
            {
                count = new Count(count.First, upper.End, count.Low, upper.High);
            }

            counts.Add(count);
            at = count.End;
        }

        return counts;
    }

    private static decimal? NumberWord(IdeaText idea, int at) =>
        idea.At(at, Meaning.Number) is { } word ? decimal.Parse(word.Value, System.Globalization.CultureInfo.InvariantCulture) : null;

    private static Count? ReadSingle(IdeaText idea, int at, int end)
    {
        if (at >= end)
        {
            return null;
        }

        var token = idea.Tokens[at];
        var value = token.Type is TokenType.Number ? token.Value : NumberWord(idea, at);
        if (value is not { } known)
        {
            return null;
        }

        var behind = at + 1;
        if (behind >= end || known > 1_000_000 || idea.At(behind, Meaning.Times) is not { } times
            || (idea.Tokens[behind].IsDense && !DenseTimes.Contains(idea.Tokens[behind].Text[0])))
        {
            return new Count(at, behind, known, known);
        }

        var next = times.End + 1 < end && idea.Tokens[times.End].IsSign('.') ? times.End + 1 : times.End; // "1,5 Mio. Euro"
        return new Count(at, next, Times(known, times), Times(known, times));
    }

    /// <summary>Without zeros behind the point: "1.2 million" is 1200000.</summary>
    private static decimal Times(decimal number, Mark times) =>
        number * decimal.Parse(times.Value, System.Globalization.CultureInfo.InvariantCulture) / 1.0000000000000000000000000000m;

    private static bool IsRange(IdeaText idea, int at, int end) =>
        at < end && (idea.Tokens[at].IsHyphen || idea.Tokens[at].Text is "–" or "to" or "bis" or "or" or "oder");
}
