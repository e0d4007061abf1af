namespace AiDevFramework.Plans.Intake;

/// <summary>An amount of money in a text.</summary>
/// <param name="First">Index of its first token.</param>
/// <param name="End">Index of the token behind its last one.</param>
/// <param name="Amount">Of a range, the larger.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Per">What it is paid for where that is a time, a user or a piece; <see langword="null"/> for a sum.</param>
internal readonly record struct Price(int First, int End, decimal Amount, string Currency, Meaning? Per)
{
    public static IEnumerable<Price> In(IdeaText idea, int first, int end)
    {
        foreach (var count in Count.In(idea, first, end))
        {
            if (count.End < end && idea.At(count.End, Meaning.Thousands) is { } thousands)
            {
                yield return Of(idea, count.First, thousands.End, end, count.High * 1000, thousands.Value);
            }
            else if (idea.Tokens[count.End - 1].IsDense && idea.At(count.End - 1, Meaning.Currency) is { } joined)
            {
                yield return Of(idea, count.First, joined.End, end, count.High, joined.Value);
            }
            else if (count.End < end && idea.At(count.End, Meaning.Currency) is { } behind)
            {
                yield return Of(idea, count.First, behind.End, end, count.High, behind.Value);
            }
            else if (count.First > first && idea.Within(Math.Max(first, count.First - 2), count.First, Meaning.Currency)
                .LastOrDefault(mark => mark.End == count.First) is { End: > 0 } before)
            {
                yield return Of(idea, before.First, count.End, end, count.High, before.Value);
            }
        }
    }

    private static Price Of(IdeaText idea, int first, int behind, int end, decimal amount, string currency) =>
        new(first, behind, amount, currency, PerAt(idea, behind, end));

    /// <summary>"a month", "/user", "monatlich": what such a sum pays for is no project.</summary>
    private static Meaning? PerAt(IdeaText idea, int at, int end)
    {
        if (at >= end)
        {
            return null;
        }

        var isPer = idea.Tokens[at].IsSign('/') || idea.At(at, Meaning.Per) is not null;
        if (!isPer)
        {
            return null;
        }

        return at + 1 < end && idea.At(at + 1, Meaning.Day) is not null ? Meaning.Day : Meaning.Per;
    }
}
