using System.Text.RegularExpressions;

namespace AiDevFramework.Chaos.Checker.Documents;

/// <summary>Faults of content that anybody would see. Few and certain ones: documents are compared by them.</summary>
internal static partial class DocumentFaults
{
    private const int LeastCriteria = 2;

    /// <param name="requirements">The project's; <see langword="null"/> where there are none.</param>
    /// <returns>A text for each fault, the same for the same fault of another document of this type.</returns>
    public static HashSet<string> Of(string type, DocumentText text, DocumentText? requirements)
    {
        var faults = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in DocumentForms.SectionsOf(type))
        {
            if (text.Find(DocumentForms.KeyOf(section)) is not { } heading
                || !text.Below(heading).Any(line => line.Any(char.IsLetter) && !line.StartsWith("None: this part", StringComparison.Ordinal)))
            {
                faults.Add($"{section} is missing or empty");
            }
        }

        if (type == DocumentForms.Plan && text.Find("stage-1") is null)
        {
            faults.Add("it has no first stage");
        }

        foreach (var stage in text.Headings.Where(heading => heading.Level == 2 && heading.Key.StartsWith("stage-", StringComparison.Ordinal)))
        {
            if (!text.Below(stage).Any(line => line.Any(char.IsLetter)))
            {
                faults.Add($"{stage.Key} says nothing");
            }
        }

        foreach (var twice in text.Headings.Where(heading => heading.Level is 2 or 3).GroupBy(heading => heading.Key).Where(group => group.Count() > 1))
        {
            faults.Add($"{twice.Key} is there twice");
        }

        foreach (var feature in text.Headings.Where(heading => heading.Level == 3 && heading.Key.StartsWith("feature-", StringComparison.Ordinal)))
        {
            if (text.Below(feature).Count(line => line.StartsWith("- AC", StringComparison.Ordinal)) < LeastCriteria)
            {
                faults.Add($"{feature.Key} has fewer than {LeastCriteria} criteria");
            }
        }

        var defined = FeaturesOf(type == DocumentForms.Requirements ? text : requirements);
        foreach (var id in defined.Count == 0 ? [] : text.Lines.SelectMany(Referred).Where(id => !defined.Contains(id)))
        {
            faults.Add($"{id} is referred to and is not there");
        }

        if (type == DocumentForms.Plan)
        {
            var delivered = text.Lines.Where(line => line.StartsWith("**Features**:", StringComparison.Ordinal)).SelectMany(line => Feature().Matches(line)).Select(match => match.Value).ToHashSet();
            faults.UnionWith(defined.Except(delivered).Select(id => $"{id} is not delivered"));
        }

        if (text.Lines.Any(line => Placeholder().IsMatch(line)))
        {
            faults.Add("it has an item that says nothing");
        }

        if (text.Lines.Any(line => Chat().IsMatch(line)))
        {
            faults.Add("it talks to its reader");
        }

        if (text.EndsInCode)
        {
            faults.Add("it ends in code");
        }

        faults.UnionWith(text.Headings.Where(heading => BrokenOff().IsMatch(text.Below(heading).LastOrDefault(line => line.Trim().Length > 0) ?? "")).Select(heading => $"{heading.Key} breaks off"));

        return faults;
    }

    private static HashSet<string> FeaturesOf(DocumentText? requirements) =>
        requirements?.Headings.Where(heading => heading.Key.StartsWith("feature-", StringComparison.Ordinal)).Select(heading => $"F{heading.Key[8..]}").ToHashSet() ?? [];

    /// <summary>Identifiers of features in brackets: elsewhere they may be words.</summary>
    private static IEnumerable<string> Referred(string line) =>
        Bracket().Matches(line).SelectMany(bracket => Feature().Matches(bracket.Value)).Select(match => match.Value);

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"\bF[0-9]+\b")]
    private static partial Regex Feature();

    [GeneratedRegex(@"^\s*[-*] *(TBD|TODO|\.\.\.|…)\.?\s*$")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^(Sure!|Let me know)")]
    private static partial Regex Chat();

    [GeneratedRegex(@"(\b(and|or|the|with|of|to|a)|[,(])\s*$")]
    private static partial Regex BrokenOff();
}
