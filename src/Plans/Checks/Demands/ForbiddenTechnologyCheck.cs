using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;
using AiDevFramework.Plans.Technologies;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>Check 32: no choice and no service is a technology that the idea forbids; a task or a gate that names one is doubtful.</summary>
internal sealed class ForbiddenTechnologyCheck : ICheck
{
    private const int MostFindings = 50;

    public int Number => 32;

    public IReadOnlyList<Finding>? Check(CheckInput input)
    {
        var bans = input.Ledger.Constraints
            .Select(constraint => (Constraint: constraint, Words: Ban.OwnWordsOf(constraint)))
            .Where(ban => ban.Constraint.Forbids.Count > 0 || ban.Words.Count > 0 || ban.Constraint.Requires.Contains("open-source"))
            .ToList();
        var words = new ModelWords(input);
        if (bans.Count == 0 || (words.Stack is null && words.Schedule is null))
        {
            return null;
        }

        List<(OutlineItem Item, List<TechnologyHit> Hits)> items =
            [.. words.Tasks.Concat(words.Gates).Select(item => (Item: item, Hits: TechnologyScanner.Find(item.Text, isList: false))).Where(item => item.Hits.Count > 0)];
        var findings = new List<Finding>();
        foreach (var (constraint, own) in bans)
        {
            var named = new HashSet<string>(StringComparer.Ordinal);
            findings.AddRange(InStack(words, constraint, own, named));
            findings.AddRange(InSchedule(input, items, constraint, own, named));
        }

        return [.. findings.Take(MostFindings)];
    }

    private IEnumerable<Finding> InStack(ModelWords words, Constraint constraint, IReadOnlyList<string> own, HashSet<string> named)
    {
        if (words.Stack is not { } stack || words.StackDocument is not { } document)
        {
            yield break;
        }

        foreach (var choice in stack.Choices)
        {
            if (Breach(constraint, own, choice.Choice, choice.Slot, $"{choice.Choice} {choice.Runs}", named) is { } breach)
            {
                yield return Of(document, constraint, breach, choice.Slot, choice.Choice, "choice of");
            }
        }

        foreach (var service in stack.Services)
        {
            if (Breach(constraint, own, service.Name, Term.ThirdPartyServices, service.Text, named) is { } breach)
            {
                yield return Of(document, constraint, breach, Term.ThirdPartyServices, service.Text, "services under");
            }
            else if (IsUnknown(constraint, service))
            {
                yield return new Finding(
                    Number, Severity.Warning, document.Type, constraint.Id,
                    $"Nobody can tell where the service \"{Short(service.Name)}\" runs, and {constraint.Id} (\"{Short(constraint.Quote)}\") allows none outside. Say that it runs in the own house, or replace it.",
                    Excerpt.Of(service.Text), Line: Excerpt.LineOf(document, service.Name));
            }
        }
    }

    private Finding Of(CheckedDocument document, Constraint constraint, (Severity Severity, List<string> Names) breach, Term slot, string text, string place)
    {
        var heading = document.Reading.Frame.Shape.HeadingOf(slot);
        var names = string.Join(", ", breach.Names.Select(name => $"\"{name}\""));
        var message = breach.Severity is Severity.Error
            ? $"{names} in the {place} \"{heading}\": {constraint.Id} (\"{Short(constraint.Quote)}\") forbids it. Choose what it allows."
            : $"{names} in the {place} \"{heading}\" may break {constraint.Id} (\"{Short(constraint.Quote)}\"). Say where and for what it runs, or replace it.";
        return new Finding(
            Number, breach.Severity, document.Type, constraint.Id, message, Excerpt.Of(text),
            Line: Excerpt.LineOf(document, text) ?? document.Reading.Frame.Find(slot)?.Head.Line + 1);
    }

    /// <summary>One finding for each technology that the stack does not name already.</summary>
    private IEnumerable<Finding> InSchedule(
        CheckInput input, List<(OutlineItem Item, List<TechnologyHit> Hits)> items, Constraint constraint, IReadOnlyList<string> own, HashSet<string> named)
    {
        if (input.Find(DocumentType.ExecutionPlan) is not { } document)
        {
            yield break;
        }

        foreach (var (item, hits) in items)
        {
            foreach (var hit in hits)
            {
                if (!Negation.IsAt(item.Text, hit.Start, hit.End)
                    && Ban.SeverityOf(constraint, own, hit.Technology, null, item.Text) is not null && named.Add(hit.Technology.Id))
                {
                    var name = item.Text.Substring(hit.Start, hit.Length);
                    yield return new Finding(
                        Number, Severity.Warning, DocumentType.ExecutionPlan, constraint.Id,
                        $"A task or gate names \"{name}\", which {constraint.Id} (\"{Short(constraint.Quote)}\") forbids. Replace it, or say that it is left.",
                        Excerpt.Of(item.Text), Line: Excerpt.LineOf(document, item.Text));
                }
            }
        }
    }

    private static (Severity, List<string>)? Breach(
        Constraint constraint, IReadOnlyList<string> own, string text, Term slot, string context, HashSet<string> named)
    {
        Severity? worst = null;
        var names = new List<string>();
        foreach (var hit in TechnologyScanner.Find(text, isList: true))
        {
            if (!Negation.IsAt(text, hit.Start, hit.End) && Ban.SeverityOf(constraint, own, hit.Technology, slot, context) is { } severity)
            {
                named.Add(hit.Technology.Id);
                worst = worst is null || severity < worst ? severity : worst;
                if (text.Substring(hit.Start, hit.Length) is var name && !names.Contains(name) && names.Count < 5)
                {
                    names.Add(name);
                }
            }
        }

        return worst is { } found ? (found, names) : null;
    }

    private static bool IsUnknown(Constraint constraint, OutlineItem service) =>
        constraint.Forbids.Contains("public-cloud") && TechnologyScanner.Find(service.Text, isList: true).Count == 0 && !OwnPremises.AreIn(service.Text);

    private static string Short(string text) => text.Length <= 80 ? text : $"{Grains.Abstractions.TextCut.AtMost(text, 80)}…";
}
