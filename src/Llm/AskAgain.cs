namespace AiDevFramework.Llm;

/// <summary>How a question that was refused can be asked again at once.</summary>
/// <param name="Without">A member to leave out or to send otherwise.</param>
/// <param name="MaxTokens">A smaller completion limit; <see langword="null"/> leaves it as it is.</param>
/// <param name="Learned">What the refusal told of the model.</param>
/// <param name="Passing">Whether it is about the account of now, not about the model: not remembered.</param>
internal sealed record AskAgain(RefusedMembers Without, int? MaxTokens = null, ModelLimits Learned = default, bool Passing = false);
