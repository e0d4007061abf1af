using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>Makes an entry of a quotation and what code has read in it.</summary>
internal static class EntryWriter
{
    /// <summary>How far before a quotation a "no" is looked for that turns its meaning round, in tokens.</summary>
    private const int NegationReach = 6;

    /// <param name="findings">Those of the quotation, all of <paramref name="kind"/>.</param>
    /// <param name="rule">A model's; <see langword="null"/> or one that does not hold: code's own.</param>
    public static IntakeEntry Write(IdeaText idea, TextRange range, ConstraintKind kind, IReadOnlyList<FoundLimit> findings, string? rule = null)
    {
        var constraint = new Constraint("", kind, OneLine.Of(idea.Text.AsSpan(range.Start, range.End - range.Start), Constraint.MaxQuote), "", !IsWish(idea, range))
        {
            Requires = [.. findings.SelectMany(finding => finding.Requires).Distinct()],
            Forbids = [.. findings.SelectMany(finding => finding.Forbids).Distinct()],
            People = findings.FirstOrDefault(finding => finding.People is not null)?.People,
            Weeks = findings.FirstOrDefault(finding => finding.Weeks is not null)?.Weeks,
            Date = findings.FirstOrDefault(finding => finding.Date is not null)?.Date,
            Amount = findings.FirstOrDefault(finding => finding.Amount is not null)?.Amount,
            Currency = findings.FirstOrDefault(finding => finding.Amount is not null)?.Currency,
        };
        var said = OneLine.Of(rule ?? "", Constraint.MaxRule);
        var holds = said.Length > 0 && !said.EndsWith('…') && RuleCheck.Holds(said, idea, [constraint.People, constraint.Weeks, constraint.Amount]);
        var name = findings is [var first, ..] ? first.Name : "";
        return new IntakeEntry(range, constraint with { Rule = holds ? said : RuleText.Of(constraint, name, idea.PlanLanguage) });
    }

    /// <summary>The range from the "no" on that stands before it in its clause: "not in the cloud" must not be quoted as "in the cloud".</summary>
    public static TextRange WithNegation(IdeaText idea, IReadOnlyList<Clause> clauses, TextRange range)
    {
        foreach (var clause in clauses)
        {
            var first = FirstToken(idea, clause, range);
            if (first < 0)
            {
                continue;
            }

            var negation = idea.Within(Math.Max(clause.First, first - NegationReach), first, Meaning.No).Select(mark => (int?)mark.First).FirstOrDefault();
            return negation is { } no ? range with { Start = idea.Tokens[no].Start } : range;
        }

        return range;
    }

    /// <summary>Whether the quotation, or its clause before it, softens what it asks for.</summary>
    private static bool IsWish(IdeaText idea, TextRange range)
    {
        var start = StartOfClause(idea, range);
        return idea.Marks.Any(mark => mark.Meaning is Meaning.Soft
            && idea.Tokens[mark.First].Start >= start && idea.Tokens[mark.End - 1].End <= range.End);
    }

    private static int StartOfClause(IdeaText idea, TextRange range)
    {
        foreach (var clause in ClauseReader.Read(idea))
        {
            if (FirstToken(idea, clause, range) >= 0)
            {
                return Math.Min(range.Start, idea.Tokens[clause.First].Start);
            }
        }

        return range.Start;
    }

    /// <returns>The first token of the clause that lies in the range, where the range begins in the clause; else -1.</returns>
    private static int FirstToken(IdeaText idea, Clause clause, TextRange range)
    {
        if (idea.Tokens[clause.First].Start > range.Start || idea.Tokens[clause.End - 1].End <= range.Start)
        {
            return -1;
        }

        var token = clause.First;
        while (idea.Tokens[token].End <= range.Start)
        {
            token++;
        }

        return token;
    }
}
