namespace AiDevFramework.Llm;

/// <summary>How a question that was refused can be asked again at once.</summary>
/// <param name="Without">A member to leave out or to send otherwise.</param>
/// <param name="MaxTokens">A smaller completion limit; <see langword="null"/> leaves it as it is.</param>
/// <param name="Limits">The limits of the model that the refusal named.</param>
/// <param name="Passing">Whether the refusal is about the account at this moment and not about the model. Then it is not remembered.</param>
internal sealed record AskAgain(RefusedMembers Without, int? MaxTokens = null, ModelLimits Limits = default, bool Passing = false);
