using AiDevFramework.Grains.Abstractions.Projects;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>
/// Reads a project's ledger out of its idea, what the request states beside it, and what a model said of them. Code decides what is true: a
/// constraint is quoted from the idea, its numbers are read from the quotation, and what no model found code looks for itself. Never throws.
/// </summary>
internal static class IntakeReader
{
    private const int MostOfIdea = 20;

    private const int MostQuantities = 20;

    private const int MaxQuantity = 80;

    /// <param name="answer"><see cref="IntakeAnswer.Nothing"/> where no model said anything.</param>
    /// <param name="before">What the request stated, and the numbers that were given before.</param>
    /// <param name="created">The day of the project's creation, from which dates count.</param>
    public static ProjectLedger Read(string idea, IntakeAnswer answer, ProjectLedger before, DateOnly created)
    {
        var text = IdeaText.Read(idea, null, before.StatedLanguage);
        if (text.Language is null && LanguageTag.IsValid(answer.Language))
        {
            text = IdeaText.Read(idea, answer.Language, before.StatedLanguage);
        }

        var clauses = ClauseReader.Read(text);
        var speaking = clauses.Where(clause => !ReaderSpeech.Is(text, clause)).ToList();
        var found = CodeReader.Read(text, speaking, created);
        var reader = new AnswerReader(text, clauses, found, created);
        var answered = WithoutRepetitions(reader.Read(answer.Constraints));
        var missed = found.Where(part => !answered.Any(entry => entry.Constraint.Kind == part.FoundLimit.Kind && entry.Range.Contains(WordsOf(text, part.FoundLimit)))).ToList();
        var stated = before.Stated.SelectMany(constraint => StatedReader.Read(constraint, text, created)).ToList();
        var entries = answered.Concat(CodeReader.EntriesOf(text, missed)).OrderBy(entry => entry.Range.Start).ThenBy(entry => entry.Range.End).ToList();
        var constraints = Distinct(stated.Concat(entries));
        var quantities = QuantitiesOf(text, reader, answer.Quantities);
        var ledger = Numbering.Number(before with
        {
            Schema = ProjectLedger.CurrentSchema,
            Language = text.PlanLanguage,
            Quantities = [.. quantities.Select(part => part.Quantity)],
            DayRate = speaking.Select(clause => BudgetFinder.RateIn(text, clause)).FirstOrDefault(rate => rate is not null),
            Roles = AnsweredLists.RolesOf(answer.Roles),
            Questions = AnsweredLists.QuestionsOf(answer.Questions),
            Notes = Coverage.NotesOf(text, clauses, [.. entries.Select(entry => entry.Range), .. quantities.Select(part => part.Range)]),
        }, constraints);
        return ledger;
    }

    /// <summary>A quotation inside another of its kind adds nothing.</summary>
    private static List<IntakeEntry> WithoutRepetitions(List<IntakeEntry> entries) =>
    [
        .. entries.Where((entry, index) => !entries.Where((other, at) => at != index
            && other.Constraint.Kind == entry.Constraint.Kind
            && other.Range.Contains(entry.Range)
            && (other.Range != entry.Range || at < index)).Any()),
    ];

    /// <summary>The same limit in other words is one: twice the same law, the same number of people.</summary>
    private static List<Constraint> Distinct(IEnumerable<IntakeEntry> entries)
    {
        var kept = new List<Constraint>();
        foreach (var constraint in entries.Select(entry => entry.Constraint))
        {
            if (kept.Count(other => !other.Stated) < MostOfIdea && !kept.Any(other => IsSame(other, constraint)))
            {
                kept.Add(constraint);
            }
        }

        return kept;
    }

    private static bool IsSame(Constraint one, Constraint other) => one.Kind == other.Kind && (one.Quote == other.Quote
        || (one.Kind is ConstraintKind.Team or ConstraintKind.Deadline or ConstraintKind.Budget
            && (one.People, one.Weeks, one.Date, one.Amount, one.Currency) == (other.People, other.Weeks, other.Date, other.Amount, other.Currency)
            && (one.People, one.Weeks, one.Amount) != (null, null, null)));

    private static List<(Quantity Quantity, TextRange Range)> QuantitiesOf(IdeaText idea, AnswerReader reader, IReadOnlyList<string> said)
    {
        var quantities = new List<(Quantity, TextRange)>();
        foreach (var text in said.Take(MostQuantities))
        {
            if (text.Length <= MaxQuantity && reader.Find(text) is { } range && ValueIn(idea.Text[range.Start..range.End], idea.Language) is var (value, unit))
            {
                quantities.Add((new Quantity(OneLine.Of(idea.Text.AsSpan(range.Start, range.End - range.Start), MaxQuantity), value, unit), range));
            }
        }

        return quantities;
    }

    /// <returns>The number of the words, and what follows it as its unit.</returns>
    private static (decimal Value, string Unit)? ValueIn(string words, string? language)
    {
        var text = IdeaText.Read(words, language);
        if (Count.In(text, 0, text.Tokens.Count) is not [var count, ..])
        {
            return null;
        }

        return (count.High, count.End < text.Tokens.Count ? text.Tokens[count.End].Text : "");
    }

    private static TextRange WordsOf(IdeaText idea, FoundLimit finding) => new(idea.Tokens[finding.First].Start, idea.Tokens[finding.End - 1].End);
}
