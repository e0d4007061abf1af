using System.Text;
using System.Text.RegularExpressions;
using AiDevFramework.Grains.Abstractions.Phases;

namespace AiDevFramework.Offline;

internal static partial class EventStormingWriter
{
    private const int MostFlows = 8;
    private const int LongestFlow = 5; // events

    [Answers(Step.EventStorming)]
    public static string Write(ProductOutline outline)
    {
        var document = new MarkdownText("Event Storming Summary");
        document.Heading("Domain Events").Bullets(outline.Events.Select(@event => $"{@event.Name}: {Words.Capital(@event.Meaning)}."));
        document.Heading("Commands").Bullets(outline.Events
            .Select(@event => $"{@event.Command}: given by {@event.Who} → {@event.Name}"));
        document.Heading("Aggregates").Bullets(outline.Aggregates.Select(aggregate =>
            $"{aggregate.Name}: {aggregate.StandsFor}. Invariants: {aggregate.Invariants}. Events: {string.Join(", ", aggregate.Events.Select(@event => @event.Name))}"));

        document.Heading("Process Flows");
        var number = 0;
        foreach (var flow in Flows(outline).Take(MostFlows))
        {
            document.Line($"{++number}. {flow}");
        }

        return document
            .Label("Assumptions").Bullets(outline.Assumptions)
            .Label("Open Questions").Bullets(Questions(outline))
            .ToString();
    }

    private static IEnumerable<string> Flows(ProductOutline outline)
    {
        var heart = outline.Heart;
        var happy = heart.Events.Where(@event => !@event.Unhappy)
            .Concat(outline.Features.Where(feature => feature.Number > heart.Number).SelectMany(feature => feature.Events.Where(@event => !@event.Unhappy).Take(1)))
            .Take(LongestFlow)
            .ToList();
        yield return $"{heart.Name}, from Beginning to End: " + Chain(happy);

        foreach (var feature in outline.Features.OrderByDescending(feature => feature == heart))
        {
            if (Policy(feature) is { } policy)
            {
                yield return policy;
            }
        }

        if (heart.Events.FirstOrDefault(@event => @event.Unhappy) is { } unhappy
            && !heart.Fill(heart.Capability.Policy ?? "").Contains(unhappy.Name, StringComparison.Ordinal)
            && heart.Events.FirstOrDefault(@event => !@event.Unhappy) is { } first)
        {
            yield return $"{heart.Name}, When It Goes Wrong: {unhappy.Command} → {unhappy.Name} → "
                + $"whenever {unhappy.Name} then the way back is open to {first.Command} → {first.Name}";
        }
    }

    private static string Chain(List<OutlineEvent> events)
    {
        var flow = new StringBuilder();
        foreach (var @event in events)
        {
            flow.Append(flow.Length == 0 ? "" : " → then ").Append(@event.Command).Append(" → ").Append(@event.Name);
        }

        return flow.ToString();
    }

    /// <summary>From the event that the feature's policy waits for to the event that it leads back to.</summary>
    private static string? Policy(OutlineFeature feature)
    {
        if (feature.Capability.Policy is not { } template || PolicyForm().Match(feature.Fill(template)) is not { Success: true } policy)
        {
            return null;
        }

        var name = policy.Groups["event"].Value;
        if (feature.Events.FirstOrDefault(@event => @event.Name == name) is not { } cause)
        {
            return null;
        }

        var kebab = Capitals().Replace(policy.Groups["policy"].Value, match => (match.Index > 0 ? "-" : "") + match.Value.ToLowerInvariant());
        var next = feature.Events.FirstOrDefault(@event => !@event.Unhappy && @event != cause);
        var title = cause.Unhappy ? "When It Goes Wrong" : "What Follows by Itself";
        return $"{feature.Name}, {title}: {cause.Command} → {cause.Name} → whenever {name}{policy.Groups["when"].Value} "
            + $"then the {kebab} policy {policy.Groups["effect"].Value}"
            + (next is null ? "" : $"; the way is open to {next.Command} → {next.Name}");
    }

    private static IEnumerable<string> Questions(ProductOutline outline)
    {
        yield return $"How many {outline.Items} does one {outline.Role} have after a year? Above 10,000 the {outline.Heart.Events[0].Aggregate} would be split by time.";
        var complex = outline.Features.FirstOrDefault(feature => feature.Capability.Complex);
        yield return complex is not null
            ? $"Who answers for \"{complex.Name}\" when something goes wrong, and within which time? The answer adds a role and events for complaints."
            : $"May {outline.RolePlural} change the same {outline.Item} together? If so, every command on it needs the version it was based on.";
        if (outline.Has(StackNeeds.Shared))
        {
            yield return $"Do {outline.Items} outlive the account of whoever made them? If so, each needs a second owner before AccountClosed.";
        }

        if (outline.Has(StackNeeds.Payments))
        {
            yield return "In which countries is money taken? Each adds tax rules, and some add events for invoices.";
        }
    }

    [GeneratedRegex(@"^whenever (?<event>\w+)(?<when>.*?) then (?<policy>[A-Z]\w+) (?<effect>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex PolicyForm();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capitals();
}
