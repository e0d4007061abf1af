using AiDevFramework.Plans.Ledger;

namespace AiDevFramework.Plans.Intake;

/// <summary>Constraints that a request states: they are limits, whatever code makes of them.</summary>
internal static class StatedReader
{
    public static IEnumerable<IntakeEntry> Read(string text, IdeaText idea, DateOnly created)
    {
        var stated = IdeaText.Read(text, LanguageGuess.Of(Tokeniser.Read(text)) ?? idea.Language, idea.PlanLanguage);
        var findings = ClauseReader.Read(stated, labelled: true).SelectMany(clause => Finders.Find(stated, clause, created)).ToList();
        var kinds = findings.Select(finding => finding.Kind).Distinct().DefaultIfEmpty(ConstraintKind.Other);
        foreach (var kind in kinds)
        {
            var entry = EntryWriter.Write(stated, new TextRange(0, stated.Text.Length), kind, [.. findings.Where(finding => finding.Kind == kind)]);
            var hard = entry.Constraint with { Hard = true, Stated = true };
            yield return new IntakeEntry(default, hard with { Rule = RuleText.Of(hard, findings.FirstOrDefault(finding => finding.Kind == kind)?.Name ?? "", idea.PlanLanguage) });
        }
    }
}
