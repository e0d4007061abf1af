using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>How many people build the product.</summary>
internal static class TeamFinder
{
    private const int MostPeople = 500;

    /// <summary>How many words may stand between the number and what it counts: "two senior full-stack developers".</summary>
    private const int Adjectives = 2;

    /// <summary>How far from the number the words stand that make the people run what others build.</summary>
    private const int NearOperators = 6;

    public static IEnumerable<FoundLimit> Find(IdeaText idea, Clause clause)
    {
        var (first, end) = (clause.First, clause.End);
        var isTeam = clause.IsLabelled || idea.Has(first, end, Meaning.Team, Meaning.Limit, Meaning.Only) || Frame.Is(idea, clause);
        var named = idea.Has(first, end, Meaning.Team);
        var people = new List<(Count Count, int End)>();
        foreach (var count in Count.In(idea, first, end))
        {
            if (IsOfOperators(idea, clause, count))
            {
                continue;
            }

            if (NounBehind(idea, count.End, end) is { } noun && count.Low is >= 1 and <= MostPeople && count.Low == Math.Floor(count.Low)
                && IsTeam(idea, clause, count, noun, isTeam, named))
            {
                people.Add((count, noun.End));
            }
            else if (count.Low is >= 1 and <= MostPeople && count.First > first && TeamOf(idea, first, count))
            {
                people.Add((count, count.End));
            }
        }

        if (people.Count > 0)
        {
            return [new FoundLimit(ConstraintKind.Team, "", people[0].Count.First, people[^1].End) { People = (int)Math.Min(MostPeople, people.Sum(part => part.Count.Low)) }];
        }

        return idea.Within(first, end, Meaning.Solo)
            .Take(1)
            .Select(mark => new FoundLimit(ConstraintKind.Team, "", mark.First, mark.End) { People = 1 });
    }

    /// <summary>"Our own IT of two people who can run a server, and want to hire a small company": they run it, and others build it.</summary>
    public static bool IsOfOperators(IdeaText idea, Clause clause, Count count)
    {
        if (!idea.Has(Math.Max(clause.First, count.First - NearOperators), count.First, Meaning.Operators)
            && !idea.Has(count.End, Math.Min(clause.End, count.End + NearOperators), Meaning.Operate))
        {
            return false;
        }

        var (first, end) = ClauseReader.SentenceAround(idea, clause);
        return idea.Has(first, end, Meaning.Hire) && !idea.Has(count.End, Math.Min(clause.End, count.End + NearOperators), Meaning.Maker);
    }

    private static bool IsTeam(IdeaText idea, Clause clause, Count count, Mark noun, bool isTeam, bool named)
    {
        var isAudience = (count.First > clause.First && idea.At(count.First - 1, Meaning.Audience) is not null && !named)
            || (noun.End < clause.End && idea.At(noun.End, Meaning.Audience) is not null);
        var standsAlone = count.First == clause.First && noun.End == clause.End;
        var follows = count.First > clause.First && idea.At(count.First - 1, Meaning.Maker) is not null; // "開発者2人"
        return !isAudience && (noun.Meaning is Meaning.Maker ? isTeam || standsAlone : named || follows);
    }

    /// <summary>"A team of two", "Team: 2".</summary>
    private static bool TeamOf(IdeaText idea, int first, Count count)
    {
        for (var at = count.First - 1; at >= first && at >= count.First - 3; at--)
        {
            if (idea.At(at, Meaning.Team) is { Value: "" } mark && idea.Tokens[mark.First].Text.StartsWith("team", StringComparison.Ordinal))
            {
                return Span.UnitAt(idea, count.End, idea.Tokens.Count) is null && Following(idea, count.End) is not TokenType.Word;
            }
        }

        return false;
    }

    private static TokenType? Following(IdeaText idea, int at) => at < idea.Tokens.Count ? idea.Tokens[at].Type : null;

    private static Mark? NounBehind(IdeaText idea, int at, int end)
    {
        for (var steps = 0; at < end && steps <= Adjectives; at++)
        {
            if (idea.Tokens[at].IsHyphen)
            {
                continue;
            }

            if ((idea.At(at, Meaning.Maker) ?? idea.At(at, Meaning.People)) is { } noun)
            {
                return noun;
            }

            if (idea.Tokens[at].Type is not TokenType.Word || Span.UnitAt(idea, at, end) is not null)
            {
                return null;
            }

            steps++;
        }

        return null;
    }
}
