using System.Globalization;
using AiDevFramework.Grains.Abstractions;
using AiDevFramework.Plans.Outlines;

namespace AiDevFramework.Plans.Mending;

/// <summary>The items of a document with their identifiers, a line each: what a part that is written alone may refer to.</summary>
internal static class ItemTable
{
    private const int LongestName = 120;

    /// <summary>A document of a thousand items must not fill the prompt.</summary>
    private const int MostLines = 150;

    public static IReadOnlyList<string> Of(object outline) => [.. Lines(outline).Take(MostLines)];

    private static IEnumerable<string> Lines(object outline) => outline switch
    {
        StormingOutline storming =>
        [
            .. storming.Events.Select(item => $"event {Short(item.Name)}"),
            .. storming.Commands.Select(item => $"command {Short(item.Name)}"),
            .. storming.Aggregates.Select(item => $"aggregate {Short(item.Name)}"),
        ],
        RequirementsOutline requirements =>
        [
            .. requirements.ProductName is { } name ? (string[])[$"product {Short(name)}"] : [],
            .. requirements.Features.SelectMany(OfFeature),
            .. requirements.Stories.Where(item => item.Id is not null).Select(OfItem),
            .. requirements.NonFunctional.Where(item => item.Id is not null).Select(OfItem),
        ],
        StackOutline stack => stack.Choices.Where(choice => choice.Choice.Length > 0).Select(choice => $"{choice.Slot}: {Short(choice.Choice)}"),
        ScheduleOutline plan => plan.Stages.Select(stage =>
            string.Create(CultureInfo.InvariantCulture, $"stage {stage.Number}: {Short(stage.Name)}, {stage.Days?.ToString(CultureInfo.InvariantCulture) ?? "?"} working days")),
        _ => [],
    };

    private static IEnumerable<string> OfFeature(FeatureOutline feature) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"F{feature.Number} {Short(feature.Name)}"),
        .. feature.Criteria.Where(criterion => criterion.Id is not null).Select(OfItem),
    ];

    private static string OfItem(OutlineItem item) => $"{item.Id} {Short(item.Text)}";

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= LongestName ? line : $"{TextCut.AtMost(line, LongestName).TrimEnd()}…";
    }
}
