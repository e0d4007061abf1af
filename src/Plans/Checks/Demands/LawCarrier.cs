using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Plans.Intake;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Ledger;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Checks.Demands;

/// <summary>What a law or a works council demands is proved at a gate.</summary>
internal static class LawCarrier
{
    private static readonly Dictionary<string, PhraseList> s_words = new(StringComparer.Ordinal)
    {
        ["GDPR"] = new("gdpr", "dsgvo*", "ds-gvo", "rgpd", "data protection", "datenschutz*", "personal data", "personenbezogen*", "data subject*"),
        ["works council"] = new("works council*", "betriebsrat*", "betriebsvereinbarung*", "personalrat*", "mitbestimmung*", "betrvg", "betriebsverfassung*", "ondernemingsraad*"),
        ["WCAG"] = new("wcag*", "bitv*", "accessib*", "barrierefrei*", "screen reader*", "section 508"),
        ["PCI DSS"] = new("pci*", "card data", "card number*", "kartendaten", "kartennummer*"),
        ["HIPAA"] = new("hipaa", "phi", "protected health information"),
    };

    public static IEnumerable<Gap> Gaps(ModelWords words, Constraint constraint)
    {
        if (words.Schedule is null || IsCarried(words, constraint, WordsOf(constraint)))
        {
            yield break;
        }

        yield return new Gap(
            constraint, DocumentType.ExecutionPlan, "no stage gate proves it.", $"Add a gate that shows who agreed or what was tested, and end it with ({constraint.Id}).");
    }

    private static List<PhraseList> WordsOf(Constraint constraint)
    {
        var known = s_words.Values.Where(law => law.IsIn(constraint.Quote)).ToList();
        if (known.Count > 0)
        {
            return known;
        }

        var quote = IdeaText.Read(constraint.Quote);
        return
        [
            .. quote.Within(0, quote.Tokens.Count, Meaning.Law).Select(mark => mark.Value).Distinct()
                .Select(law => s_words.GetValueOrDefault(law) ?? new PhraseList(law)),
        ];
    }

    /// <summary>By a gate that names it or its identifier, by one that cites an item which does, or by a task for it whose feature a gate proves.</summary>
    private static bool IsCarried(ModelWords words, Constraint constraint, List<PhraseList> law)
    {
        if (law.Count == 0)
        {
            return words.Gates.Any(gate => Citation.Has(gate.Text, constraint.Id)) || words.Tasks.Any(task => Citation.Has(task.Text, constraint.Id));
        }

        var items = ItemsOf(words);
        var proved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var gate in words.Gates)
        {
            var cited = Citation.In(gate.Text);
            if (cited.Contains(constraint.Id) || Names(gate.Text) || cited.Any(id => items.TryGetValue(id, out var text) && Names(text)))
            {
                return true;
            }

            proved.UnionWith(cited.Select(FeatureOf).OfType<string>());
        }

        return words.Tasks.Any(task => Citation.In(task.Text) is var cited && (cited.Contains(constraint.Id) || Names(task.Text)) && cited.Any(proved.Contains));

        bool Names(string text) => law.Exists(phrases => phrases.IsIn(text));
    }

    /// <summary>The criteria and the non-functional requirements by their identifiers.</summary>
    private static Dictionary<string, string> ItemsOf(ModelWords words)
    {
        var items = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in (words.Requirements?.Features.SelectMany(feature => feature.Criteria) ?? []).Concat(words.Requirements?.NonFunctional ?? (IEnumerable<OutlineItem>)[]))
        {
            if (item.Id is { } id)
            {
                items.TryAdd(id, item.Text);
            }
        }

        return items;
    }

    /// <returns><c>F8</c> of <c>AC8.1</c> and <c>F8</c>.</returns>
    private static string? FeatureOf(string id) => id switch
    {
        ['A', 'C', .. var number] => $"F{number.Split('.')[0]}",
        ['F', ..] => id,
        _ => null,
    };
}
