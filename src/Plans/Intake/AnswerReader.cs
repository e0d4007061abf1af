using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>What is true of the constraints that a model found: those whose words stand in the idea.</summary>
internal sealed class AnswerReader(
    IdeaText idea, IReadOnlyList<Clause> clauses, IReadOnlyList<(FoundLimit FoundLimit, TextRange Quote)> found, DateOnly created)
{
    private readonly QuoteFinder _quotes = new(idea.Text);

    public List<IntakeEntry> Read(IReadOnlyList<AnsweredConstraint> constraints)
    {
        var entries = new List<IntakeEntry>();
        foreach (var answered in constraints)
        {
            if (Read(answered) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    public TextRange? Find(string quote) => _quotes.Find(quote);

    private IntakeEntry? Read(AnsweredConstraint answered)
    {
        if (answered.Quote is not { } quote || _quotes.Find(quote) is not { } range)
        {
            return null;
        }

        range = EntryWriter.WithNegation(idea, clauses, range);
        var met = clauses.Where(clause => RangeOf(clause.First, clause.End).Meets(range)).ToList();
        if (range.End - range.Start > Constraint.MaxQuote || met.Any(clause => ReaderSpeech.Is(idea, clause)))
        {
            return null;
        }

        var certain = found.Select(part => part.FoundLimit).Where(finding => range.Contains(RangeOf(finding.First, finding.End))).ToList();
        var kind = KindOf(answered.Kind, certain);
        var findings = certain.Where(finding => finding.Kind == kind).ToList();
        if (findings.Count == 0)
        {
            findings = QuoteReader.Read(idea, ClauseOf(range), kind, created);
        }

        return EntryWriter.Write(idea, range, kind, findings, answered.Rule);
    }

    /// <summary>What code is certain of goes before the model's word for it, unless several kinds stand in the quotation and the model chose one.</summary>
    private static ConstraintKind KindOf(string? said, List<FoundLimit> certain)
    {
        var known = ConstraintKinds.TryParse(said, out var kind);
        if (certain.Count > 0 && !(known && certain.Any(finding => finding.Kind == kind)))
        {
            return certain[0].Kind;
        }

        return known ? kind : ConstraintKind.Other;
    }

    private TextRange RangeOf(int first, int end) => new(idea.Tokens[first].Start, idea.Tokens[end - 1].End);

    private Clause ClauseOf(TextRange range)
    {
        var first = 0;
        while (idea.Tokens[first].End <= range.Start)
        {
            first++;
        }

        var end = first + 1;
        while (end < idea.Tokens.Count && idea.Tokens[end].Start < range.End)
        {
            end++;
        }

        return new Clause(first, end, IsLabelled: true);
    }
}
