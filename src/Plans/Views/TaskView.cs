namespace AiDevFramework.Plans.Views;

/// <summary>A task in the order of the work.</summary>
/// <param name="Wave">From 1: tasks of one wave wait for none of each other. Absent where the task waits for itself.</param>
/// <param name="Ready">Whether nothing that it waits for is still to be done.</param>
public sealed record TaskView(
    string Id,
    string Name,
    string Text,
    int Stage,
    int? Wave,
    bool Ready,
    IReadOnlyList<string> Serves,
    IReadOnlyList<string> After,
    decimal? Days,
    decimal? LeadDays,
    IReadOnlyList<string> Verify);
