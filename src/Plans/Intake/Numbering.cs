using System.Globalization;
using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>Gives constraints and questions their ids. What an earlier intake has named keeps its id; no number is given twice.</summary>
internal static class Numbering
{
    public static ProjectLedger Number(ProjectLedger ledger, IReadOnlyList<Constraint> constraints)
    {
        var counters = new SortedDictionary<string, int>(ledger.Counters.ToDictionary(), StringComparer.Ordinal);
        var known = ledger.Constraints.GroupBy(constraint => (constraint.Kind, constraint.Quote)).ToDictionary(group => group.Key, group => group.First().Id);
        return ledger with
        {
            Constraints = [.. constraints.Select(constraint => constraint with
            {
                Id = known.GetValueOrDefault((constraint.Kind, constraint.Quote)) ?? Next("C"),
            })],
            Questions = [.. ledger.Questions.Select(question => question with { Id = Next("Q") })],
            Counters = counters,
        };

        string Next(string letter)
        {
            var number = counters.GetValueOrDefault(letter) + 1;
            counters[letter] = number;
            return string.Create(CultureInfo.InvariantCulture, $"{letter}{number}");
        }
    }
}
