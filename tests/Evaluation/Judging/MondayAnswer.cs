namespace AiDevFramework.Evaluation.Judging;

/// <param name="Answer">In the reader's words.</param>
/// <param name="Quote">The line of the plan that says it; empty where the reader found none.</param>
internal sealed record MondayAnswer(MondayQuestion Question, string Answer, string Quote);
