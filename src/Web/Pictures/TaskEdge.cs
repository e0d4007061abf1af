namespace AiDevFramework.Web.Pictures;

/// <param name="Path">As an SVG path has it.</param>
public sealed record TaskEdge(string From, string To, bool IsCritical, string Path);
