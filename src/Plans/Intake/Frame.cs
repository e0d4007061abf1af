namespace AiDevFramework.Plans.Intake;

/// <summary>The frame of a project in one clause: "in 6 months with 4 developers and 250,000 EUR". Two of the three make the third plain.</summary>
internal static class Frame
{
    /// <summary>Less money pays for no work: it is what a product deals with.</summary>
    public const decimal LeastSum = 1000;

    /// <summary>A product may deal with more people of the kind that builds it.</summary>
    private const int MostMakers = 20;

    public static bool Is(IdeaText idea, Clause clause)
    {
        var (first, end) = (clause.First, clause.End);
        var makers = Count.In(idea, first, end).Any(count => count.Low <= MostMakers && idea.Has(count.End, Math.Min(end, count.End + 3), Meaning.Maker)
            && (count.First == first || idea.At(count.First - 1, Meaning.Audience) is null));
        var time = Span.In(idea, first, end).Any(span => span.Weeks >= 2)
            || (idea.Has(first, end, Meaning.Deadline) && idea.Has(first, end, Meaning.Until));
        var money = Price.In(idea, first, end).Any(price => price is { Per: null, Amount: >= LeastSum });
        return (makers ? 1 : 0) + (time ? 1 : 0) + (money ? 1 : 0) >= 2;
    }
}
