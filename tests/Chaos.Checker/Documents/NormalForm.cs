using System.Text.RegularExpressions;

namespace AiDevFramework.Chaos.Checker.Documents;

/// <summary>What is stored is in its normal form: the specification's title, headings and labels, and the blocks that code owns.</summary>
internal static partial class NormalForm
{
    private const string Constraints = "technical-constraints";

    /// <param name="constraints">Identifiers and quotations of the project's ledger, in their order.</param>
    /// <returns>What breaks the form, one text for each case.</returns>
    public static IEnumerable<string> Breaches(string type, DocumentText text, IReadOnlyList<(string Id, string Quote)> constraints)
    {
        var title = DocumentForms.TitleOf(type);
        if (text.Lines[0] != $"# {title}" && !(type == DocumentForms.Plan && PlanTitle().IsMatch(text.Lines[0])))
        {
            yield return $"its first line is \"{text.Lines[0]}\"";
        }

        if (text.Headings.Count(heading => heading.Level == 1) != 1)
        {
            yield return "it has another number of titles than one";
        }

        var sections = DocumentForms.SectionsOf(type);
        foreach (var section in sections)
        {
            var key = DocumentForms.KeyOf(section);
            if (text.Find(key) is null)
            {
                yield return $"it has no section \"{section}\"";
            }

            foreach (var other in text.Headings.Where(heading => heading.Level <= 2 && heading.Key == key && heading.Title != section))
            {
                yield return $"it spells a section \"{other.Title}\"";
            }
        }

        foreach (var item in text.Headings.Where(heading => Item().IsMatch(heading.Key)))
        {
            var (level, form) = item.Key.StartsWith('f') ? (3, "Feature") : (2, "Stage");
            if (item.Level != level || !ItemTitle().IsMatch(item.Title) || !item.Title.StartsWith(form, StringComparison.Ordinal))
            {
                yield return $"it spells an item \"{item.Title}\"";
            }
        }

        foreach (var label in text.Lines.Where(line => OddLabel().IsMatch(line)))
        {
            yield return $"it spells a label \"{label}\"";
        }

        foreach (var breach in constraints.Count == 0 ? [] : Carried(type, text, constraints))
        {
            yield return breach;
        }
    }

    private static IEnumerable<string> Carried(string type, DocumentText text, IReadOnlyList<(string Id, string Quote)> constraints)
    {
        if (type == DocumentForms.Requirements && text.Find(Constraints) is { } heading)
        {
            var block = text.Below(heading).Where(line => line.Length > 0).Take(constraints.Count).ToList();
            foreach (var ((id, quote), number) in constraints.Select((constraint, number) => (constraint, number)))
            {
                if (block.Count <= number || !block[number].StartsWith($"- {id} ", StringComparison.Ordinal)
                    || !block[number].Contains($": \"{quote}\" → ", StringComparison.Ordinal))
                {
                    yield return $"its section 6 does not begin with {id} in its place";
                }
            }
        }

        var first = text.Lines.Skip(1).FirstOrDefault(line => line.Length > 0) ?? "";
        if (type == DocumentForms.Plan
            && (!first.StartsWith("**Fit**: ", StringComparison.Ordinal) || constraints.Any(constraint => !Regex.IsMatch(first, $@"\b{constraint.Id}\b"))))
        {
            yield return "the line under its title does not say how all constraints fit";
        }
    }

    [GeneratedRegex(@"^# Execution Plan \((Vertical|Horizontal) Approach\)$")]
    private static partial Regex PlanTitle();

    [GeneratedRegex(@"^(feature|stage)-\d+$")]
    private static partial Regex Item();

    [GeneratedRegex(@"^(Feature|Stage) \d+: \S")]
    private static partial Regex ItemTitle();

    [GeneratedRegex(
        @"^\*\*(Product Name|Vision|Complexity|Target Users|Core Value|Assumptions|Description|Acceptance Criteria|Serves|Priority|Needs|Choice|Runs|Justification"
        + @"|Duration|Features|Deliverables|Stage Gate Criteria|Open Questions)(:\*\*|\*\* +:)")]
    private static partial Regex OddLabel();
}
