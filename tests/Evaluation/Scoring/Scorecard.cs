using System.Globalization;
using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions.Documents;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Evaluation.Scoring;

/// <summary>
/// Holds the documents of one project to the bar: complete, of a length that gets read, and at one with each other in
/// identifiers, names and counts. Pure.
/// </summary>
internal static partial class Scorecard
{
    /// <summary>Of the events of the domain, the requirements must name at least this part.</summary>
    private const double EventsNamed = 0.5;

    private const int DaysPerWeek = 5;

    public static IReadOnlyList<DocumentScore> Of(EvaluatedProject project)
    {
        var documents = project.Documents.ToDictionary(document => document.Type, document => new Markdown(document.ContentMd));
        return [.. project.Documents.Select(document => Score(project, document, documents))];
    }

    private static DocumentScore Score(
        EvaluatedProject project, DocumentView document, Dictionary<DocumentType, Markdown> all)
    {
        var text = all[document.Type];
        var bar = Bar.Of(document.Type);
        var required = document.Type is DocumentType.ExecutionPlan ? [.. text.Titles(2)] : bar.Sections;
        var missing = required.Where(section => text.Below(2, section).Count == 0).ToList();
        var words = Length.WordsOf(document.ContentMd);
        var problems = new List<string>(missing.Select(section => $"The section {section} is missing or empty."));
        if (!text.Titles(1).Any(title => title.StartsWith(bar.Title, StringComparison.OrdinalIgnoreCase)) || text.Titles(1).Count() != 1)
        {
            problems.Add($"The one title is not {bar.Title}.");
        }

        if (words < bar.Least || words > bar.Most)
        {
            problems.Add($"It has {words} words, and {bar.Least} to {bar.Most} are wanted.");
        }

        problems.AddRange(document.Type switch
        {
            DocumentType.EventStorming => OfEventStorming(text, document.Metadata),
            DocumentType.Prd => OfRequirements(text, document.Metadata, all.GetValueOrDefault(DocumentType.EventStorming)),
            DocumentType.TechStack => OfStack(text, document.Metadata, all.GetValueOrDefault(DocumentType.Prd)),
            DocumentType.ExecutionPlan => OfPlan(text, document.Metadata, all.GetValueOrDefault(DocumentType.Prd)),
            _ => [],
        });
        var (cost, time) = project.SpentOn(document.Type);
        return new DocumentScore(document.Type, required.Count - missing.Count, Math.Max(required.Count, 1), words, cost, time, problems);
    }

    private static IEnumerable<string> OfEventStorming(Markdown text, DocumentMetadata facts)
    {
        var events = NamesIn(text, "Domain Events");
        var aggregates = NamesIn(text, "Aggregates");
        foreach (var name in events.Concat(aggregates).Where(name => !Ids.IsPascalCase(name)))
        {
            yield return $"{name} is no name of an event or an aggregate.";
        }

        foreach (var name in events.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return $"The event {name} is there twice.";
        }

        var flow = string.Join('\n', text.Below(2, "Commands").Concat(text.Below(2, "Process Flows")).Concat(text.Below(2, "Aggregates")));
        foreach (var name in events.Where(name => !Mentions(flow, name)))
        {
            yield return $"No command, aggregate or flow has the event {name}.";
        }

        if (events.Count < 3 || aggregates.Count < 1)
        {
            yield return $"It has {events.Count} events and {aggregates.Count} aggregates.";
        }

        if (!SameSet(events, facts.KeyEvents) || !SameSet(aggregates, facts.Aggregates))
        {
            yield return "The project's metadata has other events or aggregates.";
        }
    }

    private static IEnumerable<string> OfRequirements(Markdown text, DocumentMetadata facts, Markdown? storming)
    {
        var features = FeaturesOf(text);
        if (!features.SequenceEqual(Enumerable.Range(1, features.Count).Select(number => $"F{number}")) || features.Count == 0)
        {
            yield return $"Its features are {string.Join(", ", features)}.";
        }

        if (facts.FeatureCount != features.Count)
        {
            yield return $"The project's metadata has {facts.FeatureCount} features, the document {features.Count}.";
        }

        var defined = DefinedIn(text);
        foreach (var id in defined.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return $"{id} is used twice.";
        }

        foreach (var feature in features.Where(feature => !defined.Any(id => id.StartsWith($"AC{feature[1..]}.", StringComparison.Ordinal))))
        {
            yield return $"{feature} has no acceptance criterion.";
        }

        foreach (var id in UnknownIn(text, text))
        {
            yield return $"It refers to {id}, which it does not have.";
        }

        var told = text.Below(2, "User Stories").SelectMany(Ids.Features).ToHashSet();
        foreach (var feature in features.Where(feature => !told.Contains(feature)))
        {
            yield return $"No user story is about {feature}.";
        }

        if (storming is not null && NamesIn(storming, "Domain Events") is { Count: > 0 } events
            && events.Count(name => Mentions(text.Text, name)) is var named && named < events.Count * EventsNamed)
        {
            yield return $"It names {named} of {events.Count} events.";
        }
    }

    private static IEnumerable<string> OfStack(Markdown text, DocumentMetadata facts, Markdown? requirements)
    {
        foreach (var (part, fact) in new[] { ("Frontend", facts.Frontend), ("Backend", facts.Backend), ("Database", facts.Database) })
        {
            if (ChoiceOf(text, part) is not { Length: > 0 and <= 200 } choice)
            {
                yield return $"{part} has no choice on one line.";
            }
            else if (fact is null || !choice.StartsWith(fact.TrimEnd('…'), StringComparison.Ordinal))
            {
                yield return $"The project's metadata has another {part}.";
            }
        }

        foreach (var id in UnknownIn(text, requirements))
        {
            yield return $"It refers to {id}, which the requirements do not have.";
        }

        if (requirements is not null && !Ids.References(text.Text).Any())
        {
            yield return "It refers to no requirement.";
        }
    }

    private static IEnumerable<string> OfPlan(Markdown text, DocumentMetadata facts, Markdown? requirements)
    {
        var stages = text.Titles(2).ToList();
        if (stages.Count == 0 || stages.Where((title, at) => !title.StartsWith($"Stage {at + 1}:", StringComparison.OrdinalIgnoreCase)).Any())
        {
            yield return "Its stages are not numbered from 1 on.";
        }

        var weeks = (stages.Sum(stage => DaysOf(text.Below(2, stage))) + DaysPerWeek - 1) / DaysPerWeek; // added before they are rounded
        if ((facts.StageCount, facts.EstimatedDurationWeeks) != (stages.Count, weeks))
        {
            yield return $"The project's metadata has {facts.StageCount} stages and {facts.EstimatedDurationWeeks} weeks, the document {stages.Count} and {weeks}.";
        }

        foreach (var stage in stages.Where(stage => text.Below(2, stage).Count(line => line.TrimStart().StartsWith("- [ ]", StringComparison.Ordinal)) < 2))
        {
            yield return $"{stage} has no gate of two criteria.";
        }

        if (requirements is null)
        {
            yield break;
        }

        var features = FeaturesOf(requirements);
        var delivered = stages.SelectMany(stage => text.Below(2, stage)).Where(line => FeaturesLine().IsMatch(line)).SelectMany(Ids.Features).ToList();
        if (!delivered.Order(StringComparer.Ordinal).SequenceEqual(features.Order(StringComparer.Ordinal)))
        {
            yield return $"It delivers {string.Join(", ", delivered)} of {features.Count} features.";
        }

        var approach = features.Count <= 3 ? Approach.Horizontal : Approach.Vertical;
        if (facts.Approach != approach || !text.Titles(1).Any(title => title.Contains($"({approach} Approach)", StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{features.Count} features want the {approach} approach.";
        }

        foreach (var id in UnknownIn(text, requirements))
        {
            yield return $"It refers to {id}, which the requirements do not have.";
        }
    }

    /// <summary>What stands before the colon of each bullet.</summary>
    private static List<string> NamesIn(Markdown text, string section) =>
        [.. Markdown.Bullets(text.Below(2, section)).Select(bullet => bullet.Split(':')[0].Trim('`', ' '))];

    private static List<string> FeaturesOf(Markdown text) =>
        [.. text.Titles(3).Select(title => FeatureTitle().Match(title)).Where(match => match.Success).Select(match => $"F{match.Groups[1].Value}")];

    private static List<string> DefinedIn(Markdown text) =>
        [.. Markdown.Bullets(text.Text.Split('\n')).Select(Ids.DefinedBy).OfType<string>()];

    /// <summary>Identifiers that <paramref name="text"/> refers to and the requirements do not define.</summary>
    private static IEnumerable<string> UnknownIn(Markdown text, Markdown? requirements) => requirements is null
        ? []
        : Ids.References(text.Text).Distinct().Except(FeaturesOf(requirements).Concat(DefinedIn(requirements)));

    private static string? ChoiceOf(Markdown text, string part) => text.Below(2, part)
        .Select(line => Choice().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value.Trim()).FirstOrDefault();

    private static int DaysOf(IEnumerable<string> lines) => lines
        .Select(line => Duration().Match(line)).Where(match => match.Success)
        .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * (match.Groups[2].Value == "week" ? DaysPerWeek : 1)).FirstOrDefault();

    private static bool Mentions(string text, string name) => text.Contains(name, StringComparison.Ordinal);

    private static bool SameSet(IEnumerable<string> names, IReadOnlyList<string>? facts) => facts is not null && names.ToHashSet().SetEquals(facts);

    [GeneratedRegex("^Feature ([0-9]+):", RegexOptions.IgnoreCase)]
    private static partial Regex FeatureTitle();

    [GeneratedRegex(@"^\*\*Choice:?\*\*:? *(.+)$")]
    private static partial Regex Choice();

    [GeneratedRegex(@"^\*\*Duration:?\*\*:? *([0-9]+) (week|day)s?")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^\*\*Features:?\*\*")]
    private static partial Regex FeaturesLine();
}
