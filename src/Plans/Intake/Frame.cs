namespace AiDevFramework.Plans.Intake;

/// <summary>The frame of a project in one clause: "in 6 months with 4 developers and 250,000 EUR". Two of the three make the third plain.</summary>
internal static class Frame
{
    /// <summary>Less money pays for no work: it is what a product deals with.</summary>
    public const decimal LeastSum = 1000;

    /// <summary>A product may deal with more people of the kind that builds it.</summary>
    private const int MostMakers = 20;

    /// <summary>Words that a limit standing alone has beside its number and unit: "in höchstens drei Monaten".</summary>
    private const int MostBeside = 2;

    public static bool Is(IdeaText idea, Clause clause) =>
        HasNumber(idea, clause) && (Is(idea, clause.First, clause.End) || IsPart(idea, clause));

    /// <summary>Each of the three is a number, but for half a year; and two are needed.</summary>
    private static bool HasNumber(IdeaText idea, Clause clause)
    {
        for (var at = clause.First; at < clause.End; at++)
        {
            if (idea.Tokens[at].Type is TokenType.Number || idea.At(at, Meaning.Number) is not null || idea.At(at, Meaning.HalfYear) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A clause that is nothing but one of the three, in a sentence that lists another one: "two developers, three months".</summary>
    private static bool IsPart(IdeaText idea, Clause clause)
    {
        var lengths = Span.In(idea, clause.First, clause.End).Select(span => span.End - span.First)
            .Concat(Price.In(idea, clause.First, clause.End).Select(price => price.End - price.First))
            .Concat(Count.In(idea, clause.First, clause.End).Select(count => count.End - count.First + 1));
        if (!lengths.Any(length => clause.End - clause.First <= length + MostBeside))
        {
            return false;
        }

        var (first, end) = ClauseReader.SentenceAround(idea, clause);
        return Is(idea, first, end);
    }

    private static bool Is(IdeaText idea, int first, int end)
    {
        var makers = Count.In(idea, first, end).Any(count => count.Low <= MostMakers && idea.Has(count.End, Math.Min(end, count.End + 3), Meaning.Maker)
            && (count.First == first || idea.At(count.First - 1, Meaning.Audience) is null));
        var time = Span.In(idea, first, end).Any(span => span.Weeks >= 2)
            || (idea.Has(first, end, Meaning.Deadline) && idea.Has(first, end, Meaning.Until));
        var money = Price.In(idea, first, end).Any(price => price is { Per: null, Amount: >= LeastSum });
        return (makers ? 1 : 0) + (time ? 1 : 0) + (money ? 1 : 0) >= 2;
    }
}
