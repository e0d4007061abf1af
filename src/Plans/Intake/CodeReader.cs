using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>What code alone finds in an idea.</summary>
internal static class CodeReader
{
    /// <summary>The findings of every clause that speaks of the product, each with the words around it that are its quotation.</summary>
    public static List<(FoundLimit FoundLimit, TextRange Quote)> Read(IdeaText idea, IEnumerable<Clause> clauses, DateOnly created) =>
        WithWholeTeams(idea, [.. clauses.SelectMany(clause => Read(idea, clause, created))]);

    /// <summary>The finding with all others of its kind that its quotation holds are one entry.</summary>
    public static IEnumerable<IntakeEntry> EntriesOf(IdeaText idea, IReadOnlyList<(FoundLimit FoundLimit, TextRange Quote)> found) =>
        from part in found
        group part.FoundLimit by (part.FoundLimit.Kind, part.FoundLimit.Key, part.Quote) into entry
        select EntryWriter.Write(idea, entry.Key.Quote, entry.Key.Kind, [.. entry]);

    /// <summary>"Two developers, one tester" are a team of three.</summary>
    private static List<(FoundLimit FoundLimit, TextRange Quote)> WithWholeTeams(IdeaText idea, List<(FoundLimit FoundLimit, TextRange Quote)> found)
    {
        for (var index = found.Count - 1; index > 0; index--)
        {
            var (before, after) = (found[index - 1], found[index]);
            if (before.FoundLimit is { Kind: ConstraintKind.Team, People: { } some } && after.FoundLimit is { Kind: ConstraintKind.Team, People: { } more }
                && before.Quote.End <= after.Quote.Start && idea.Text.AsSpan(before.Quote.End..after.Quote.Start).Trim() is ",")
            {
                found[index - 1] = (before.FoundLimit with { End = after.FoundLimit.End, People = some + more }, before.Quote with { End = after.Quote.End });
                found.RemoveAt(index);
            }
        }

        return found;
    }

    private static IEnumerable<(FoundLimit, TextRange)> Read(IdeaText idea, Clause clause, DateOnly created)
    {
        var findings = Finders.Find(idea, clause, created);
        var from = clause.First;
        for (var index = 0; index < findings.Count;)
        {
            var group = findings.Skip(index).TakeWhile(finding => (finding.Kind, finding.Key) == (findings[index].Kind, findings[index].Key)).ToList();
            index += group.Count;
            var to = clause.End;
            var next = clause.End;
            if (index < findings.Count)
            {
                (to, next) = CutBetween(idea, clause, group.Max(finding => finding.End), findings[index].First);
            }

            foreach (var finding in group)
            {
                yield return (finding, QuoteOf(idea, from, to, finding));
            }

            from = next;
        }
    }

    /// <returns>The token behind the first limit's words, and the one that those of the second begin with: the whole clause for both where no
    /// word joins them.</returns>
    private static (int To, int Next) CutBetween(IdeaText idea, Clause clause, int behind, int before)
    {
        for (var at = before - 1; at >= behind; at--)
        {
            if (idea.At(at, Meaning.Connector) is not null && !InBracket(idea, clause.First, at))
            {
                return (at, at + 1);
            }

            if (idea.At(at, Meaning.Leading) is not null && !InBracket(idea, clause.First, at))
            {
                return (at, at);
            }
        }

        return (clause.End, clause.First);
    }

    private static bool InBracket(IdeaText idea, int first, int at)
    {
        var depth = 0;
        for (var token = first; token < at; token++)
        {
            depth += idea.Tokens[token] switch
            {
                { Type: TokenType.Sign, Text: "(" or "[" or "{" or "（" } => 1,
                { Type: TokenType.Sign, Text: ")" or "]" or "}" or "）" } => -1,
                _ => 0,
            };
        }

        return depth > 0;
    }

    /// <summary>Without joining words at its beginning, and around the finding where the clause is too long to be quoted.</summary>
    private static TextRange QuoteOf(IdeaText idea, int from, int to, FoundLimit finding)
    {
        while (from < finding.First && (idea.At(from, Meaning.Connector) is not null || idea.Tokens[from].Type is TokenType.Sign))
        {
            from++;
        }

        while (from < finding.First && idea.Tokens[finding.End - 1].End - idea.Tokens[from].Start > Constraint.MaxQuote)
        {
            from++;
        }

        while (to > finding.End && idea.Tokens[to - 1].End - idea.Tokens[from].Start > Constraint.MaxQuote)
        {
            to--;
        }

        return new TextRange(idea.Tokens[from].Start, idea.Tokens[to - 1].End);
    }
}
