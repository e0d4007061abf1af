using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Grains.Abstractions.Phases;
using AiDevFramework.Plans.Language;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Documents;

/// <summary>What the project's metadata says of a document: drawn from what was read of it, and from nothing else.</summary>
internal static class OutlineFacts
{
    private const int MaxNames = 200;

    private const int MaxNameLength = 100;

    /// <summary>Models were asked for 100 characters.</summary>
    private const int MaxChoice = 200;

    private const int MaxServices = 50;

    public static EventStormingFacts Of(StormingOutline storming) => new(NamesOf(storming.Events), NamesOf(storming.Aggregates));

    public static PrdFacts Of(RequirementsOutline requirements) =>
        new(requirements.Features.Count, requirements.Complexity ?? ComplexityOf(requirements.Features.Count));

    public static TechStackFacts Of(StackOutline stack) => new(
        ChoiceOf(stack, Term.Frontend),
        ChoiceOf(stack, Term.Backend),
        ChoiceOf(stack, Term.Database),
        ChoiceOf(stack, Term.Infrastructure),
        [.. stack.Services.Select(service => Short(service.Name)).Take(MaxServices)]);

    public static ExecutionPlanFacts Of(ScheduleOutline schedule, Approach approach) => new(approach, schedule.Stages.Count, schedule.Weeks);

    private static List<string> NamesOf(IReadOnlyList<OutlineItem> items) =>
        [.. items.Select(item => item.Name).Where(name => name.Length is > 0 and <= MaxNameLength).Distinct(StringComparer.Ordinal).Take(MaxNames)];

    /// <summary>The rule that models are given: 1 to 3 features low, 4 to 8 medium, 9 or more high.</summary>
    private static Complexity ComplexityOf(int features) => features switch
    {
        <= 3 => Complexity.Low,
        <= 8 => Complexity.Medium,
        _ => Complexity.High,
    };

    private static string ChoiceOf(StackOutline stack, Term slot) =>
        Short(stack.Choices.FirstOrDefault(choice => choice.Slot == slot)?.Choice ?? "");

    private static string Short(string text) => TextCut.AtMost(text.Trim().TrimEnd('.'), MaxChoice);
}
