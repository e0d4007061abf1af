namespace AiDevFramework.Web.Pictures;

/// <summary>A row of the time line: a stage, or one of its tasks.</summary>
/// <param name="Tone"><c>stage</c>, <c>critical</c>, <c>guessed</c> where nobody says how long it takes, or <c>plain</c>.</param>
/// <param name="Label">As it fits.</param>
/// <param name="Start">Working days from the beginning at which it can begin.</param>
/// <param name="End">Working days from the beginning at which it is done.</param>
/// <param name="Lead">Working days that others need first, within it.</param>
public sealed record GanttBar(string Id, string Name, string Label, string Tone, decimal Start, decimal End, decimal Lead, Box Place, Box LeadPlace, int Baseline);
