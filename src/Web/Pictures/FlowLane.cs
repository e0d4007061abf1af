namespace AiDevFramework.Web.Pictures;

/// <summary>A flow: boxes in their order, and the arrows between them.</summary>
/// <param name="Title">As it fits.</param>
/// <param name="Arrows">As SVG paths have them.</param>
public sealed record FlowLane(string Name, string Title, int Baseline, IReadOnlyList<FlowBox> Boxes, IReadOnlyList<string> Arrows);
