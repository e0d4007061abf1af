using AiDevFramework.Plans.Findings;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Reading;

namespace AiDevFramework.Plans.Mending;

/// <summary>Which parts of a document have to be written anew for a finding about it.</summary>
internal static class FindingParts
{
    /// <summary>What people, time and money allow is kept by all stages together.</summary>
    private static readonly int[] s_ofAllStages = [33, 34];

    public static IReadOnlyList<string> Of(Finding finding, DocumentParts parts)
    {
        if (s_ofAllStages.Contains(finding.Check))
        {
            return [.. parts.All.Select(part => part.Slug)];
        }

        var part = finding.Line is { } line ? parts.At(line - 1) : null;
        part ??= finding.Target is { } target ? ByTarget(target, parts) : null;
        part ??= Usual(parts);
        return part is null ? [] : [part.Slug];
    }

    /// <summary>The part of its own that an item has, else the section with this heading, else the first part that names it.</summary>
    private static DocumentPart? ByTarget(string target, DocumentParts parts)
    {
        var number = target.AsSpan().TrimStart("FAC");
        var digits = number.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? number[..end] : number;
        if (target[0] is 'F' or 'A' && int.TryParse(digits, out var feature) && parts.Find(PartSlug.OfFeature(feature)) is { } own)
        {
            return own;
        }

        return parts.Find(PartSlug.OfSection(target)) ?? parts.All.LastOrDefault(part => Names(parts.TextOf(part), target));
    }

    /// <summary>Where something that is said nowhere yet belongs.</summary>
    private static DocumentPart? Usual(DocumentParts parts)
    {
        var usual = parts.Reading.Frame.Shape.Sections
            .Where(section => section.Term is Term.CoreFeatures or Term.Infrastructure or Term.ProcessFlows)
            .Select(section => parts.Find(PartSlug.OfSection(section.Heading)))
            .FirstOrDefault();
        return usual ?? parts.Last();
    }

    /// <summary>As a word: F1 is not in F12.</summary>
    private static bool Names(string text, string target)
    {
        for (var at = text.IndexOf(target, StringComparison.Ordinal); at >= 0; at = text.IndexOf(target, at + 1, StringComparison.Ordinal))
        {
            var end = at + target.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
