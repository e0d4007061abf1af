using AiDevFramework.FakeOpenRouter.Answers;
using AiDevFramework.FakeOpenRouter.Script;

namespace AiDevFramework.FakeOpenRouter.Wire;

/// <summary>What one call gets.</summary>
/// <param name="Answer">The text up to its finish reason.</param>
/// <param name="Continuation">Whether it is the rest of an answer that was cut.</param>
internal sealed record ReplyPlan(Behaviour Behaviour, Answer Answer, string FinishReason, string Model, bool Continuation)
{
    /// <summary>Characters until the behaviour's ending strikes.</summary>
    public int EndAt { get; } = Behaviour.Ending == Ending.Finish
        ? Answer.Text.Length
        : Math.Min(Behaviour.EndAt ?? Answer.Text.Length / 2, Answer.Text.Length);

    public Price? Price => Price.Of(Model);
}
