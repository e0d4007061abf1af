using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Documents;

internal static partial class PrdReader
{
    public static StepFacts Read(MarkdownOutline outline, List<string> complaints)
    {
        var overview = outline.Find("1. Project Overview");
        var core = outline.Find("2. Core Features");
        var features = core is null ? [] : FeaturesOf(outline, core);
        var count = features.Count > 0 || core is null ? features.Count : ListedIn(core);
        if (core is { IsEmpty: false } && count == 0)
        {
            complaints.Add("The section \"## 2. Core Features\" has no feature: each needs a heading \"### Feature 1: Name\".");
        }

        complaints.AddRange(features.Where(feature => feature.IsEmpty)
            .Select(feature => $"Nothing stands under the heading \"### {feature.ShortTitle}\"."));
        return new PrdFacts(count, ComplexityOf(overview?.Labelled("Complexity"), count));
    }

    /// <summary>The headings right below the section; where some are called features, those.</summary>
    private static List<MarkdownSection> FeaturesOf(MarkdownOutline outline, MarkdownSection core)
    {
        var below = outline.Sections
            .SkipWhile(section => section != core)
            .Skip(1)
            .TakeWhile(section => section.Level > core.Level)
            .ToList();
        var named = below.Where(section => FeatureHeading().IsMatch(section.Title)).ToList();
        return named.Count > 0 ? named : [.. below.Where(section => section.Level == core.Level + 1)];
    }

    /// <summary>Features as the specification's own sketch lists them, without headings: <c>- Feature 1: Description</c>.</summary>
    private static int ListedIn(MarkdownSection core)
    {
        var numbers = core.Lines.Select(line => NumberedFeature().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups["number"].Value).Distinct(StringComparer.Ordinal).Count();
        return numbers > 0 ? numbers : core.IsList ? core.Bullets.Count() : 0;
    }

    /// <summary>The model's word; without one, the rule that it was given: 1 to 3 features low, 4 to 8 medium, 9 or more high.</summary>
    private static Complexity ComplexityOf(string? said, int features)
    {
        foreach (var word in (said ?? "").Split([' ', ',', '.', ';', ':', '(', ')', '/', '-', '–'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (WireName.TryParse<Complexity>(word.ToUpperInvariant(), out var complexity))
            {
                return complexity;
            }
        }

        return features switch
        {
            <= 3 => Complexity.Low,
            <= 8 => Complexity.Medium,
            _ => Complexity.High,
        };
    }

    /// <summary><c>Feature 3: Name</c>, <c>2.3 Feature: Name</c>, <c>F3: Name</c>.</summary>
    [GeneratedRegex(@"^[\W\d]*(?:feature\b(?!\s+(?:overview|list|summary)\b)|f\d+\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FeatureHeading();

    [GeneratedRegex(@"^[\W\d]*(?:feature\s*|f)(?<number>\d{1,4})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberedFeature();
}
