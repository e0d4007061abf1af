using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>What in an idea sounds like a limit and is in no entry.</summary>
internal static class Coverage
{
    private const int MostNotes = 5;

    private const int MaxText = 200;

    private static readonly Meaning[] Limits = [Meaning.Limit, Meaning.Only, Meaning.No];

    /// <param name="covered">The words of all entries.</param>
    public static IReadOnlyList<IntakeNote> NotesOf(IdeaText idea, IReadOnlyList<Clause> clauses, IReadOnlyList<TextRange> covered)
    {
        var notes = new List<IntakeNote>();
        foreach (var clause in clauses)
        {
            var words = RangeOf(idea, clause.First, clause.End);
            var numbers = NumbersIn(idea, clause).Any(number => !covered.Any(entry => entry.Contains(number)));
            var limits = idea.Has(clause.First, clause.End, Limits) && !covered.Any(entry => entry.Meets(words));
            if ((numbers || limits) && !ReaderSpeech.Is(idea, clause))
            {
                notes.Add(new IntakeNote(OneLine.Of(idea.Text.AsSpan(words.Start, words.End - words.Start), MaxText), numbers));
            }
        }

        // Numbers matter more, and the order of the idea reads best.
        var kept = notes.Distinct().Select((note, index) => (note, index)).OrderByDescending(part => part.note.IsAssumption).ThenBy(part => part.index).Take(MostNotes);
        return [.. kept.OrderBy(part => part.index).Select(part => part.note)];
    }

    /// <summary>Numbers with a unit of time, money, people or load.</summary>
    public static IEnumerable<TextRange> NumbersIn(IdeaText idea, Clause clause) =>
        Span.In(idea, clause.First, clause.End).Select(span => RangeOf(idea, span.First, span.End))
            .Concat(Price.In(idea, clause.First, clause.End).Select(price => RangeOf(idea, price.First, price.End)))
            .Concat(Count.In(idea, clause.First, clause.End)
                .Where(count => idea.Has(count.End, Math.Min(clause.End, count.End + 2), Meaning.Maker, Meaning.People, Meaning.Load))
                .Select(count => RangeOf(idea, count.First, count.End)));

    private static TextRange RangeOf(IdeaText idea, int first, int end) => new(idea.Tokens[first].Start, idea.Tokens[end - 1].End);
}
