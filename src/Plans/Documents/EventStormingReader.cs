using System.Buffers;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Plans.Documents;

internal static class EventStormingReader
{
    private const int MaxNames = 200;

    private const int MaxNameLength = 100;

    private static readonly SearchValues<char> Ends = SearchValues.Create(":：(（—→");

    public static StepFacts Read(MarkdownOutline outline, List<string> complaints)
    {
        var events = NamesOf(outline.Find("Domain Events"), "EventName: when it happens", complaints);
        var aggregates = NamesOf(outline.Find("Aggregates"), "AggregateName: what it stands for", complaints);
        return new EventStormingFacts(events, aggregates);
    }

    private static List<string> NamesOf(MarkdownSection? section, string form, List<string> complaints)
    {
        var names = (section?.Bullets ?? [])
            .Select(NameOf)
            .Where(name => name.Length is > 0 and <= MaxNameLength)
            .Distinct(StringComparer.Ordinal)
            .Take(MaxNames)
            .ToList();
        if (section is { IsEmpty: false } && names.Count == 0)
        {
            complaints.Add($"The section \"## {section.Title}\" has no bullet of the form \"- {form}\".");
        }

        return names;
    }

    /// <returns>What stands before the first colon, dash or bracket, without emphasis.</returns>
    private static string NameOf(string bullet)
    {
        var end = bullet.AsSpan().IndexOfAny(Ends);
        var dash = bullet.AsSpan().IndexOfAny(" - ", " – ", end);
        var name = dash >= 0 ? bullet[..dash] : end >= 0 ? bullet[..end] : bullet;
        return name.Trim(' ', '*', '_', '`', '[', ']', '.');
    }

    /// <returns>Where the earlier of two dashes stands, if before <paramref name="limit"/>; else -1.</returns>
    private static int IndexOfAny(this ReadOnlySpan<char> text, string first, string second, int limit)
    {
        var scope = limit >= 0 ? text[..limit] : text;
        return (scope.IndexOf(first, StringComparison.Ordinal), scope.IndexOf(second, StringComparison.Ordinal)) switch
        {
            ( >= 0 and var one, >= 0 and var two) => Math.Min(one, two),
            var (one, two) => Math.Max(one, two),
        };
    }
}
