namespace AiDevFramework.Web.Pictures;

/// <summary>When a stage or a task can begin, and when it is done, in working days from the beginning.</summary>
internal sealed record GanttSpan(string Id, string Name, bool IsStage, bool IsGuessed, decimal Start, decimal Lead, decimal End);
