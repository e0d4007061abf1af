namespace AiDevFramework.Evaluation.Controls;

/// <param name="Control">What was done to the plan.</param>
/// <param name="Seen">Whether the judge saw it.</param>
internal sealed record ControlResult(string Idea, string Control, bool Seen);
