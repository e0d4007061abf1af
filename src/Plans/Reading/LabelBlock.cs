namespace AiDevFramework.Plans.Reading;

/// <summary>A label with what stands under it.</summary>
/// <param name="Line">Index of the label's line.</param>
/// <param name="First">Index of the first line under it.</param>
/// <param name="End">Index of the line behind the last.</param>
internal sealed record LabelBlock(LabelHit Hit, int Line, int First, int End);
