namespace AiDevFramework.Web.Pictures;

/// <param name="Week">That ends here; 0 is the beginning.</param>
public sealed record GanttMark(int Week, int X);
